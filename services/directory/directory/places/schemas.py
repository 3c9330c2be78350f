"""What may be said of a place, what became of it, and what is answered about places."""

from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from contracts.directory import Place, Precision, Usage
from directory.schemas import Choice, Draft, Keys, Line, Links, Name, NamedChoice, Paragraphs, Since, Tidy, Website

Email = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", max_length=254)] | None, Tidy
]
SquareMetres = Annotated[int, Field(gt=0, le=10_000_000)] | None
Code = Annotated[Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{2,5}$")] | None, Tidy]


class AddressDraft(Draft):
    """An address as far as it is known, codes resolved; one value, so that parts of two addresses never mix."""

    street: Line = None
    complement: Line = None
    postcode: Line = None
    commune_code: Code = None
    commune: Line = None
    departement_code: Code = None
    departement: Line = None
    region_code: Code = None
    region: Line = None


class LocationDraft(Draft):
    """A position in WGS 84 degrees, and how far to trust it."""

    latitude: Annotated[float, Field(ge=-85, le=85, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    precision: Precision = "approximate"
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None


class PlaceWords(Draft):
    """What one source says of a place that is known already. ``external_id`` is that source's own name for it.

    ``without``: the fields of which it says that there is nothing to say. Only a place's own word counts there.
    """

    external_id: Annotated[str, Field(min_length=1, max_length=200)]
    state: Literal["draft", "published"] = "published"
    name: Name | None = None
    summary: Paragraphs = None
    description: Paragraphs = None
    typologies: Keys = None
    bearer_name: Line = None
    bearer_legal_form: Line = None
    address: AddressDraft | None = None
    location: LocationDraft | None = None
    email: Email = None
    phone: Line = None
    website: Website = None
    opening_hours: Line = None
    total_m2: SquareMetres = None
    workspace_m2: SquareMetres = None
    events_m2: SquareMetres = None
    labels: Keys = None
    links: Links = None
    founded: Since = None
    without: tuple[str, ...] = ()


class PlaceDraft(PlaceWords):
    """What one source says of a place that may be new: its name at least."""

    name: Name


class Saved(NamedTuple):
    """What became of a draft."""

    place_id: UUID
    outcome: Literal["created", "changed", "unchanged"]


class PlaceList(BaseModel):
    """A page of places."""

    items: list[Place]
    total: int
    next: Annotated[str, Field(description="The cursor of the next page.")] | None


class Neighbour(BaseModel):
    """A place near another one."""

    id: UUID
    slug: str
    name: str
    commune: str | None
    distance_m: int


class PlaceDetail(Place):
    """A place, with what `include` asks for."""

    usages: list[Usage] | None = None
    nearest: list[Neighbour] | None = None


class PlaceFacets(BaseModel):
    """How many places each further choice would find."""

    total: int
    typology: list[Choice]
    region: list[NamedChoice]
    departement: list[NamedChoice]
    network: list[NamedChoice]
    tool: list[NamedChoice]
    label: list[Choice]


class PlaceProperties(BaseModel):
    """What a map shows of a place."""

    slug: str
    name: str
    typologies: list[str]
    commune: str | None
    departement_code: str | None
    precision: Precision


class Position(BaseModel):
    """A point: longitude, latitude in degrees."""

    type: Literal["Point"]
    coordinates: tuple[float, float]


class PlaceFeature(BaseModel):
    """A place on a map."""

    type: Literal["Feature"]
    id: UUID
    geometry: Position
    properties: PlaceProperties


class PlaceFeatures(BaseModel):
    """Places on a map (GeoJSON, RFC 7946)."""

    type: Literal["FeatureCollection"]
    features: list[PlaceFeature]


class PlaceName(BaseModel):
    """A place as it is shown in a list of things to do."""

    id: UUID
    slug: str
    name: str
    commune: str | None


class By(BaseModel):
    """Who changed something; a person's name only where it may be shown."""

    kind: Literal["person", "source", "demo"]
    name: str | None


class Named(BaseModel):
    """Somebody, by name where it may be shown."""

    name: str | None


class FieldChange(BaseModel):
    """A field of the document, before and after; the same twice: the value was confirmed."""

    field: str
    before: Any
    after: Any


class Change(BaseModel):
    """What one revision changed. ``proposed_by``: whose correction was accepted."""

    id: UUID
    revision: int
    at: AwareDatetime
    action: str
    by: By
    source: str
    reason: str | None
    proposed_by: Named | None
    changes: list[FieldChange]


class PlaceHistory(BaseModel):
    """A page of what became of a place, the latest first."""

    items: list[Change]
    total: int
    next: Annotated[str, Field(description="The cursor of the next page.")] | None
