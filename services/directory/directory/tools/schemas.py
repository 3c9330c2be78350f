"""What may be said of a tool, and what is answered about it."""

from pydantic import BaseModel, Field

from contracts.directory import PartialDate, Tool, ToolKind, Usage
from directory.browsing import Browsing, Sort
from directory.schemas import (
    UNCHANGED,
    Draft,
    Key,
    Line,
    Links,
    Name,
    NamedChoice,
    Paragraphs,
    Slug,
    Website,
    YearCount,
)


class ToolAddition(Draft):
    """A tool as somebody describes it; ``maker`` is a partner's slug."""

    name: Name
    kind: ToolKind
    category: Key
    summary: Paragraphs = None
    description: Paragraphs = None
    licence: Line = None
    website: Website = None
    repository: Website = None
    links: Links = None
    maker: Slug | None = None


class ToolEdit(ToolAddition):
    """What is said anew of a tool: what is absent stays as it is, null takes it away."""

    name: Name = UNCHANGED
    kind: ToolKind = UNCHANGED
    category: Key = UNCHANGED


class ToolDraft(ToolAddition):
    """A tool, whole: what is not said here is not known. The slug is its key."""

    slug: Slug


class ToolListing(Browsing):
    """A page of tools."""

    kind: ToolKind | None = None
    category: Key | None = None
    sort: Sort = Field(default="name", description="By name, or the most used first.")


class ToolItem(Tool):
    """A tool in a list, with how many published places use it."""

    users: int


class ToolList(BaseModel):
    """A page of tools."""

    items: list[ToolItem]
    total: int
    next: str | None


class Satisfaction(BaseModel):
    """How well the tool serves, from 1 to 5, and how many say so; null when nobody does."""

    mean: float | None
    answers: int


class ToolUsage(BaseModel):
    """Who uses a tool: published places, counted. What a place does not say is not counted."""

    users: int
    since_first: PartialDate | None
    satisfaction: Satisfaction
    by_region: list[NamedChoice]
    by_year: list[YearCount]


class ToolDetail(Tool):
    """A tool, and who uses it."""

    usage: ToolUsage


class UsageList(BaseModel):
    """A page of usages, by the place's name."""

    items: list[Usage]
    total: int
    next: str | None
