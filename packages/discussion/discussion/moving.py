"""Comments follow their subject when it is merged into another, and come back when it was a mistake."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from discussion.actions import change
from discussion.mounting import Discussion
from discussion.queries import Place, on


async def move(
    session: AsyncSession, discussion: Discussion, kind: str, *, gone: UUID, into: UUID, now: datetime
) -> None:
    """Let all that was said of ``gone`` be said of ``into``."""
    comment = discussion.tables.comment
    moved = {"subject_id": into, "earlier": sa.func.array_append(comment.c.earlier, gone)}
    await change(session, discussion, on(discussion.tables, Place(kind, gone)), moved, now=now)


async def move_back(
    session: AsyncSession, discussion: Discussion, kind: str, *, gone: UUID, into: UUID, now: datetime
) -> None:
    """Undo `move`: what came from ``gone`` is said of it again, with all that was answered meanwhile.

    Of several moves the last one is undone first.
    """
    earlier = discussion.tables.comment.c.earlier
    came = on(discussion.tables, Place(kind, into)) & (earlier[sa.func.cardinality(earlier)] == gone)
    await change(session, discussion, came, {"subject_id": gone, "earlier": sa.func.trim_array(earlier, 1)}, now=now)
