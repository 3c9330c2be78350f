"""What a request is about, found before anything is done: the subject, the comment, who reads."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.refusals import NotFound
from discussion import queries
from discussion.mounting import Discussion, Noun, Permission, Subject
from discussion.queries import Row
from discussion.views import Reader
from identity.asking import Perhaps
from identity.caller import Caller
from identity.rights import Target


@dataclass(frozen=True, kw_only=True)
class OnSubject(Target):
    """A request about a subject."""

    noun: Noun
    subject: Subject


@dataclass(frozen=True, kw_only=True)
class OnComment(OnSubject):
    """A request about a comment, whose author is its owner."""

    row: Row


def subject_asked(discussion: Discussion, noun: Noun, *, writing: bool) -> Callable[..., Awaitable[OnSubject]]:
    """A dependency that finds the subject. Raises NotFound where there is none that the asker may see."""

    async def on_subject(session: Session, reference: str, caller: Perhaps) -> OnSubject:
        if writing:
            await _remember(session, discussion, caller)
        subject = await noun.find(session, reference, caller, writing=writing)
        if subject is None:
            raise NotFound(f"There is no {noun.kind} {reference!r}.")
        return OnSubject(**vars(subject.target), noun=noun, subject=subject)

    return on_subject


def comment_asked(
    discussion: Discussion, *, hold: Literal["change"] | None = None, taking_back: bool = False
) -> Callable[..., Awaitable[OnComment]]:
    """A dependency that finds the comment, held if it is to be changed. Raises NotFound as `subject_asked` does.

    ``taking_back``: whoever does no more than that need not be known, and may have wished to be forgotten.
    """

    async def on_comment(session: Session, comment_id: UUID, caller: Perhaps) -> OnComment:
        if hold and not taking_back:
            await _remember(session, discussion, caller)
        row = await queries.one(session, discussion.tables, comment_id, hold=hold)
        noun = discussion.nouns.get(row.subject_kind) if row else None
        subject = noun and row and await noun.find(session, str(row.subject_id), caller, writing=False)
        if not (row and noun and subject):
            raise NotFound(f"There is no comment {comment_id}.")
        target: dict[str, Any] = {**vars(subject.target), "owner": row.author_id}
        return OnComment(**target, noun=noun, subject=subject, row=row)

    return on_comment


async def _remember(session: AsyncSession, discussion: Discussion, caller: Caller | None) -> None:
    """Know who is about to write before anything is held: his erasure takes things in this order too."""
    if caller is not None and caller.is_person:
        await discussion.remember(session, caller, now=datetime.now(UTC))


def reader_asking(discussion: Discussion) -> Callable[..., Awaitable[Reader]]:
    """A dependency that says who reads."""

    async def reader(session: Session, caller: Perhaps) -> Reader:
        if caller is None:
            return Reader()
        return Reader(caller.id, await discussion.rights.has(session, Permission.MODERATE, caller))

    return reader
