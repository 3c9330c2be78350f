"""Merges, as they are asked and answered."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from directory.schemas import Because


class MergeInto(Because):
    """Into which place, and why. One that was merged itself leads to the place that it became."""

    into: UUID


class PlaceName(BaseModel):
    """One of the two."""

    id: UUID
    slug: str
    name: str


class Doer(BaseModel):
    """Who did it."""

    name: str


class Merge(BaseModel):
    """Two places became one; ``undoable``: whether it can be undone now."""

    id: UUID
    gone: PlaceName
    into: PlaceName
    merged_at: AwareDatetime
    merged_by: Doer | None
    reason: str | None
    undone_at: AwareDatetime | None
    undone_by: Doer | None
    undo_reason: str | None
    undoable: bool


class MergeList(BaseModel):
    """The merges of a place, the latest first."""

    items: list[Merge]
