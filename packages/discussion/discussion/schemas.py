"""What is said to a discussion, and what it answers."""

from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from contracts.discussion import CommentState
from discussion.markdown import tidy
from discussion.rules import LONGEST, REASON

Words = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(tidy), Len(1)]
Reason = Annotated[str, StringConstraints(max_length=REASON), AfterValidator(tidy), Len(1)]
DecisionAction = Literal["hidden", "restored", "dismissed"]


class Said(BaseModel):
    """What somebody sends; a key nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CommentDraft(Said):
    """Something to say, or to answer to a comment."""

    body: Annotated[Words, Field(description="Markdown; `@[Name](id)` calls somebody who is there.")]
    parent_id: UUID | None = None


class CommentEdit(Said):
    """Other words in place of the ones before."""

    body: Words


class CommentReason(Said):
    """Why."""

    reason: Reason


class CommentReasonIfAny(Said):
    """Why, if there is something to say about it."""

    reason: Reason | None = None


class CommentListing(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cursor: Annotated[str | None, StringConstraints(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class CommentQueueListing(CommentListing):
    """Which comments a moderator asks for: those with reports that nobody has answered, or those hidden."""

    state: Literal["reported", "hidden"] = "reported"


class CommentSpeaker(BaseModel):
    """A person by the name he had when he spoke."""

    id: UUID
    name: str


class Comment(BaseModel):
    """A comment. Of one that is withdrawn, or hidden from the asker, there is neither author nor words."""

    id: UUID
    revision: int
    parent_id: Annotated[UUID | None, Field(description="The comment that began the thread.")]
    state: CommentState
    author: CommentSpeaker | None
    body: Annotated[str | None, Field(description="Markdown, as written.")]
    html: Annotated[str | None, Field(description="The same rendered, safe to show.")]
    mentions: list[CommentSpeaker]
    posted_at: AwareDatetime
    edited_at: AwareDatetime | None
    replies: list["Comment"]


class CommentList(BaseModel):
    """A page of threads, the newest first."""

    items: list[Comment]
    total: Annotated[int, Field(description="The number of threads.")]
    next: Annotated[str | None, Field(description="The cursor of the next page.")]


class CommentReport(BaseModel):
    """Somebody finds that a comment does not belong there."""

    reason: str | None
    at: AwareDatetime
    by: CommentSpeaker | None


class CommentVersion(BaseModel):
    """What a comment said before."""

    body: str
    at: AwareDatetime


class CommentDecision(BaseModel):
    """What a moderator did with a comment."""

    action: DecisionAction
    reason: str | None
    at: AwareDatetime
    by: CommentSpeaker | None


class CommentSubject(BaseModel):
    """What a comment speaks of."""

    kind: str
    id: UUID
    slug: str | None
    name: str | None


class ReportedComment(BaseModel):
    """A comment as moderators see it. ``reports``: those that nobody has answered yet."""

    comment: Comment
    reports: list[CommentReport]
    versions: list[CommentVersion]
    decisions: list[CommentDecision]
    on: CommentSubject


class CommentQueue(BaseModel):
    """A page of the moderators' work."""

    items: list[ReportedComment]
    total: int
    next: Annotated[str | None, Field(description="The cursor of the next page.")]
