"""Who may say what of a place, and what becomes of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from chassis.refusals import Refusal

Row = dict[str, Any]

SHOWN = "published"
MERGED = "merged"  # why one is hidden when two places became one and its author had spoken of both
SILENT: Row = {"decided_at": None, "decided_by": None, "reason": None}
NO_REPLY: Row = {"reply": None, "reply_by": None, "reply_at": None}


class AlreadyWritten(Refusal):
    """A person says once what he thinks of a place; that can be changed."""


class OwnPlace(Refusal):
    """Nobody praises, or judges the praise of, a place that he speaks for."""


class OwnTestimonial(Refusal):
    """A moderator leaves his own words to another one."""


class NotShown(Refusal):
    """Only what is shown can be replied to."""


class Withdrawn(Refusal):
    """Its author has withdrawn it."""


def check_new(mine: Iterable[Row]) -> None:
    """Let somebody speak who has no word standing. ``mine``: what he has said of the place. Raises AlreadyWritten."""
    if any(stands(row) for row in mine):
        raise AlreadyWritten("You have already said what you think of this place.")


def stands(row: Row) -> bool:
    """Whether it is its author's word on the place: not withdrawn, and not outlived by another one of his."""
    return row["state"] != "withdrawn" and not (row["state"] == "hidden" and row["reason"] == MERGED)


def check_outsider(rank: int) -> None:
    """Let through who does not speak for the place. ``rank``: his there, -1 for none. Raises OwnPlace."""
    if rank >= 0:
        raise OwnPlace("You speak for this place.")


def check_judge(row: Row, moderator: UUID) -> None:
    """Let a moderator decide about the words of others. Raises OwnTestimonial or Withdrawn."""
    if row["person_id"] == moderator:
        raise OwnTestimonial("These are your own words.")
    check_there(row)


def check_there(row: Row) -> None:
    """Let through what its author has not withdrawn. Raises Withdrawn."""
    if row["state"] == "withdrawn":
        raise Withdrawn("It was withdrawn by its author.")


def check_shown(row: Row) -> None:
    """Let through what the public reads. Raises NotShown."""
    if row["state"] != SHOWN:
        raise NotShown("It is not shown at the moment.")
