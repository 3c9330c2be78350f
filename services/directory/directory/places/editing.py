"""What people do to places in the places' own name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import NotFound, Refusal
from directory.places import queries
from directory.places.actions import save_places
from directory.places.edits import PlaceEdit, Referential, understood
from directory.places.history import Record
from directory.places.rules import OWN
from directory.places.schemas import PlaceWords
from directory.schemas import Source


class PlaceGone(Refusal):
    """This place was merged into another: what is to be said is said of that one."""


async def taken(session: AsyncSession, place_id: UUID) -> dict[str, Any]:
    """The row of a place that the public can see, ours until the transaction ends. Raises NotFound or PlaceGone."""
    row = next(iter(await queries.locked(session, [place_id])), None)
    if row is None or row["state"] == "draft":
        raise NotFound(f"There is no place {place_id}.")
    if row["state"] == "merged":
        raise PlaceGone(f"This place was merged into {row['merged_into']}.")
    return row


async def edit_place(
    session: AsyncSession,
    place: Mapping[str, Any],
    edit: PlaceEdit,
    *,
    record: Record,
    referential: Referential,
    now: datetime,
) -> None:
    """Let a place (its row, taken) say this of itself. Raises Invalid."""
    words = understood(edit, place["id"], referential, place=place)
    if edit.said:
        await speak(session, words, record=record, now=now)


async def speak(session: AsyncSession, words: PlaceWords, *, record: Record, now: datetime) -> None:
    """Let a place say this of itself."""
    await save_places(session, [words], source=own_words(now), now=now, record=record)


def own_words(now: datetime) -> Source:
    """A place speaking of itself today."""
    return Source(key=OWN, date=now.date(), given_by="place")
