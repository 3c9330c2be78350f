"""Which place one is by now: itself, or the one that it was merged into.

`Place.merged_into` always names the place at the end: when that one is merged in its turn, the places that had become
it are rewritten (`directory.merges`). So one step leads from any address to the place that stands.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.tables import Place

STANDS = func.coalesce(Place.merged_into, Place.id)  # the place that this one is by now


async def standing(session: AsyncSession, place: UUID) -> UUID | None:
    """The place that this one is by now; None for one that is not there, or that the public cannot see."""
    found: UUID | None = await session.scalar(select(STANDS).where(Place.id == place, Place.state != "draft"))
    return found


def every_name_of(place: UUID | ColumnElement[UUID]) -> Select[UUID]:
    """The ids under which people may have spoken of a place that stands: its own, and those of the places it was."""
    return select(Place.id).where(or_(Place.id == place, Place.merged_into == place))
