"""Stop asking a service that does not answer, and find out when it does again."""

from collections.abc import Callable
from enum import IntEnum


class State(IntEnum):
    """The numbers are the metric's."""

    CLOSED = 0
    HALF_OPEN = 1
    OPEN = 2


class Breaker:
    """Opens after ``threshold`` failures in a row, and after a pause lets one request through to see.

    The pause doubles with each probe that fails. ``clock`` answers seconds.
    """

    def __init__(
        self, clock: Callable[[], float], *, threshold: int = 5, pause: float = 1.0, longest: float = 30.0
    ) -> None:
        self._clock = clock
        self._threshold = threshold
        self._first_pause = pause
        self._longest = longest
        self._pause = pause
        self._failures = 0
        self._until = 0.0
        self._probing = False
        self._open = False

    @property
    def state(self) -> State:
        """Where it stands now."""
        if not self._open:
            return State.CLOSED
        return State.HALF_OPEN if self._probing or self._clock() >= self._until else State.OPEN

    def admit(self) -> float | None:
        """None: go ahead, and say how it ended. Else the seconds after which asking again makes sense."""
        if not self._open:
            return None
        wait = self._until - self._clock()
        if wait > 0:
            return wait
        if self._probing:
            return self._first_pause
        self._probing = True
        return None

    def succeeded(self) -> None:
        """The service answered, whatever it said."""
        self._failures = 0
        self._pause = self._first_pause
        self._open = self._probing = False

    def failed(self) -> None:
        """The service gave no answer."""
        self._failures += 1
        if self._probing:
            self._pause = min(self._pause * 2, self._longest)
        if self._probing or (not self._open and self._failures >= self._threshold):
            self._open = True
            self._probing = False
            self._until = self._clock() + self._pause

    def abandoned(self) -> None:
        """Nobody knows how it ended (the asker gave up): if it was the probe, let another one through."""
        self._probing = False
