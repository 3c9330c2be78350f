"""What a person is told of himself. Each answer costs the same number of statements however much there is."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.additions.queries import waiting_for
from directory.bulk import among
from directory.comments import discussion
from directory.mandates import reads as mandates
from directory.mandates.queries import IN_FORCE, held
from directory.mandates.reads import Reader
from directory.people.rules import stale
from directory.people.schemas import Me, MyPlace, ToDo
from directory.tables import Correction, Mandate, Membership, Person, Place, Testimonial
from discussion.queries import queue_count
from identity.caller import Caller
from identity.holdings import Holdings


async def me(session: AsyncSession, caller: Caller, *, now: datetime) -> Me:
    """Who asks, for whom he acts, and what he has to do."""
    row = (await session.execute(select(Person.name, Person.named).where(Person.id == caller.id))).one_or_none()
    mine = await mandates.mandates(session, Mandate.person_id == caller.id, whole=True)
    return Me(
        id=caller.id,
        name=caller.name,
        named=row.named if row else False,
        mandates=mine,
        to_do=await _to_do(session, Reader(caller, await held(session, caller.id)), now=now),
    )


async def _to_do(session: AsyncSession, reader: Reader, *, now: datetime) -> ToDo:
    places = await my_places(session, reader.caller, now=now)
    waiting = await _count(session, Correction, Correction.state == "proposed", _decides(reader))
    return ToDo(
        mandate_requests=await mandates.waiting(session, reader),
        corrections=waiting,
        unconfirmed_places=len(await waiting_for(session, reader.caller, reader.holdings)),
        reports=await _reports(session) if reader.caller.moderates else 0,
        stale_places=sum(_is_to_confirm(place) for place in places),
        orphans=len(await mandates.orphans(session, reader)),
    )


def _is_to_confirm(place: MyPlace) -> bool:
    return bool(place.stale) and place.state == "published" and place.role != "member"


async def _reports(session: AsyncSession) -> int:
    pending = await _count(session, Testimonial, Testimonial.state == "pending")
    return pending + await queue_count(session, discussion.tables, "reported")


async def _count(session: AsyncSession, noun: Any, *conditions: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(noun).where(*conditions)) or 0


def _decides(reader: Reader) -> ColumnElement[bool]:
    """That the reader may decide about a correction: he speaks for the place, or for its network where nobody does."""
    if reader.caller.moderates:
        return Correction.id.is_not(None)
    edited = among(Correction.place_id, reader.holdings.where("editor", "place"))
    return or_(edited, _cares(reader.holdings))


def _cares(holdings: Holdings) -> ColumnElement[bool]:
    managed = among(Membership.network_id, holdings.where("editor", "network"))
    steward = (Mandate.organisation_kind == "place", Mandate.organisation_id == Correction.place_id)
    return and_(
        exists().where(Membership.place_id == Correction.place_id, managed),
        ~exists().where(*steward, Mandate.role == "steward", IN_FORCE),
    )


async def my_places(session: AsyncSession, caller: Caller, *, now: datetime) -> list[MyPlace]:
    """The places that the caller acts for, by name."""
    plain = (Place.id, Place.slug, Place.name, Place.state, Place.commune, Place.completeness, Place.revision)
    wanted = (
        select(*plain, Place.sources, Mandate.role, *_waiting())
        .join(Mandate, and_(Mandate.organisation_kind == "place", Mandate.organisation_id == Place.id))
        .where(Mandate.person_id == caller.id, IN_FORCE)
        .order_by(func.lower(Place.name), Place.id)
    )
    return [
        MyPlace.model_validate(dict(row) | {"stale": stale(row["sources"], today=now.date())})
        for row in (await session.execute(wanted)).mappings()
    ]


def _waiting() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """What waits at a place, as far as the role there lets answer it."""
    request = Mandate.__table__.alias("request")
    asked = select(func.count()).where(
        request.c.organisation_kind == "place",
        request.c.organisation_id == Place.id,
        request.c.state == "requested",
        request.c.person_id != Mandate.person_id,
    )
    proposed = select(func.count()).where(Correction.place_id == Place.id, Correction.state == "proposed")
    requests = case((Mandate.role == "steward", asked.correlate(Place, Mandate).scalar_subquery()), else_=0)
    corrections = case((Mandate.role != "member", proposed.correlate(Place).scalar_subquery()), else_=0)
    return requests.label("mandate_requests"), corrections.label("corrections")
