"""What is asked of merges before something happens to them."""

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import NotFound
from directory.tables import Merge, Place

ONE_AT_A_TIME = 0x6D657267  # "merg"


async def after_others(session: AsyncSession) -> None:
    """Wait until nobody else merges or undoes: then which place one is by now stays so until the transaction ends.

    So two who merge the same places the two ways round meet here, not across each other's rows.
    """
    await session.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))


async def became(session: AsyncSession, place: UUID) -> tuple[UUID, ...]:
    """The places that were merged into this one."""
    return tuple(await session.scalars(select(Place.id).where(Place.merged_into == place).order_by(Place.id)))


async def the_merge(session: AsyncSession, merge: UUID) -> Merge:
    """One merge. Raises NotFound."""
    found = await session.get(Merge, merge, populate_existing=True)
    if found is None:
        raise NotFound(f"There is no merge {merge}.")
    return found


async def later(session: AsyncSession, merge: Merge) -> UUID | None:
    """The latest merge of the kept place after this one that still stands."""
    of_it = or_(Merge.gone_id == merge.into_id, Merge.into_id == merge.into_id)
    found: UUID | None = await session.scalar(
        select(Merge.id).where(of_it, Merge.undone_at.is_(None), Merge.id > merge.id).order_by(Merge.id.desc()).limit(1)
    )
    return found
