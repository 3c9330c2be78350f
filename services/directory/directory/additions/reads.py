"""What is answered about additions."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.additions import queries
from directory.additions.schemas import (
    Addition,
    AdditionList,
    ConfirmationShown,
    OwnAddition,
    OwnAdditionList,
    PlaceToConfirm,
    Rejection,
)
from directory.mandates.queries import held
from directory.places.documents import document_of
from directory.places.schemas import Named, PlaceName
from directory.tables import Addition as Row
from directory.tables import Place
from identity.caller import Caller

STATES = {None: "waiting", "confirmed": "confirmed", "rejected": "rejected"}


async def to_confirm(session: AsyncSession, place_id: UUID) -> PlaceToConfirm:
    """An added place, with who added it and who confirmed it."""
    place = (await session.execute(select(Place.__table__).where(Place.id == place_id))).mappings().one()
    addition = await session.get_one(Row, place_id)
    confirmations = [
        ConfirmationShown.model_validate({"by_kind": one.on_behalf_of, "name": name, "at": one.at, "word": one.word})
        for one, name in await queries.confirmations(session, place_id)
    ]
    rejected = addition.outcome == "rejected" and addition.decided_at
    more: dict[str, Any] = {
        "created_by": Named(name=await queries.name_of(session, addition.added_by)),
        "word": addition.word,
        "wishes": await queries.mentions(session, addition.networks),
        "confirmations": confirmations,
        "rejection": Rejection(reason=addition.reason, at=addition.decided_at) if rejected else None,
    }
    return PlaceToConfirm.model_validate(document_of(dict(place), ()) | more)


async def waiting(session: AsyncSession, caller: Caller) -> AdditionList:
    """The additions that the caller may confirm."""
    rows = await queries.waiting_for(session, caller, await held(session, caller.id))
    return AdditionList(
        items=[
            Addition(
                place=_place(row),
                added_by=Named(name=row.adder),
                added_at=row.added_at,
                word=row.word,
                confirmations=row.confirmations,
            )
            for row in rows
        ]
    )


async def own(session: AsyncSession, person: UUID) -> OwnAdditionList:
    """The additions of this person."""
    return OwnAdditionList(
        items=[
            OwnAddition.model_validate(
                {
                    "place": _place(row),
                    "added_at": row.Addition.added_at,
                    "state": STATES[row.Addition.outcome],
                    "confirmations": row.confirmations,
                    "decided_at": row.Addition.decided_at,
                    "reason": row.Addition.reason,
                }
            )
            for row in await queries.added_by(session, person)
        ]
    )


def _place(row: Any) -> PlaceName:
    return PlaceName(id=row.id, slug=row.slug, name=row.name, commune=row.commune)
