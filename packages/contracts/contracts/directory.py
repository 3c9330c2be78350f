"""Facts published by the directory: which places, networks, partners and tools exist, and who uses what.

Each fact carries the whole public document of its subject, byte for byte what the directory's HTTP door answers for it.
Every key is always there; what nobody knows is null, never zero, never an empty text.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from contracts import Event, Shape
from contracts.discussion import CommentFact

PartialDate = Annotated[
    str,
    Field(
        pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
        description="ISO 8601 year, month or day: 2015, 2015-03 or 2015-03-01.",
    ),
]
Percent = Annotated[int, Field(ge=0, le=100)]
SquareMetres = Annotated[int, Field(gt=0)]

PlaceState = Literal["draft", "published", "closed", "merged"]
Precision = Literal["address", "street", "commune", "approximate"]
GivenBy = Literal["place", "import", "demo"]
NetworkKind = Literal["regional", "thematic"]
PartnerKind = Literal["funder", "public_body", "maker"]
ToolKind = Literal["software", "data", "knowledge", "equipment"]
UsageState = Literal["declared", "withdrawn"]
OrganisationKind = Literal["place", "network", "partner"]
MandateRole = Literal["member", "editor", "steward"]
MandateState = Literal["granted", "revoked"]
TestimonialState = Literal["published", "withdrawn"]
NeighbourState = Literal["declared", "withdrawn"]


class Link(Shape):
    """A page elsewhere about the same thing."""

    kind: str
    url: str


class Bearer(Shape):
    """The organisation that answers for a place."""

    name: str | None
    legal_form: str | None


class Address(Shape):
    """Where post arrives, with the official codes (INSEE) of commune, département and région."""

    street: str | None
    complement: str | None
    postcode: str | None
    commune_code: str | None
    commune: str | None
    departement_code: str | None
    departement: str | None
    region_code: str | None
    region: str | None


class Location(Shape):
    """Where the door is, in degrees (WGS 84), with how precisely that is known."""

    latitude: Annotated[float, Field(ge=-85, le=85)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    precision: Precision
    score: Annotated[float, Field(ge=0, le=1)] | None


class Contact(Shape):
    """How the public reaches a place."""

    email: str | None
    phone: str | None


class Surfaces(Shape):
    """Floor areas in square metres."""

    total_m2: SquareMetres | None
    workspace_m2: SquareMetres | None
    events_m2: SquareMetres | None


class ValueSource(Shape):
    """Where one value of a place came from, and when its source said so; of a null, that the place has none."""

    field: str
    source: str
    date: date
    given_by: GivenBy


class NetworkMention(Shape):
    """A network as shown on another document."""

    id: UUID
    slug: str
    name: str
    kind: NetworkKind


class MakerMention(Shape):
    """A maker as shown on the tool it makes."""

    id: UUID
    slug: str
    name: str


class PlaceMention(Shape):
    """A place as shown on a usage."""

    id: UUID
    slug: str
    name: str
    commune: str | None
    departement_code: str | None
    region_code: str | None


class ToolMention(Shape):
    """A tool as shown on a usage."""

    id: UUID
    slug: str
    name: str
    kind: ToolKind


class Place(Shape):
    """A third place, as anyone may read it."""

    id: UUID
    revision: int
    slug: str
    name: str
    summary: str | None
    description: str | None
    state: PlaceState
    merged_into: UUID | None
    typologies: tuple[str, ...]
    bearer: Bearer | None
    address: Address
    location: Location | None
    contact: Contact
    website: str | None
    opening_hours: Annotated[str, Field(description="OpenStreetMap opening_hours syntax.")] | None
    surfaces: Surfaces
    labels: tuple[str, ...]
    networks: tuple[NetworkMention, ...]
    links: tuple[Link, ...]
    founded: PartialDate | None
    completeness: Percent
    sources: tuple[ValueSource, ...]
    demo: bool
    created_at: AwareDatetime
    updated_at: AwareDatetime


class Network(Shape):
    """A network that places belong to."""

    id: UUID
    revision: int
    slug: str
    name: str
    kind: NetworkKind
    summary: str | None
    description: str | None
    website: str | None
    region_code: str | None
    region: str | None
    links: tuple[Link, ...]
    demo: bool
    updated_at: AwareDatetime


class Partner(Shape):
    """An organisation beside the places: who funds, who governs, who makes."""

    id: UUID
    revision: int
    slug: str
    name: str
    kind: PartnerKind
    summary: str | None
    website: str | None
    links: tuple[Link, ...]
    demo: bool
    updated_at: AwareDatetime


class Tool(Shape):
    """A digital common that places use."""

    id: UUID
    revision: int
    slug: str
    name: str
    kind: ToolKind
    category: str
    summary: str | None
    description: str | None
    licence: Annotated[str, Field(description="SPDX identifier, or the licence's name.")] | None
    website: str | None
    repository: str | None
    links: tuple[Link, ...]
    maker: MakerMention | None
    demo: bool
    updated_at: AwareDatetime


class Usage(Shape):
    """A place uses a tool."""

    id: UUID
    revision: int
    place: PlaceMention
    tool: ToolMention
    how: str | None
    since: PartialDate | None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None
    state: UsageState
    demo: bool
    updated_at: AwareDatetime


class PlaceChanged(Event, Place):
    """A place was published, or its public document changed."""

    topic: ClassVar[str] = "directory.place.changed.v1"


class PlaceMerged(Event, Place):
    """A place turned out to be another one: `merged_into` says which."""

    topic: ClassVar[str] = "directory.place.merged.v1"


class PlaceClosed(Event, Place):
    """A place closed its doors; its document stays for history."""

    topic: ClassVar[str] = "directory.place.closed.v1"


class NetworkChanged(Event, Network):
    """A network appeared, or its document changed."""

    topic: ClassVar[str] = "directory.network.changed.v1"


class PartnerChanged(Event, Partner):
    """A partner appeared, or its document changed."""

    topic: ClassVar[str] = "directory.partner.changed.v1"


class ToolChanged(Event, Tool):
    """A tool appeared, or its document changed."""

    topic: ClassVar[str] = "directory.tool.changed.v1"


class UsageDeclared(Event, Usage):
    """A place said that it uses a tool, or said more about it."""

    topic: ClassVar[str] = "directory.usage.declared.v1"


class UsageWithdrawn(Event, Usage):
    """A place no longer uses a tool."""

    topic: ClassVar[str] = "directory.usage.withdrawn.v1"


class Mandate(Shape):
    """A person may act for an organisation. Ids only: whoever listens learns what is allowed, not who it is."""

    id: UUID
    revision: int
    person: UUID
    organisation_kind: OrganisationKind
    organisation_id: UUID
    role: MandateRole
    state: MandateState
    updated_at: AwareDatetime


class Testimonial(Shape):
    """Somebody said publicly how a place is; his words and his name stay with the directory."""

    id: UUID
    revision: int
    place: UUID
    state: TestimonialState
    updated_at: AwareDatetime


class Neighbour(Shape):
    """A place works with another one, as it said itself; one of them may have been merged since."""

    id: UUID
    revision: int
    place: UUID
    neighbour: UUID
    state: NeighbourState
    updated_at: AwareDatetime


class MandateGranted(Event, Mandate):
    """A person may act for an organisation from now on, or in another role."""

    topic: ClassVar[str] = "directory.mandate.granted.v1"


class MandateRevoked(Event, Mandate):
    """A person may no longer act for an organisation: revoked, resigned, or gone with the person."""

    topic: ClassVar[str] = "directory.mandate.revoked.v1"


class TestimonialPublished(Event, Testimonial):
    """A testimonial can be read from now on, or was changed."""

    topic: ClassVar[str] = "directory.testimonial.published.v1"


class TestimonialWithdrawn(Event, Testimonial):
    """A testimonial is no longer shown."""

    topic: ClassVar[str] = "directory.testimonial.withdrawn.v1"


class NeighbourDeclared(Event, Neighbour):
    """A place said that it works with another one, or said otherwise how."""

    topic: ClassVar[str] = "directory.neighbour.declared.v1"


class NeighbourWithdrawn(Event, Neighbour):
    """A place no longer says that it works with another one."""

    topic: ClassVar[str] = "directory.neighbour.withdrawn.v1"


class CommentChanged(CommentFact):
    """Somebody said something of a place, or what was said changed: edited, withdrawn, hidden, moved."""

    topic: ClassVar[str] = "directory.comment.changed.v1"


class PersonErased(Event):
    """A person wished to be forgotten: every service erases what it holds of him. ``id`` leads to nobody any more."""

    topic: ClassVar[str] = "directory.person.erased.v1"
