"""Where the tables lead to people: what each such row tells of a person, and what is left of it without him."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, Update, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from directory.tables import (
    Addition,
    Base,
    Confirmation,
    Correction,
    Favourite,
    Invitation,
    Mandate,
    MandateStep,
    Merge,
    Neighbourhood,
    Person,
    PlaceChange,
    Testimonial,
)

Condition = Callable[[UUID], ColumnElement[bool]]


@dataclass(frozen=True, kw_only=True)
class Trace:
    """Rows that lead to a person.

    name     what the export calls them
    where    which rows are a person's
    shown    the columns that are exported: what he did and said, and what was said of him, but of nobody else
    forget   what is written into them when he is erased; None: they go
    """

    name: str
    table: type[Base]
    where: Condition
    shown: tuple[str, ...]
    forget: Mapping[str, Any] | None = field(default_factory=dict)

    def forgetting(self, person: UUID) -> Update | Delete | None:
        """The statement that forgets him, if one is needed."""
        if self.forget is None:
            return delete(self.table).where(self.where(person))
        return update(self.table).where(self.where(person)).values(**self.forget) if self.forget else None


def _by(column: InstrumentedAttribute[Any]) -> Condition:
    return lambda person: column == person


def deed(name: str, column: InstrumentedAttribute[Any], *shown: str, **words: None) -> Trace:
    """What somebody did: who did it is forgotten, and why he did it."""
    table: Any = column.class_
    return Trace(name=name, table=table, where=_by(column), shown=("id", *shown), forget={column.key: None, **words})


def _own_mandates(person: UUID) -> ColumnElement[bool]:
    return MandateStep.mandate_id.in_(select(Mandate.id).where(Mandate.person_id == person))


OF_MANDATE = ("organisation_kind", "organisation_id", "role", "state")
SILENT = {"reason": None}

# In this order: the steps of somebody's mandates are found by the mandates.
TRACES = (
    Trace(
        name="person",
        table=Person,
        where=_by(Person.id),
        shown=("id", "name", "named", "created_at", "seen_at"),
        forget=None,
    ),
    Trace(
        name="favourites",
        table=Favourite,
        where=_by(Favourite.person_id),
        shown=("kind", "subject_id", "since"),
        forget=None,
    ),
    Trace(
        name="mandate_steps",
        table=MandateStep,
        where=_own_mandates,
        shown=("mandate_id", "at", "action", "role", "reason"),
        forget=SILENT,
    ),
    Trace(
        name="mandates",
        table=Mandate,
        where=_by(Mandate.person_id),
        shown=("id", *OF_MANDATE, "word", "named", "reason", "requested_at", "decided_at"),
        forget={"person_id": None, "word": None, **SILENT},
    ),
    deed("mandates_decided", Mandate.decided_by, *OF_MANDATE, "reason", "decided_at", **SILENT),
    deed("mandate_steps_taken", MandateStep.by, "mandate_id", "at", "action", "role", "reason", **SILENT),
    deed("invitations", Invitation.invited_by, *OF_MANDATE[:3], "created_at", "expires_at", "outcome", "ended_at"),
    deed("invitations_ended", Invitation.ended_by, *OF_MANDATE[:3], "outcome", "ended_at"),
    Trace(
        name="testimonials",  # what becomes of them is announced: `testimonials.actions.forget_author`
        table=Testimonial,
        where=_by(Testimonial.person_id),
        shown=("id", "place_id", "text", "author_name", "state", "written_at", "reason", "reply", "reply_at"),
    ),
    deed("testimonials_decided", Testimonial.decided_by, "place_id", "state", "reason", "decided_at", **SILENT),
    deed("replies", Testimonial.reply_by, "place_id", "reply", "reply_at"),
    deed(
        "corrections",
        Correction.proposed_by,
        *("place_id", "changes", "word", "state", "proposed_at", "decided_at", "reason"),
        word=None,
        **SILENT,
    ),
    deed("corrections_decided", Correction.decided_by, "place_id", "state", "decided_at", "reason", **SILENT),
    Trace(
        name="additions",
        table=Addition,
        where=_by(Addition.added_by),
        shown=("place_id", "added_at", "word", "networks", "outcome", "decided_at", "reason"),
        forget={"added_by": None, "word": None, **SILENT},
    ),
    Trace(
        name="additions_decided",
        table=Addition,
        where=_by(Addition.decided_by),
        shown=("place_id", "outcome", "decided_at", "reason"),
        forget={"decided_by": None, **SILENT},
    ),
    Trace(
        name="confirmations",
        table=Confirmation,
        where=_by(Confirmation.person_id),
        shown=("place_id", "on_behalf_of", "organisation_id", "at", "word"),
        # It still counts: two stewards said so. A number that leads to nobody stands for him.
        forget={"person_id": func.gen_random_uuid(), "word": None},
    ),
    deed("changes", PlaceChange.person_id, "place_id", "revision", "at", "action", "changes", "reason", **SILENT),
    deed("merges", Merge.merged_by, "gone_id", "into_id", "merged_at", "reason", **SILENT),
    deed("merges_undone", Merge.undone_by, "gone_id", "into_id", "undone_at", "undo_reason", undo_reason=None),
    Trace(
        name="neighbourhoods",
        table=Neighbourhood,
        where=_by(Neighbourhood.declared_by),
        shown=("place_id", "neighbour_id", "what", "state", "since"),
        forget={"declared_by": None},
    ),
)
