"""What a place says of a neighbour, and what is answered."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, StringConstraints

from directory.schemas import Draft, Tidy


class NeighbourWord(Draft):
    """What a place does together with its neighbour."""

    what: Annotated[Annotated[str, StringConstraints(max_length=2000)] | None, Tidy] = None


class PlaceName(BaseModel):
    """A place, as far as it is named elsewhere."""

    id: UUID
    slug: str
    name: str
    commune: str | None


class WorkingNeighbour(BaseModel):
    """A place that another one works with; ``mutual``: it says the same."""

    place: PlaceName
    what: str | None
    since: AwareDatetime
    mutual: bool


class WorkingNeighbourList(BaseModel):
    """A page of the neighbours that a place works with, the latest first."""

    items: list[WorkingNeighbour]
    total: int
    next: str | None
