"""What happens to favourites.

A place that was merged stays marked under the id it had: what is shown is the place that it is by now, once, and when
the merge is undone everyone has marked again what he had marked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import NotFound
from directory.favourites.schemas import FavouriteKind
from directory.people.actions import remember
from directory.places.standing import every_name_of, standing
from directory.tables import Favourite, Network, Partner, Tool
from identity.caller import Caller

CATALOGUE: Mapping[FavouriteKind, Any] = {"network": Network, "tool": Tool, "partner": Partner}


async def mark(session: AsyncSession, kind: FavouriteKind, subject: UUID, *, by: Caller, now: datetime) -> None:
    """Let somebody find this again; once more changes nothing. Raises NotFound."""
    await remember(session, by, now=now)
    found = await _find(session, kind, subject)
    row = {"person_id": by.id, "kind": kind, "subject_id": found, "since": now}
    await session.execute(insert(Favourite).values(row).on_conflict_do_nothing())


async def unmark(session: AsyncSession, kind: FavouriteKind, subject: UUID, *, by: Caller, now: datetime) -> None:
    """Let it be; once more changes nothing."""
    await remember(session, by, now=now)
    subjects = Favourite.subject_id == subject
    if kind == "place" and (place := await standing(session, subject)):
        subjects = Favourite.subject_id.in_(every_name_of(place))
    await session.execute(delete(Favourite).where(Favourite.person_id == by.id, Favourite.kind == kind, subjects))


async def _find(session: AsyncSession, kind: FavouriteKind, subject: UUID) -> UUID:
    """The id of what is to be marked; a place that was merged is the one it became. Raises NotFound."""
    if kind == "place":
        found = await standing(session, subject)
    else:
        found = await session.scalar(select(CATALOGUE[kind].id).where(CATALOGUE[kind].id == subject))
    if found is None:
        raise NotFound(f"There is no {kind} {subject}.")
    return found
