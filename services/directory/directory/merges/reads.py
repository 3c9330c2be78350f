"""Merges, as moderators and network managers read them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from directory.merges.schemas import Doer, PlaceName
from directory.merges.schemas import Merge as Shown
from directory.tables import Merge, Person, Place

Gone, Into = aliased(Place), aliased(Place)
Merger, Undoer = aliased(Person), aliased(Person)
Later = aliased(Merge)
LATER_STANDS = exists().where(
    or_(Later.gone_id == Merge.into_id, Later.into_id == Merge.into_id), Later.undone_at.is_(None), Later.id > Merge.id
)


async def merges(session: AsyncSession, place: UUID) -> list[Shown]:
    """All merges of a place, the latest first. One statement."""
    return await _shown(session, or_(Merge.gone_id == place, Merge.into_id == place))


async def one_merge(session: AsyncSession, merge: UUID) -> Shown:
    """One of them, which is there."""
    [shown] = await _shown(session, Merge.id == merge)
    return shown


async def _shown(session: AsyncSession, condition: ColumnElement[bool]) -> list[Shown]:
    undoable = and_(Merge.undone_at.is_(None), ~LATER_STANDS).label("undoable")
    wanted = (
        select(Merge, Gone, Into, Merger.name.label("merger"), Undoer.name.label("undoer"), undoable)
        .join(Gone, Gone.id == Merge.gone_id)
        .join(Into, Into.id == Merge.into_id)
        .outerjoin(Merger, Merger.id == Merge.merged_by)
        .outerjoin(Undoer, Undoer.id == Merge.undone_by)
        .where(condition)
        .order_by(Merge.id.desc())
    )
    return [_item(*row) for row in await session.execute(wanted)]


def _item(merge: Merge, gone: Place, into: Place, merger: str | None, undoer: str | None, undoable: Any) -> Shown:  # noqa: PLR0917 - a row
    return Shown(
        id=merge.id,
        gone=_name(gone),
        into=_name(into),
        merged_at=merge.merged_at,
        merged_by=Doer(name=merger) if merger else None,
        reason=merge.reason,
        undone_at=merge.undone_at,
        undone_by=Doer(name=undoer) if undoer else None,
        undo_reason=merge.undo_reason,
        undoable=undoable,
    )


def _name(place: Place) -> PlaceName:
    return PlaceName(id=place.id, slug=place.slug, name=place.name)
