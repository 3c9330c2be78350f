"""What can be merged, and which merge can be undone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.refusals import Refusal

Row = Mapping[str, Any]


class NotMergeable(Refusal):
    """Only two different places that the public can see become one; a fictional and a real one never do."""


class AlreadyUndone(Refusal):
    """The merge was undone before."""


class LaterMergeStands(Refusal):
    """Merges of one place are undone the latest first."""


def check_mergeable(rows: Mapping[UUID, Row], gone: UUID, into: UUID) -> None:
    """Let two places become one. Raises NotMergeable."""
    if gone == into:
        raise NotMergeable("A place is itself already.")
    for place in (gone, into):
        state = rows[place]["state"] if place in rows else "draft"
        if state not in {"published", "closed"}:
            raise NotMergeable(f"Place {place} is {'another one by now' if state == 'merged' else 'not there'}.")
    if rows[gone]["demo"] != rows[into]["demo"]:
        raise NotMergeable("One of the two is fictional.")


def check_undoable(*, undone: bool, later: UUID | None) -> None:
    """Let a merge be undone. ``later``: one of the same places that still stands. Raises the two refusals."""
    if undone:
        raise AlreadyUndone("This merge was undone already.")
    if later is not None:
        raise LaterMergeStands(f"Undo merge {later} first: it is later, and of the same place.")
