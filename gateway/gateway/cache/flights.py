"""Single flight: of many who ask the same at once, one goes to the service.

The flight is a task of its own, so an asker who leaves takes nobody down. A flight that fails fails for those aboard;
the next asker starts another. Nobody boards a flight that left before something of its service changed: it may bring
old news.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from gateway.cache.entries import Entry
from gateway.upstream.answers import Answer

PASSING_SECONDS = 5.0
PASSING_KEYS = 4096


class Passing:
    """An answer that may not be shared: it goes to one asker, as it streams in."""

    def __init__(self, answer: Answer) -> None:
        self._answer: Answer | None = answer

    def claim(self) -> Answer | None:
        """The answer, for the first who asks."""
        answer, self._answer = self._answer, None
        return answer

    def drop(self) -> None:
        """Nobody came for it."""
        answer = self.claim()
        if answer is not None:
            answer.discard()


Outcome = Entry | Passing
Fetch = Callable[[], Awaitable[Outcome]]


@dataclass(slots=True)
class Flight:
    """One question under way. ``since``: the clock when it left."""

    task: asyncio.Task[Outcome]
    since: int
    aboard: int = field(default=0)


class Flights:
    """The questions under way, by key."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._flights: dict[bytes, Flight] = {}
        self._passing: dict[bytes, float] = {}  # keys whose answers are not shared: no use in waiting for one another

    def __len__(self) -> int:
        return len(self._flights)

    async def join(self, key: bytes, fetch: Fetch, *, now: int, moved: int) -> Outcome:
        """What ``fetch`` brings, fetched once for all who ask meanwhile.

        ``now``: the clock; ``moved``: when anything of this service last moved.
        """
        if self._passing.get(key, 0.0) > self._clock():
            return await fetch()
        flight = self._flights.get(key)
        if flight is None or flight.since < moved:
            flight = self._depart(key, fetch, now)
        outcome = await self._ride(flight)
        if isinstance(outcome, Passing):
            self._remember_passing(key)
        return outcome

    async def close(self) -> None:
        """Ground everything."""
        tasks = [flight.task for flight in self._flights.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _depart(self, key: bytes, fetch: Fetch, now: int) -> Flight:
        async def fly() -> Outcome:
            try:
                return await fetch()
            finally:
                if self._flights.get(key) is flight:
                    del self._flights[key]

        flight = Flight(asyncio.create_task(fly()), now)
        self._flights[key] = flight
        flight.task.add_done_callback(lambda _: _landed(flight))
        return flight

    async def _ride(self, flight: Flight) -> Outcome:
        flight.aboard += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.aboard -= 1
            if not flight.aboard:
                asyncio.get_running_loop().call_soon(_landed, flight)

    def _remember_passing(self, key: bytes) -> None:
        if len(self._passing) >= PASSING_KEYS:
            self._passing.clear()
        self._passing[key] = self._clock() + PASSING_SECONDS


def _landed(flight: Flight) -> None:
    """Let go of what nobody is there to take."""
    if flight.aboard or not flight.task.done():
        return
    with suppress(asyncio.CancelledError, Exception):
        outcome = flight.task.result()
        if isinstance(outcome, Passing):
            outcome.drop()
