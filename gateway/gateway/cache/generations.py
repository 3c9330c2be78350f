"""When what was last true of something: one clock for all, moved by each fact that arrives.

An answer is born at the clock's reading *before* its service was asked. It is good while nothing that it depends on has
moved later than that. So a change that falls between the asking and the answering can only make an answer look too old.
"""

import time
from collections.abc import Callable
from weakref import WeakValueDictionary


class Generation:
    """One thing that answers depend on: when it last moved."""

    __slots__ = ("__weakref__", "moved")

    def __init__(self, moved: int = 0) -> None:
        self.moved = moved


class Generations:
    """The generation of every (service, noun) heard of, and of every single thing that a remembered answer names.

    ``live``: the bus is heard, so silence means that nothing changed.
    """

    def __init__(self, *, stale_seconds: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = 0
        self.floor = 0  # everything born before is too old
        self.live = False
        self.now = clock
        self._stale = stale_seconds
        self._nouns: dict[tuple[str, str], Generation] = {}
        self._things: WeakValueDictionary[tuple[str, str, str], Generation] = WeakValueDictionary()
        self._services: dict[str, int] = {}

    def noun(self, service: str, noun: str) -> Generation:
        """The generation of a noun."""
        return self._nouns.setdefault((service, noun), Generation())

    def thing(self, service: str, noun: str, identifier: str) -> Generation:
        """The generation of one thing. Kept only as long as someone holds it, so it begins where its noun stands."""
        key = (service, noun, identifier)
        found = self._things.get(key)
        if found is None:
            found = self._things[key] = Generation(self.noun(service, noun).moved)
        return found

    def named(self, service: str, tag: str) -> Generation:
        """What one word of a ``Cache-Tag`` names: ``place``, or ``place:<id>``."""
        noun, _, identifier = tag.partition(":")
        return self.thing(service, noun, identifier) if identifier else self.noun(service, noun)

    def moved_last(self, service: str) -> int:
        """When anything of this service last moved."""
        return max(self._services.get(service, 0), self.floor)

    def bump(self, service: str, noun: str, identifier: str = "") -> None:
        """A fact about one thing of this noun arrived."""
        self.clock += 1
        self.noun(service, noun).moved = self._services[service] = self.clock
        thing = self._things.get((service, noun, identifier))
        if thing is not None:
            thing.moved = self.clock

    def bump_all(self) -> None:
        """We may have missed facts: nothing remembered is good any more."""
        self.clock += 1
        self.floor = self.clock

    def good(self, born: int, depends: tuple[Generation, ...], at: float) -> bool:
        """Whether an answer born then, of these things, remembered at ``at`` (seconds of ``now``), still holds."""
        if born < self.floor or not (self.live or self.now() - at < self._stale):
            return False
        for generation in depends:  # noqa: SIM110 - this runs for every cached answer; a generator costs twice as much
            if generation.moved > born:
                return False
        return True
