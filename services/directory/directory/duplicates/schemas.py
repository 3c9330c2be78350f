"""What is asked and answered about places that may be one."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from directory.places.filters import CommuneCode
from directory.schemas import Name


class Likeness(BaseModel):
    """A place that somebody thinks of adding."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    commune_code: CommuneCode = Field(description="The commune's code (INSEE).")


class SimilarPlace(BaseModel):
    """A place that may be the one; ``score`` from 0 to 1, ``reasons`` the strongest first."""

    id: UUID
    slug: str
    name: str
    commune: str | None
    state: Literal["published", "closed"]
    score: float
    reasons: list[str]


class SimilarPlaces(BaseModel):
    """Places that may be the one, the likeliest first."""

    items: Annotated[list[SimilarPlace], Field(max_length=10)]
