"""What may be said of a network, and what is answered about it."""

from pydantic import BaseModel

from contracts.directory import Network, NetworkKind
from directory.browsing import Browsing
from directory.places.schemas import Code
from directory.schemas import Choice, Draft, Line, Links, Name, NamedChoice, Paragraphs, Slug, Website, YearCount


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


class NetworkListing(Browsing):
    """A page of networks."""

    kind: NetworkKind | None = None


class NetworkItem(Network):
    """A network in a list, with how many published places are in it."""

    members: int


class NetworkList(BaseModel):
    """A page of networks, by name."""

    items: list[NetworkItem]
    total: int
    next: str | None


class Completeness(BaseModel):
    """How much is known of the members on average, in percent, and of how many; null without any."""

    mean: float | None
    answers: int


class ToolCount(BaseModel):
    """A tool, and how many members use it."""

    slug: str
    name: str
    count: int


class NetworkAggregates(BaseModel):
    """What the published members of a network come to. What is not known of a member is not counted."""

    members: int
    located: int
    typologies: list[Choice]
    departements: list[NamedChoice]
    regions: list[NamedChoice]
    completeness: Completeness
    tools: list[ToolCount]
    founded: list[YearCount]


class NetworkDetail(Network):
    """A network, and what its members come to."""

    aggregates: NetworkAggregates
