"""What may be done with a comment, and who may read its words."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from chassis.refusals import Refusal

LONGEST = 10_000  # characters of a comment
REASON = 1000  # characters of a reason
REPLIES = 200  # in one thread, which is always shown whole


class DiscussionClosed(Refusal):
    """Nothing more can be said here."""


class ThreadFull(Refusal):
    """So much was answered that this is better begun anew."""


class CommentWithdrawn(Refusal):
    """Its author has withdrawn this comment."""


class CommentHidden(Refusal):
    """A moderator has hidden this comment."""


class CommentNotHidden(Refusal):
    """This comment is not hidden."""


class AlreadyReported(Refusal):
    """The same person has reported this comment before."""


class NothingReported(Refusal):
    """No report of this comment waits for an answer."""


class Stateful(Protocol):
    """Anything with the state of a comment."""

    @property
    def state(self) -> str:
        """Posted, withdrawn or hidden."""


One = TypeVar("One", bound=Stateful)


def may_read_words(state: str, *, own: bool, moderates: bool) -> bool:
    """Whether the words and the author of a comment are shown: of a hidden one to its author and to moderators."""
    return state == "posted" or (state == "hidden" and (own or moderates))


def standing(thread: Sequence[One]) -> Sequence[One]:
    """What is left to show of a thread, in its order.

    A withdrawn comment keeps its empty place as long as something follows that may have answered it.
    """
    last = max((number for number, one in enumerate(thread) if one.state != "withdrawn"), default=-1)
    return thread[: last + 1]


def check_room(replies: int) -> None:
    """Raises ThreadFull."""
    if replies >= REPLIES:
        raise ThreadFull(f"There are {REPLIES} replies already. Begin another thread.")


def check_open(*, is_open: bool) -> None:
    """Raises DiscussionClosed."""
    if not is_open:
        raise DiscussionClosed("What was said stays readable.")


def check_present(state: str) -> None:
    """Raises CommentWithdrawn."""
    if state == "withdrawn":
        raise CommentWithdrawn("There are no words left.")


def check_posted(state: str) -> None:
    """Raises CommentWithdrawn or CommentHidden."""
    check_present(state)
    if state == "hidden":
        raise CommentHidden("A moderator can restore it.")


def check_hidden(state: str) -> None:
    """Raises CommentNotHidden."""
    if state != "hidden":
        raise CommentNotHidden("There is nothing to restore.")
