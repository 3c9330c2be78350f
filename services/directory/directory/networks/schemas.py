"""What may be said of a network, and what is answered about it."""

from pydantic import BaseModel

from contracts.directory import Network, NetworkKind
from directory.browsing import Browsing
from directory.places.schemas import Code
from directory.schemas import (
    UNCHANGED,
    Choice,
    Draft,
    Line,
    Links,
    Name,
    NamedChoice,
    Paragraphs,
    Slug,
    Website,
    YearCount,
)


class NetworkAddition(Draft):
    """A network as somebody describes it; a regional one has the code of its region."""

    name: Name
    kind: NetworkKind
    summary: Paragraphs = None
    description: Paragraphs = None
    website: Website = None
    region_code: Code = None
    links: Links = None


class NetworkEdit(NetworkAddition):
    """What is said anew of a network: what is absent stays as it is, null takes it away."""

    name: Name = UNCHANGED
    kind: NetworkKind = UNCHANGED


class NetworkDraft(NetworkAddition):
    """A network, whole: what is not said here is not known. The slug is its key."""

    slug: Slug
    region: Line = None


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
