"""Communes, as they are answered."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Beginning(BaseModel):
    """What somebody has begun to write."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        description="The beginning of a name, accents or not, or of a postcode."
    )


class CommuneShown(BaseModel):
    """A commune; ``postcode``: the one that was asked for, or its only one."""

    code: str
    name: str
    postcode: str | None
    postcodes: list[str]
    departement_code: str
    departement: str
    region_code: str
    region: str
    latitude: float | None
    longitude: float | None


class CommuneList(BaseModel):
    """Communes, the likeliest first."""

    items: list[CommuneShown]
