"""What a person is told of himself."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from contracts.directory import MandateRole, PlaceState
from directory.mandates.schemas import Mandate
from directory.schemas import Draft


class Wishes(Draft):
    """Whether one's name may be shown beside the places that one acts for."""

    named: bool


class ToDo(BaseModel):
    """How many things wait for the one who asks."""

    mandate_requests: int
    corrections: Annotated[int, Field(description="Corrections of places to decide about.")]
    unconfirmed_places: Annotated[int, Field(description="Places that somebody added and that may be confirmed.")]
    reports: Annotated[int, Field(description="For moderators: reported comments, and testimonials to read.")]
    stale_places: Annotated[int, Field(description="Places acted for that have values to confirm.")]
    orphans: Annotated[int, Field(description="Organisations left without a steward that may be cared for.")]


class Me(BaseModel):
    """Who asks, for whom he acts, and what he has to do."""

    id: UUID
    name: str
    named: bool
    mandates: list[Mandate]
    to_do: ToDo


class MyPlace(BaseModel):
    """A place that one acts for. ``stale``: fields to confirm, by the document's names."""

    id: UUID
    slug: str
    name: str
    state: PlaceState
    role: MandateRole
    commune: str | None
    completeness: int
    revision: int
    stale: list[str]
    mandate_requests: Annotated[int, Field(description="Those that the one who asks may answer.")]
    corrections: Annotated[int, Field(description="Those that the one who asks may decide about.")]


class MyPlaces(BaseModel):
    """The places that one acts for, by name."""

    items: list[MyPlace]
