"""What is asked about corrections."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.tables import Correction, Person, Place

AT_MOST = 200  # shown at once: who has more to decide begins with the oldest


async def locked(session: AsyncSession, correction: UUID) -> Correction:
    """This correction, which there is, ours until the transaction ends."""
    wanted = select(Correction).where(Correction.id == correction).with_for_update()
    return (await session.scalars(wanted.execution_options(populate_existing=True))).one()


async def shown(session: AsyncSession, condition: ColumnElement[bool], *, latest_first: bool) -> Sequence[Any]:
    """Rows (correction, its place, the proposer's name)."""
    order = (
        (Correction.proposed_at.desc(), Correction.id.desc())
        if latest_first
        else (Correction.proposed_at, Correction.id)
    )
    wanted = (
        select(Correction, Place, Person.name.label("proposer"))
        .join(Place, Place.id == Correction.place_id)
        .outerjoin(Person, Person.id == Correction.proposed_by)
        .where(condition)
        .order_by(*order)
        .limit(AT_MOST)
    )
    return (await session.execute(wanted.execution_options(populate_existing=True))).all()


async def waiting_of(session: AsyncSession, person: UUID, place: UUID) -> int:
    """How many corrections of this place by this person wait."""
    mine = (Correction.proposed_by == person, Correction.place_id == place, Correction.state == "proposed")
    return await session.scalar(select(func.count()).select_from(Correction).where(*mine)) or 0
