"""What people do with comments; each change leaves with its fact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from chassis.refusals import NotFound
from contracts.discussion import CommentFact
from discussion import markdown, queries, rules
from discussion.mounting import Discussion, Noun, Subject
from discussion.queries import Place, Row
from discussion.schemas import CommentDraft
from identity.caller import Caller

NAME = 200  # characters of a name that are kept
Values = dict[str, Any]


async def post_comment(
    session: AsyncSession,
    discussion: Discussion,
    draft: CommentDraft,
    *,
    noun: Noun,
    subject: Subject,
    author: Caller,
    now: datetime,
) -> Row:
    """Say something of the subject, or answer to a comment on it.

    Raises DiscussionClosed, NotFound, ThreadFull.
    """
    rules.check_open(is_open=subject.is_open)
    place, table = Place(noun.kind, subject.id), discussion.tables.comment
    root = await _root(session, discussion, place, draft.parent_id) if draft.parent_id else None
    said = await _words(session, discussion, noun, place, draft.body)
    standing = {"subject_kind": place.kind, "subject_id": place.id, "earlier": root.earlier if root else []}
    by = {"author_id": author.id, "author_name": name_of(author)}
    new = {"revision": 1, "state": "posted", "parent_id": root and root.id, "posted_at": now, "updated_at": now}
    row: Row = (await session.execute(sa.insert(table).values(standing | by | new | said).returning(table))).one()
    await emit(session, fact(discussion, row))
    return row


async def _root(session: AsyncSession, discussion: Discussion, place: Place, parent_id: UUID) -> Row:
    """The comment that began the thread of this one, held. Raises NotFound, ThreadFull."""
    tables = discussion.tables
    parent = await queries.one(session, tables, parent_id)
    root = parent and await queries.one(session, tables, parent.parent_id or parent.id, hold="answer")
    thread = [root, *await queries.replies(session, tables, [root.id])] if root else []
    if root is None or (root.subject_kind, root.subject_id) != place or not rules.standing(thread):
        raise NotFound(f"There is no comment {parent_id} to answer to.")
    rules.check_room(len(thread) - 1)
    return root


async def _words(session: AsyncSession, discussion: Discussion, noun: Noun, place: Place, body: str) -> Values:
    """The columns that hold what is said. Only who is there can be mentioned, so nobody can be found by trying."""
    called = markdown.called(body)
    names: dict[UUID, str] = {}
    if called:
        acting = await noun.speakers(session, place.id)
        spoke = await queries.speakers(session, discussion.tables, place, called)
        names = {person: name for person, name in (spoke | dict(acting)).items() if person in called}
    body = markdown.named(body, names)
    html, mentioned = markdown.render(body, names)
    mentions = [{"id": str(person), "name": names[person]} for person in mentioned]
    return {"body": body, "html": html, "mentions": mentions}


async def edit_comment(
    session: AsyncSession, discussion: Discussion, row: Row, body: str, *, noun: Noun, now: datetime
) -> Row:
    """Say it otherwise; moderators keep what was said before. Raises CommentWithdrawn, CommentHidden."""
    rules.check_posted(row.state)
    if body == row.body:
        return row
    await _keep_version(session, discussion, row)
    place = Place(row.subject_kind, row.subject_id)
    said = await _words(session, discussion, noun, place, body)
    return await _change(session, discussion, row, said | {"edited_at": now}, now=now)


async def withdraw_comment(session: AsyncSession, discussion: Discussion, row: Row, *, now: datetime) -> None:
    """Take one's words back, for good; again changes nothing.

    They are gone, unless somebody has reported them: then moderators keep them until they have answered.
    """
    if row.state == "withdrawn":
        return
    if row.reported_at:
        await _keep_version(session, discussion, row)
    else:
        await forget_versions(session, discussion, row)
    gone: Values = {"state": "withdrawn", "body": None, "html": None, "mentions": []}
    await _change(session, discussion, row, gone, now=now)


async def report_comment(
    session: AsyncSession, discussion: Discussion, row: Row, reason: str, *, reporter: Caller, now: datetime
) -> Row:
    """Say that a comment does not belong there. Raises AlreadyReported, CommentWithdrawn, CommentHidden."""
    rules.check_posted(row.state)
    report, comment = discussion.tables.report, discussion.tables.comment
    by = {"reporter_id": reporter.id, "reporter_name": name_of(reporter)}
    new = upsert(report).values(comment_id=row.id, reason=reason, reported_at=now, **by).on_conflict_do_nothing()
    made: Row | None = (await session.execute(new.returning(report))).one_or_none()
    if made is None:
        raise rules.AlreadyReported("A moderator reads what you wrote the first time.")
    since = sa.func.coalesce(comment.c.reported_at, now)
    await session.execute(sa.update(comment).where(comment.c.id == row.id).values(reported_at=since))
    return made


async def change(
    session: AsyncSession, discussion: Discussion, which: sa.ColumnElement[bool], values: Values, *, now: datetime
) -> Sequence[Row]:
    """Change these comments and say so. Two statements, and two more for the facts, for any number."""
    comment = discussion.tables.comment
    changed = {**values, "revision": comment.c.revision + 1, "updated_at": now}
    update = sa.update(comment).where(which).values(changed).returning(comment)
    rows: Sequence[Row] = (await session.execute(update)).all()
    await emit(session, *(fact(discussion, row) for row in rows))
    return rows


async def _change(session: AsyncSession, discussion: Discussion, row: Row, values: Values, *, now: datetime) -> Row:
    [changed] = await change(session, discussion, discussion.tables.comment.c.id == row.id, values, now=now)
    return changed


async def _keep_version(session: AsyncSession, discussion: Discussion, row: Row) -> None:
    said = {"comment_id": row.id, "revision": row.revision, "body": row.body}
    await session.execute(
        sa.insert(discussion.tables.version).values(written_at=row.edited_at or row.posted_at, **said)
    )


async def forget_versions(session: AsyncSession, discussion: Discussion, row: Row) -> None:
    """Let go of what the comment said before."""
    version = discussion.tables.version
    await session.execute(sa.delete(version).where(version.c.comment_id == row.id))


def fact(discussion: Discussion, row: Row) -> CommentFact:
    """What the service says of a comment."""
    return discussion.fact(
        id=row.id,
        revision=row.revision,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        parent_id=row.parent_id,
        author=row.author_id,
        mentions=tuple(UUID(one["id"]) for one in row.mentions),
        state=row.state,
        updated_at=row.updated_at,
    )


def name_of(caller: Caller) -> str:
    """His name as it is kept beside what he says."""
    return markdown.tidy(caller.name)[:NAME] or "?"
