"""What discussions hold of a person: shown to him on demand, erased when he wishes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from discussion import markdown, queries
from discussion.actions import change
from discussion.mounting import Discussion
from discussion.queries import Row


async def export(session: AsyncSession, discussion: Discussion, person: UUID) -> Mapping[str, Any]:
    """All that he wrote, what it said before, what he reported and decided, and where he was mentioned."""
    tables = discussion.tables
    comment, report, decision = tables.comment, tables.report, tables.decision
    wrote = sa.select(comment).where(comment.c.author_id == person).order_by(comment.c.posted_at, comment.c.id)
    rows = (await session.execute(wrote)).all()
    earlier = (await queries.about(session, tables, [row.id for row in rows])).versions
    reports = await session.execute(sa.select(report).where(report.c.reporter_id == person))
    decisions = await session.execute(sa.select(decision).where(decision.c.moderator_id == person))
    mentioned = sa.select(comment.c.id).where(comment.c.mentions.contains([{"id": str(person)}]))
    return {
        "comments": [_comment(row) for row in rows],
        "comment_versions": [_part(row, "comment_id", "body", "written_at") for row in earlier],
        "comment_reports": [_part(row, "comment_id", "reason", "reported_at", "outcome") for row in reports],
        "comment_decisions": [_part(row, "comment_id", "action", "reason", "decided_at") for row in decisions],
        "mentioned_in_comments": [str(found) for found in await session.scalars(mentioned)],
    }


def _comment(row: Row) -> dict[str, Any]:
    known = _part(row, "id", "parent_id", "state", "author_name", "body", "mentions", "posted_at", "edited_at")
    return {"on": {"kind": row.subject_kind, "id": str(row.subject_id)}, **known}


def _part(row: Row, *names: str) -> dict[str, Any]:
    """These columns, as JSON can hold them."""
    values = row._mapping  # noqa: SLF001 - the library's public name for it
    return {name: _plain(values[name]) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


async def erase(session: AsyncSession, discussion: Discussion, person: UUID) -> None:
    """Forget him: his words, his name and where he was named. Threads keep their shape; again changes nothing."""
    now = datetime.now(UTC)
    await _forget_words(session, discussion, person, now)
    await _forget_mentions(session, discussion, person, now)
    report, decision = discussion.tables.report, discussion.tables.decision
    no_reporter = {"reporter_id": None, "reporter_name": None, "reason": None}
    await session.execute(sa.update(report).where(report.c.reporter_id == person).values(no_reporter))
    no_moderator = {"moderator_id": None, "moderator_name": None}
    await session.execute(sa.update(decision).where(decision.c.moderator_id == person).values(no_moderator))


async def _forget_words(session: AsyncSession, discussion: Discussion, person: UUID, now: datetime) -> None:
    """What he wrote, and what others wrote about it to moderators."""
    tables = discussion.tables
    nothing: dict[str, Any] = {"state": "withdrawn", "body": None, "html": None, "mentions": [], "reported_at": None}
    nobody = {"author_id": None, "author_name": None}
    rows = await change(session, discussion, tables.comment.c.author_id == person, nothing | nobody, now=now)
    ids = [row.id for row in rows]
    for table in (tables.version, tables.report):
        await session.execute(sa.delete(table).where(queries.among(table.c.comment_id, ids)))
    reasons = sa.update(tables.decision).where(queries.among(tables.decision.c.comment_id, ids))
    await session.execute(reasons.values(reason=None))


async def _forget_mentions(session: AsyncSession, discussion: Discussion, person: UUID, now: datetime) -> None:
    """Where others named him, in what they say now and in what they said before."""
    comment, version = discussion.tables.comment, discussion.tables.version
    named = sa.select(comment).where(comment.c.body.icontains(str(person), autoescape=True)).with_for_update()
    for row in (await session.execute(named)).all():
        body = markdown.without(row.body, person)
        names = {UUID(one["id"]): one["name"] for one in row.mentions if one["id"] != str(person)}
        html, mentioned = markdown.render(body, names)
        mentions = [{"id": str(other), "name": names[other]} for other in mentioned]
        said = {"body": body, "html": html, "mentions": mentions}
        await change(session, discussion, comment.c.id == row.id, said, now=now)
    before = sa.select(version).where(version.c.body.icontains(str(person), autoescape=True))
    for row in (await session.execute(before)).all():
        this = (version.c.comment_id == row.comment_id) & (version.c.revision == row.revision)
        await session.execute(sa.update(version).where(this).values(body=markdown.without(row.body, person)))
