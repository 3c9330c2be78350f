"""What moderators are asked for and answer, over HTTP."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.pages import link_next
from discussion import moderation, pages, queries, views
from discussion.asking import OnComment, comment_asked
from discussion.mounting import Discussion, Permission, Subject
from discussion.queries import QUEUES, Row
from discussion.routes import TAGS, shown
from discussion.schemas import Comment, CommentQueue, CommentQueueListing, CommentReason, CommentReasonIfAny
from discussion.views import Reader
from identity.caller import Caller

Answer = Callable[..., Awaitable[Row]]


def moderation_router(discussion: Discussion) -> APIRouter:
    """The queue, and the answers to what is in it."""
    router = APIRouter(tags=TAGS)
    _queue(router, discussion)
    _hiding(router, discussion)
    restore, dismiss = moderation.restore_comment, moderation.dismiss_reports
    again, nothing = "Show a hidden comment to everybody again.", "Find that there is nothing wrong with it."
    _answering(router, discussion, "restore", restore, summary="Restore a comment", why=again)
    _answering(router, discussion, "dismiss", dismiss, summary="Dismiss the reports of a comment", why=nothing)
    return router


def _queue(router: APIRouter, discussion: Discussion) -> None:
    tables = discussion.tables

    @router.get("/moderation/comments", summary="List what moderators look at")
    async def list_queue(
        request: Request,
        response: Response,
        session: Session,
        asked: Annotated[CommentQueueListing, Query()],
        _: Annotated[Caller, Depends(discussion.rights.may(Permission.MODERATE))],
    ) -> CommentQueue:
        """Comments with reports that nobody has answered, the longest waiting first; or those that are hidden."""
        after, column = pages.position(asked, sort=asked.state), QUEUES[asked.state][0]
        found = await queries.queue(session, tables, asked.state, after=after, limit=asked.limit + 1)
        rows, cursor = pages.page(found, asked, sort=asked.state, column=column)
        about = await queries.about(session, tables, [row.id for row in rows])
        items = views.queue(rows, about, await _subjects(session, discussion, rows))
        if cursor:
            response.headers["link"] = link_next(request, cursor)
        return CommentQueue(items=items, total=await queries.queue_count(session, tables, asked.state), next=cursor)


async def _subjects(
    session: AsyncSession, discussion: Discussion, rows: Sequence[Row]
) -> dict[tuple[str, UUID], Subject]:
    """What the comments speak of: one statement per noun."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        wanted[row.subject_kind].add(row.subject_id)
    return {
        (kind, id_): subject
        for kind, ids in wanted.items()
        if kind in discussion.nouns
        for id_, subject in (await discussion.nouns[kind].describe(session, ids)).items()
    }


def _hiding(router: APIRouter, discussion: Discussion) -> None:
    on_comment = comment_asked(discussion, hold="change")
    may_moderate = Depends(discussion.rights.may(Permission.MODERATE, on=on_comment))

    @router.post("/comments/{comment_id}/hide", summary="Hide a comment")
    async def hide_comment(
        response: Response,
        session: Session,
        said: CommentReason,
        on: Annotated[OnComment, Depends(on_comment)],
        moderator: Annotated[Caller, may_moderate],
    ) -> Comment:
        """Show its words to its author and to moderators only; all others see that it is hidden."""
        now = datetime.now(UTC)
        row = await moderation.hide_comment(session, discussion, on.row, said.reason, moderator=moderator, now=now)
        return shown(response, row, Reader(moderator.id, moderates=True))


def _answering(router: APIRouter, discussion: Discussion, path: str, act: Answer, *, summary: str, why: str) -> None:
    on_comment = comment_asked(discussion, hold="change")
    may_moderate = Depends(discussion.rights.may(Permission.MODERATE, on=on_comment))

    @router.post(f"/comments/{{comment_id}}/{path}", name=act.__name__, summary=summary, description=why)
    async def answer(
        response: Response,
        session: Session,
        on: Annotated[OnComment, Depends(on_comment)],
        moderator: Annotated[Caller, may_moderate],
        said: CommentReasonIfAny | None = None,
    ) -> Comment:
        reason, now = said and said.reason, datetime.now(UTC)
        row = await act(session, discussion, on.row, reason, moderator=moderator, now=now)
        return shown(response, row, Reader(moderator.id, moderates=True))
