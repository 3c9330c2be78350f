"""What may be said of a place, and what is answered."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, StringConstraints

from directory.schemas import Draft, Tidy

Words = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=5000)]
State = Literal["pending", "published", "hidden", "withdrawn"]


class Saying(Draft):
    """What somebody says of a place, or a place replies."""

    text: Words


class Author(BaseModel):
    """Who wrote it, by the name he had then."""

    id: UUID
    name: str


class Reply(BaseModel):
    """What the place replied; ``by``: who did, if he wishes to be named beside it."""

    text: str
    by: str | None
    at: AwareDatetime


class Testimonial(BaseModel):
    """What somebody says of a place. ``reason``: why it is hidden; ``merged``: another of his stands now."""

    id: UUID
    revision: int
    state: State
    text: str
    author: Author | None
    written_at: AwareDatetime
    reply: Reply | None
    reason: str | None


class TestimonialList(BaseModel):
    """A page of what people say of a place, the latest first."""

    items: list[Testimonial]
    total: int
    next: str | None


class PlaceName(BaseModel):
    """The place that it is about."""

    id: UUID
    slug: str
    name: str


class TestimonialOn(Testimonial):
    """The same, with the place that it is about."""

    place: PlaceName


class Moderation(BaseModel):
    """A page of testimonials that wait for a moderator, the oldest first."""

    items: list[TestimonialOn]
    total: int
    next: str | None


class Mine(BaseModel):
    """All that one person said of places, the latest first."""

    items: list[TestimonialOn]
