"""What a correction says, and what is answered about it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from directory.places.edits import PlaceEdit
from directory.places.schemas import Named, PlaceName
from directory.schemas import Draft, Tidy, Word

State = Literal["proposed", "accepted", "refused", "withdrawn"]


class CorrectionDraft(Draft):
    """Other values for a place, as an edit says them, and a word to whoever decides."""

    changes: PlaceEdit
    word: Word = None


class Accepting(Draft):
    """What to take over: the fields named, by the document's names; null: all that nobody has changed since."""

    fields: Annotated[tuple[str, ...], Field(max_length=60)] | None = None


class Refusing(Draft):
    """Why a correction is not taken over."""

    reason: Annotated[str, Tidy, StringConstraints(min_length=1, max_length=2000)]


class CorrectionFilter(BaseModel):
    """Which corrections of a place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: State | None = None


class ProposedChange(BaseModel):
    """A field of the document: what it was when this was proposed, what was proposed, and what it is now.

    ``outdated``: it has changed since; it is taken over only when it is named. ``accepted``: whether it was taken over.
    """

    field: str
    before: Any
    after: Any
    now: Any
    outdated: bool
    accepted: bool | None


class Correction(BaseModel):
    """Other values that somebody proposed for a place."""

    id: UUID
    place: PlaceName
    state: State
    changes: list[ProposedChange]
    word: str | None
    proposed_by: Named
    proposed_at: AwareDatetime
    decided_at: AwareDatetime | None
    reason: str | None
    base_revision: int


class CorrectionList(BaseModel):
    """Corrections, the oldest first where they wait, else the latest first."""

    items: list[Correction]
