"""What may be said of a usage."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from directory.schemas import Draft, Paragraphs, Since


class UsageWord(Draft):
    """How a place uses a tool, since when, and how well it serves, from 1 to 5."""

    how: Paragraphs = None
    since: Since = None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None


class UsageDraft(UsageWord):
    """A place uses a tool; a place has at most one usage of one tool."""

    place_id: UUID
    tool_id: UUID
