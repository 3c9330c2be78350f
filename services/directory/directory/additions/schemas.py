"""What is said of an added place, and what is answered about it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from contracts.directory import NetworkMention, Place
from directory.places.edits import AddressEdit, PlaceEdit
from directory.places.schemas import Named, PlaceName
from directory.schemas import Draft, Name, Tidy, Word


class PlaceAddition(PlaceEdit):
    """A place that nobody knows yet; ``networks``: those it wishes to join; ``word``: to whoever confirms it."""

    name: Name
    address: AddressEdit
    networks: Annotated[tuple[UUID, ...], Field(max_length=20)] = ()
    word: Word = None


class Confirming(Draft):
    """That a place exists."""

    word: Word = None


class Rejecting(Draft):
    """Why an added place is not taken in."""

    reason: Annotated[str, Tidy, StringConstraints(min_length=1, max_length=2000)]


class Confirmed(BaseModel):
    """Where an addition stands; ``confirmations``: how many have said that the place exists."""

    state: Literal["draft", "published", "rejected"]
    confirmations: int


class ConfirmationShown(BaseModel):
    """Who said that a place exists."""

    by_kind: Literal["network", "place", "moderation"]
    name: str | None
    at: AwareDatetime
    word: str | None


class Rejection(BaseModel):
    """Why a place was not taken in."""

    reason: str | None
    at: AwareDatetime


class PlaceToConfirm(Place):
    """A place that waits to be confirmed, with who added it and who has confirmed it."""

    created_by: Named
    word: str | None
    wishes: Annotated[list[NetworkMention], Field(description="The networks it wishes to join.")]
    confirmations: list[ConfirmationShown]
    rejection: Rejection | None


class Addition(BaseModel):
    """A place that waits to be confirmed."""

    place: PlaceName
    added_by: Named
    added_at: AwareDatetime
    word: str | None
    confirmations: int


class AdditionList(BaseModel):
    """Places that wait for the asker's word, the oldest first."""

    items: list[Addition]


class OwnAddition(BaseModel):
    """A place that the asker added."""

    place: PlaceName
    added_at: AwareDatetime
    state: Literal["waiting", "confirmed", "rejected"]
    confirmations: int
    decided_at: AwareDatetime | None
    reason: str | None


class OwnAdditionList(BaseModel):
    """Places that the asker added, the latest first."""

    items: list[OwnAddition]
