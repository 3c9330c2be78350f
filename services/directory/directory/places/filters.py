"""What can be asked of lists of places: the parameters of the door, and the filter they come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chassis.refusals import Invalid
from directory.geometry import DATE_LINE, HIGHEST, POLE, Box, Circle
from directory.places.tags import PREFIX
from directory.reading import as_id
from directory.schemas import Key

Reference = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=100)]
RegionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,3}$")]
DepartementCode = Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2,3}|2[AB])$")]
CommuneCode = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$")]

TRAITS = ("typology", "network", "region", "departement", "commune", "tool", "label")
NEAR = 20_000.0  # metres, when nobody says how near


def numbers(text: str, *limits: float) -> list[float]:
    """Numbers between commas, each no larger than its limit either way. Raises ValueError."""
    parts = [float(part) for part in text.split(",")]
    if len(parts) != len(limits) or not all(abs(part) <= limit for part, limit in zip(parts, limits, strict=True)):
        allowed = ", ".join(f"-{limit:g} to {limit:g}" for limit in limits)
        raise ValueError(f"{len(limits)} numbers between commas are needed: {allowed}")
    return parts


def box_of(text: str) -> Box:
    """``west,south,east,north`` in degrees; west exceeds east across the antimeridian. Raises ValueError."""
    box = Box(*numbers(text, DATE_LINE, POLE, DATE_LINE, POLE))
    if box.south > box.north:
        raise ValueError("south is above north: west,south,east,north are needed")
    return box


def point_of(text: str) -> tuple[float, float]:
    """``latitude,longitude`` in degrees. Raises ValueError."""
    latitude, longitude = numbers(text, HIGHEST, DATE_LINE)
    return latitude, longitude


def checked_by(read: Any) -> AfterValidator:
    """Keep the text as it came once it can be read."""
    return AfterValidator(lambda text: (read(text), text)[1])


@dataclass(frozen=True)
class Filter:
    """What places must have: one tag of each group, and where and since when; equal filters find equal places."""

    groups: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""  # of the tags of closed places
    box: Box | None = None
    circle: Circle | None = None
    since: datetime | None = None

    @property
    def bounds(self) -> Box | None:
        """The box that an index of positions can be asked for."""
        return self.box or (self.circle.box() if self.circle else None)


class PlaceFilters(BaseModel):
    """Filters of places: values of one parameter are alternatives, parameters add up."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    typology: tuple[Key, ...] = Field(default=(), description="Typology keys of the vocabulary.")
    network: tuple[Reference, ...] = Field(default=(), description="Networks, by slug or id.")
    region: tuple[RegionCode, ...] = Field(default=(), description="Région codes (INSEE).")
    departement: tuple[DepartementCode, ...] = Field(default=(), description="Département codes (INSEE).")
    commune: tuple[CommuneCode, ...] = Field(default=(), description="Commune codes (INSEE).")
    tool: tuple[Reference, ...] = Field(default=(), description="Tools in use, by slug or id.")
    label: tuple[Key, ...] = Field(default=(), description="Label keys of the vocabulary.")
    bbox: Annotated[str, checked_by(box_of)] | None = Field(
        default=None, description="west,south,east,north in degrees; west exceeds east across the antimeridian."
    )
    near: Annotated[str, checked_by(point_of)] | None = Field(default=None, description="latitude,longitude.")
    within: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)] | None = Field(
        default=None, description="Metres from `near`; 20000 unless said."
    )
    updated_since: AwareDatetime | None = Field(default=None, description="ISO 8601, with its zone.")
    state: Literal["published", "closed"] = "published"
    demo: bool | None = Field(default=None, description="Only fictional places, or none.")

    def ids(self, name: Literal["network", "tool"]) -> list[UUID]:
        """The values of a parameter that are ids, not slugs."""
        return [found for value in getattr(self, name) if (found := as_id(value))]

    @cached_property
    def usual(self) -> Filter:
        """What the parameters come to when networks and tools are named by slug."""
        return self.filter({})

    def filter(self, slugs: Mapping[str, str], *, without: str | None = None) -> Filter:
        """What the parameters come to. ``slugs`` names those that were given as ids; one parameter may be left out.

        Raises Invalid for a distance from nowhere.
        """
        if self.within is not None and self.near is None:
            raise Invalid(
                "A distance needs a point.", errors=[{"parameter": "within", "detail": "within goes with near"}]
            )
        asked = {name: getattr(self, name) for name in TRAITS if name != without}
        if self.demo is not None:
            asked["demo"] = [str(self.demo).lower()]
        return Filter(
            groups=tuple(
                tuple(sorted({f"{name}:{slugs.get(value, value)}" for value in values}))
                for name, values in asked.items()
                if values
            ),
            prefix=PREFIX[self.state],
            box=box_of(self.bbox) if self.bbox else None,
            circle=Circle(*point_of(self.near), self.within or NEAR) if self.near else None,
            since=self.updated_since,
        )


class PlaceReading(BaseModel):
    """How one place is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    include: Annotated[str, StringConstraints(pattern=r"^(usages|nearest)(,(usages|nearest))*$")] | None = Field(
        default=None, description="usages, nearest, or both with a comma between them."
    )

    @property
    def parts(self) -> frozenset[str]:
        """What is to be shown besides."""
        return frozenset(self.include.split(",")) if self.include else frozenset()


Sort = Literal["name", "-updated", "distance"]


class PlaceListing(PlaceFilters):
    """A page of a list of places."""

    sort: Sort | None = Field(default=None, description="By distance when `near` is given, else by name.")
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(max_length=1000)] | None = Field(
        default=None, description="The `next` of the page before."
    )

    @property
    def order(self) -> Sort:
        """How the list is sorted. Raises Invalid for a distance from nowhere."""
        if self.sort == "distance" and self.near is None:
            raise Invalid(
                "A distance needs a point.", errors=[{"parameter": "sort", "detail": "distance goes with near"}]
            )
        return self.sort or ("distance" if self.near else "name")
