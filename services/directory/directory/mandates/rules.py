"""When a mandate may be asked for, given, taken away or handed over."""

from chassis.refusals import Refusal
from contracts.directory import MandateRole
from identity.holdings import RANK
from identity.refusals import Forbidden


class AlreadyAsked(Refusal):
    """Who has asked waits for the answer."""


class AlreadyHeld(Refusal):
    """Who holds this role, or a higher one, need not ask for it."""


class MandateDecided(Refusal):
    """This request has been answered or withdrawn already."""


class MandateEnded(Refusal):
    """This mandate is not in force."""


class LastSteward(Refusal):
    """Nobody would answer for the organisation any more: hand it over first, or say that nobody follows."""


class NotSteward(Refusal):
    """Only who answers for an organisation hands it over."""


class NoSuccessor(Refusal):
    """An organisation is handed over to somebody else who acts for it."""


class OwnRequest(Forbidden):
    """Nobody answers his own request."""


class JustMoved(Refusal):
    """The place became another one at this very moment: try again."""


def check_new(role: MandateRole, *, held: str | None, asked: bool) -> None:
    """Somebody may ask for more than he holds, once. Raises AlreadyHeld, AlreadyAsked."""
    check_more(role, held=held)
    if asked:
        raise AlreadyAsked("Your request waits for an answer.")


def check_more(role: str, *, held: str | None) -> None:
    """A role is given to who has not as much. Raises AlreadyHeld."""
    if held is not None and RANK[held] >= RANK[role]:  # type: ignore[index] # the database knows no other role
        raise AlreadyHeld(f"This person is {held} already.")


def check_waiting(state: str) -> None:
    """Only a request that waits is answered. Raises MandateDecided."""
    if state != "requested":
        raise MandateDecided(f"This request is {state} already.")


def check_in_force(state: str) -> None:
    """Only what is in force can end or change. Raises MandateEnded."""
    if state != "granted":
        raise MandateEnded(f"This mandate is {state}.")


def check_another(*, own: bool, moderates: bool) -> None:
    """Four eyes: a moderator alone may answer a request of his own. Raises OwnRequest."""
    if own and not moderates:
        raise OwnRequest("This is your own request: somebody else answers it.")


def leaves_nobody(role: str, *, others: bool, without_successor: bool) -> bool:
    """Whether the organisation is left without a steward. Raises LastSteward where that was not meant."""
    if role != "steward" or others:
        return False
    if not without_successor:
        raise LastSteward("Nobody else is steward.")
    return True
