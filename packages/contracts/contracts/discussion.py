"""What every service with a discussion says of its comments; each publishes it under its own topic."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from contracts import Event

CommentState = Literal["posted", "withdrawn", "hidden"]


class CommentFact(Event):
    """A comment as far as it concerns others: ids and state only, never a word or a name of anybody."""

    subject_kind: str
    subject_id: UUID
    parent_id: Annotated[UUID | None, Field(description="The comment that began the thread.")]
    author: UUID | None
    mentions: tuple[UUID, ...]
    state: CommentState
    updated_at: AwareDatetime
