"""Favourites, as they are answered."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

FavouriteKind = Literal["place", "network", "tool", "partner"]


class Favourite(BaseModel):
    """What somebody marked, and when."""

    kind: FavouriteKind
    id: UUID
    slug: str
    name: str
    since: AwareDatetime


class FavouriteList(BaseModel):
    """All that somebody marked, the latest first."""

    items: list[Favourite]
