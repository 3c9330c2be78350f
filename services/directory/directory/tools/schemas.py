"""What may be said of a tool."""

from contracts.directory import ToolKind
from directory.schemas import Draft, Key, Line, Links, Name, Paragraphs, Slug, Website


class ToolDraft(Draft):
    """A tool, whole: what is not said here is not known. The slug is its key; ``maker`` is a partner's slug."""

    slug: Slug
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
