"""A discussion over HTTP: read what is said, say something, change one's own words."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.database import Session
from chassis.etags import etag, require_match
from chassis.pages import link_next
from discussion import actions, pages, queries, views
from discussion.asking import OnComment, OnSubject, comment_asked, reader_asking, subject_asked
from discussion.mounting import Discussion, Noun, Permission
from discussion.queries import Place, Row
from discussion.schemas import (
    Comment,
    CommentDraft,
    CommentEdit,
    CommentList,
    CommentListing,
    CommentReason,
    CommentReport,
)
from discussion.views import Reader
from identity.caller import Caller

NEWEST = "newest"
TAGS: list[Any] = ["comments"]


def noun_router(discussion: Discussion, noun: Noun) -> APIRouter:
    """What is said of the subjects of one noun."""
    router = APIRouter(prefix=f"/{noun.path}/{{reference}}/comments", tags=TAGS)
    _reading(router, discussion, noun)
    _speaking(router, discussion, noun)
    return router


def _reading(router: APIRouter, discussion: Discussion, noun: Noun) -> None:
    tables = discussion.tables
    subject = Depends(subject_asked(discussion, noun, writing=False))
    reading = Depends(reader_asking(discussion))

    @router.get("", summary="List threads")
    async def list_threads(
        *,
        request: Request,
        response: Response,
        session: Session,
        asked: Annotated[CommentListing, Query()],
        on: Annotated[OnSubject, subject],
        reader: Annotated[Reader, reading],
    ) -> CommentList:
        """What is said of it, the newest thread first, each with all that was answered."""
        place, after = Place(noun.kind, on.subject.id), pages.position(asked, sort=NEWEST)
        found = await queries.threads(session, tables, place, after=after, limit=asked.limit + 1)
        roots, cursor = pages.page(found, asked, sort=NEWEST)
        replies = await queries.replies(session, tables, [root.id for root in roots])
        total = await queries.thread_count(session, tables, place)
        response.headers["cache-tag"] = f"comment {noun.kind}"
        if cursor:
            response.headers["link"] = link_next(request, cursor)
        return CommentList(items=views.threads(roots, replies, reader), total=total, next=cursor)


def _speaking(router: APIRouter, discussion: Discussion, noun: Noun) -> None:
    on_subject = subject_asked(discussion, noun, writing=True)
    may_post = Depends(discussion.rights.may(noun.post, on=on_subject))

    @router.post("", status_code=201, summary="Post a comment")
    async def post_comment(
        response: Response,
        session: Session,
        draft: CommentDraft,
        on: Annotated[OnSubject, Depends(on_subject)],
        author: Annotated[Caller, may_post],
    ) -> Comment:
        """Say something of it, or answer to a comment: answers to an answer join its thread."""
        now, subject = datetime.now(UTC), on.subject
        row = await actions.post_comment(session, discussion, draft, noun=noun, subject=subject, author=author, now=now)
        return shown(response, row, Reader(author.id))


def comment_router(discussion: Discussion) -> APIRouter:
    """What is done with one comment, whatever it speaks of."""
    router = APIRouter(prefix="/comments/{comment_id}", tags=TAGS)
    _one(router, discussion)
    _own(router, discussion)
    _reporting(router, discussion)
    return router


def _one(router: APIRouter, discussion: Discussion) -> None:
    found = Depends(comment_asked(discussion))
    reading = Depends(reader_asking(discussion))

    @router.get("", summary="Read a comment")
    async def read_comment(
        response: Response,
        session: Session,
        on: Annotated[OnComment, found],
        reader: Annotated[Reader, reading],
    ) -> Comment:
        """One comment with all that was answered to it."""
        replies = await queries.replies(session, discussion.tables, [on.row.id])
        response.headers["cache-tag"] = f"comment {on.noun.kind}"
        return views.thread(on.row, replies, reader)


def _own(router: APIRouter, discussion: Discussion) -> None:
    on_comment = comment_asked(discussion, hold="change")
    on_own = comment_asked(discussion, hold="change", taking_back=True)

    @router.patch("", summary="Edit a comment")
    async def edit_comment(
        *,
        request: Request,
        response: Response,
        session: Session,
        edit: CommentEdit,
        on: Annotated[OnComment, Depends(on_comment)],
        author: Annotated[Caller, Depends(discussion.rights.may(Permission.EDIT, on=on_comment))],
    ) -> Comment:
        """Say it otherwise; moderators keep what was said before."""
        require_match(request, on.row.revision)
        now = datetime.now(UTC)
        row = await actions.edit_comment(session, discussion, on.row, edit.body, noun=on.noun, now=now)
        return shown(response, row, Reader(author.id))

    @router.delete("", status_code=204, summary="Withdraw a comment")
    async def withdraw_comment(
        session: Session,
        on: Annotated[OnComment, Depends(on_own)],
        _: Annotated[Caller, Depends(discussion.rights.may(Permission.WITHDRAW, on=on_own))],
    ) -> None:
        """Take one's words back for good; an empty place stays while answers follow it."""
        await actions.withdraw_comment(session, discussion, on.row, now=datetime.now(UTC))


def _reporting(router: APIRouter, discussion: Discussion) -> None:
    on_comment = comment_asked(discussion, hold="change")

    @router.post("/reports", status_code=201, summary="Report a comment")
    async def report_comment(
        session: Session,
        said: CommentReason,
        on: Annotated[OnComment, Depends(on_comment)],
        reporter: Annotated[Caller, Depends(discussion.rights.may(Permission.REPORT, on=on_comment))],
    ) -> CommentReport:
        """Say that it does not belong there: a moderator looks at it. Once per person."""
        now = datetime.now(UTC)
        row = await actions.report_comment(session, discussion, on.row, said.reason, reporter=reporter, now=now)
        return views.report(row)


def shown(response: Response, row: Row, reader: Reader) -> Comment:
    """A comment as it is now, with the tag that its next edit must name."""
    response.headers["etag"] = etag(row.revision)
    return views.comment(row, reader)
