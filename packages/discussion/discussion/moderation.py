"""What moderators do with comments; each step is logged with who, when and why."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from discussion import rules
from discussion.actions import change, forget_versions, name_of
from discussion.mounting import Discussion
from discussion.queries import Row
from identity.caller import Caller


async def hide_comment(
    session: AsyncSession, discussion: Discussion, row: Row, reason: str, *, moderator: Caller, now: datetime
) -> Row:
    """Show its words to its author and to moderators only. Raises CommentWithdrawn, CommentHidden."""
    rules.check_posted(row.state)
    await _log(session, discussion, row, "hidden", reason, moderator=moderator, now=now)
    await _answer_reports(session, discussion, row, "hidden")
    which = discussion.tables.comment.c.id == row.id
    [hidden] = await change(session, discussion, which, {"state": "hidden", "reported_at": None}, now=now)
    return hidden


async def restore_comment(
    session: AsyncSession, discussion: Discussion, row: Row, reason: str | None, *, moderator: Caller, now: datetime
) -> Row:
    """Show it to everybody again. Raises CommentNotHidden."""
    rules.check_hidden(row.state)
    await _log(session, discussion, row, "restored", reason, moderator=moderator, now=now)
    [posted] = await change(session, discussion, discussion.tables.comment.c.id == row.id, {"state": "posted"}, now=now)
    return posted


async def dismiss_reports(
    session: AsyncSession, discussion: Discussion, row: Row, reason: str | None, *, moderator: Caller, now: datetime
) -> Row:
    """Find that there is nothing wrong with it. Raises NothingReported.

    Nothing changes for those who read it, so this is no fact.
    """
    if not row.reported_at:
        raise rules.NothingReported("Somebody has answered them already, or there were none.")
    await _log(session, discussion, row, "dismissed", reason, moderator=moderator, now=now)
    await _answer_reports(session, discussion, row, "dismissed")
    if row.state == "withdrawn":  # they were kept for this
        await forget_versions(session, discussion, row)
    comment = discussion.tables.comment
    answered = sa.update(comment).where(comment.c.id == row.id).values(reported_at=None).returning(comment)
    kept: Row = (await session.execute(answered)).one()
    return kept


async def _log(
    session: AsyncSession,
    discussion: Discussion,
    row: Row,
    action: str,
    reason: str | None,
    *,
    moderator: Caller,
    now: datetime,
) -> None:
    by = {"moderator_id": moderator.id, "moderator_name": name_of(moderator)}
    step = {"comment_id": row.id, "action": action, "reason": reason or None, "decided_at": now}
    await session.execute(sa.insert(discussion.tables.decision).values(**by, **step))


async def _answer_reports(session: AsyncSession, discussion: Discussion, row: Row, outcome: str) -> None:
    report = discussion.tables.report
    waiting = (report.c.comment_id == row.id) & report.c.outcome.is_(None)
    await session.execute(sa.update(report).where(waiting).values(outcome=outcome))
