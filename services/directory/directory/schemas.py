"""Shapes that nouns share: tidy text, safe addresses and who says so on the way in, counts on the way out."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from contracts.directory import GivenBy

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
HALF = re.compile(r"[\ud800-\udfff]")  # a surrogate alone: JSON can hold it, UTF-8 and PostgreSQL cannot


class Draft(BaseModel):
    """What someone says of a noun; None means that they say nothing, and a key nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# The default of a field of an edit that cannot be taken away: absent, it stays as it is; null is refused.
UNCHANGED: Any = Field(default_factory=lambda: None)


def whole(draft: Draft) -> dict[str, Any]:
    """A draft as the row it becomes where what it leaves out is not known: no links is an empty list."""
    row = draft.model_dump(mode="json")
    return row | {"links": row["links"] or []}


def partly(edit: Draft) -> dict[str, Any]:
    """What an edit changes of a row: null takes a value away, what is absent stays as it is."""
    row = edit.model_dump(mode="json", exclude_unset=True)
    return row | {"links": row["links"] or []} if "links" in row else row


def tidy(value: Any) -> Any:
    """Text without control signs or outer blanks; what is then empty says nothing. Raises ValueError for no text."""
    if isinstance(value, str):
        if HALF.search(value):
            raise ValueError("This is not text.")
        return CONTROL.sub("", value).strip() or None
    return value


def once(values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """Each value once, in the order given; an empty list says nothing."""
    return tuple(dict.fromkeys(values)) or None if values is not None else None


Tidy = BeforeValidator(tidy)
Line = Annotated[Annotated[str, StringConstraints(max_length=200)] | None, Tidy]
Paragraphs = Annotated[Annotated[str, StringConstraints(max_length=20_000)] | None, Tidy]
Word = Annotated[Annotated[str, StringConstraints(max_length=2000)] | None, Tidy]  # from one person to another
Name = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
Keys = Annotated[tuple[Key, ...] | None, AfterValidator(once)]
Reason = Annotated[str, Tidy, StringConstraints(min_length=1, max_length=2000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=100)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+\.[^\s]+$", max_length=2000)]
Website = Annotated[WebAddress | None, Tidy]
Since = Annotated[
    Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")] | None, Tidy
]


class Because(Draft):
    """Why something is done: it is kept, and shown to those whom it concerns."""

    reason: Reason


class LinkDraft(Draft):
    """A page elsewhere; the kind is one of the vocabulary's."""

    kind: Key
    url: Annotated[WebAddress, Tidy]


Links = Annotated[tuple[LinkDraft, ...] | None, AfterValidator(once)]


class Source(Draft):
    """Who says it, and when: what a place says of itself outranks any import, an import outranks a demonstration."""

    key: Annotated[str, Field(min_length=1, max_length=60)]
    date: date
    given_by: GivenBy = "import"

    @property
    def demo(self) -> bool:
        """Whether what it says is fictional."""
        return self.given_by == "demo"


class Choice(BaseModel):
    """A value of a filter, and how many places it would find."""

    key: str
    count: int


class NamedChoice(Choice):
    """The same, with the name of what the key stands for."""

    label: str


class YearCount(BaseModel):
    """A year, and how many belong to it."""

    year: int
    count: int
