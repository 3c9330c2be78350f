"""What is asked of comments. Every answer costs the same number of statements however long it is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from discussion.tables import Tables

Row = sa.Row[Any]
Position = tuple[datetime, UUID] | None  # after which a page begins


class Place(NamedTuple):
    """Where comments stand: on which subject of which kind."""

    kind: str
    id: UUID


class About(NamedTuple):
    """What moderators know of some comments, the oldest first."""

    reports: Sequence[Row]
    versions: Sequence[Row]
    decisions: Sequence[Row]


def among(column: sa.ColumnElement[Any], ids: Collection[UUID]) -> sa.ColumnElement[bool]:
    """That the column holds one of these ids: one parameter however many they are."""
    return column == sa.any_(sa.literal(list(ids), sa.ARRAY(sa.Uuid)))


def on(tables: Tables, place: Place) -> sa.ColumnElement[bool]:
    """That a comment stands there."""
    columns = tables.comment.c
    return (columns.subject_kind == place.kind) & (columns.subject_id == place.id)


def _threads(tables: Tables, place: Place) -> sa.ColumnElement[bool]:
    """That a comment begins a thread there of which something is left."""
    comment, reply = tables.comment, tables.comment.alias("reply")
    answered = sa.exists().where(reply.c.parent_id == comment.c.id, reply.c.state != "withdrawn")
    return on(tables, place) & comment.c.parent_id.is_(None) & ((comment.c.state != "withdrawn") | answered)


async def threads(session: AsyncSession, tables: Tables, place: Place, *, after: Position, limit: int) -> Sequence[Row]:
    """The comments that began the threads there, the newest first."""
    comment = tables.comment
    key = sa.tuple_(comment.c.posted_at, comment.c.id)
    wanted = sa.select(comment).where(_threads(tables, place))
    if after:
        wanted = wanted.where(key < sa.tuple_(sa.literal(after[0]), sa.literal(after[1])))
    order = (comment.c.posted_at.desc(), comment.c.id.desc())
    return (await session.execute(wanted.order_by(*order).limit(limit))).all()


async def thread_count(session: AsyncSession, tables: Tables, place: Place) -> int:
    """How many threads there are."""
    wanted = sa.select(sa.func.count()).select_from(tables.comment).where(_threads(tables, place))
    return (await session.execute(wanted)).scalar_one()


async def replies(session: AsyncSession, tables: Tables, roots: Collection[UUID]) -> Sequence[Row]:
    """All that was answered in these threads, the oldest first."""
    comment = tables.comment
    wanted = sa.select(comment).where(among(comment.c.parent_id, roots))
    return (await session.execute(wanted.order_by(comment.c.posted_at, comment.c.id))).all()


async def one(
    session: AsyncSession, tables: Tables, comment_id: UUID, *, hold: Literal["change", "answer"] | None = None
) -> Row | None:
    """A comment; held until the transaction ends, to be changed or to be answered to."""
    wanted = sa.select(tables.comment).where(tables.comment.c.id == comment_id)
    if hold:
        wanted = wanted.with_for_update(key_share=hold == "change", read=hold == "answer")
    return (await session.execute(wanted)).one_or_none()


async def speakers(session: AsyncSession, tables: Tables, place: Place, people: Collection[UUID]) -> dict[UUID, str]:
    """Those of these people who can be seen to have spoken there, by the name they had last."""
    columns = tables.comment.c
    wanted = (
        sa.select(columns.author_id, columns.author_name)
        .ext(distinct_on(columns.author_id))
        .where(on(tables, place), among(columns.author_id, people), columns.state == "posted")
        .order_by(columns.author_id, columns.posted_at.desc())
    )
    return {row.author_id: row.author_name for row in await session.execute(wanted)}


QUEUES: dict[str, tuple[str, bool]] = {"reported": ("reported_at", False), "hidden": ("posted_at", True)}


def queued(tables: Tables, state: str) -> sa.ColumnElement[bool]:
    """That a comment waits for a moderator, or is hidden."""
    return tables.comment.c.reported_at.is_not(None) if state == "reported" else tables.comment.c.state == "hidden"


async def queue(session: AsyncSession, tables: Tables, state: str, *, after: Position, limit: int) -> Sequence[Row]:
    """What waits longest first; of hidden comments the newest first."""
    comment, (column, backwards) = tables.comment, QUEUES[state]
    keys = (comment.c[column], comment.c.id)
    wanted = sa.select(comment).where(queued(tables, state))
    if after:
        key, bound = sa.tuple_(*keys), sa.tuple_(sa.literal(after[0]), sa.literal(after[1]))
        wanted = wanted.where(key < bound if backwards else key > bound)
    order = [key.desc() if backwards else key for key in keys]
    return (await session.execute(wanted.order_by(*order).limit(limit))).all()


async def queue_count(session: AsyncSession, tables: Tables, state: str) -> int:
    """How many there are."""
    wanted = sa.select(sa.func.count()).select_from(tables.comment).where(queued(tables, state))
    return (await session.execute(wanted)).scalar_one()


async def about(session: AsyncSession, tables: Tables, ids: Collection[UUID]) -> About:
    """What moderators know of these comments besides. Three statements for any number."""
    report, version, decision = tables.report, tables.version, tables.decision
    waiting = among(report.c.comment_id, ids) & report.c.outcome.is_(None)
    reports = await session.execute(sa.select(report).where(waiting).order_by(report.c.reported_at, report.c.id))
    earlier = sa.select(version).where(among(version.c.comment_id, ids)).order_by(version.c.revision)
    versions = await session.execute(earlier)
    done = sa.select(decision).where(among(decision.c.comment_id, ids))
    decisions = await session.execute(done.order_by(decision.c.decided_at, decision.c.id))
    return About(reports.all(), versions.all(), decisions.all())
