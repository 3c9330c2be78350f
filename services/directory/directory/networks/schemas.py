"""What may be said of a network."""

from contracts.directory import NetworkKind
from directory.places.schemas import Code
from directory.schemas import Draft, Line, Links, Name, Paragraphs, Slug, Website


class NetworkDraft(Draft):
    """A network, whole: what is not said here is not known. The slug is its key."""

    slug: Slug
    name: Name
    kind: NetworkKind
    summary: Paragraphs = None
    description: Paragraphs = None
    website: Website = None
    region_code: Code = None
    region: Line = None
    links: Links = None
