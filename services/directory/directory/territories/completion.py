"""The communes that somebody may mean who has begun to write a name or a postcode."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

from directory.territories.communes import Commune, Territories
from directory.territories.names import commune_key

AT_MOST = 20
LAST = "\U0010ffff"  # after every letter


class Entry(NamedTuple):
    """A way to write a commune; ``own``: its name of today, not that of a part of it."""

    key: str
    code: str
    own: bool


@dataclass(frozen=True)
class Completion:
    """The names and postcodes of all communes, in order. Build it with `load`."""

    territories: Territories
    names: Sequence[Entry]
    postcodes: Sequence[tuple[str, str]]

    @classmethod
    @cache
    def load(cls) -> "Completion":
        """Put them in order, once per process (a second)."""
        territories = Territories.load()
        names: set[Entry] = set()
        postcodes: set[tuple[str, str]] = set()
        for commune in territories.all():
            own = commune_key(commune.name)
            names |= {Entry(key, commune.code, key == own) for key in territories.names_of(commune.code)}
            postcodes |= {(postcode, commune.code) for postcode in commune.postcodes}
        return cls(territories, sorted(names), sorted(postcodes))

    def beginning(self, written: str) -> list[Commune]:
        """At most twenty communes whose name or postcode begins so: the very name first, then the most populous."""
        digits = "".join(written.split())
        if digits.isdecimal():
            return self._largest(dict.fromkeys(self._with_postcode(digits), (True,)))
        key = commune_key(written)
        if not key:
            return []
        ranks: dict[str, tuple[bool, ...]] = {}
        for entry in self._named(key):
            rank = entry.key != key, not entry.own
            ranks[entry.code] = min(rank, ranks.get(entry.code, rank))
        return self._largest(ranks)

    def _named(self, key: str) -> Iterable[Entry]:
        first = bisect_left(self.names, Entry(key, "", False))
        return self.names[first : bisect_left(self.names, Entry(key + LAST, "", False))]

    def _with_postcode(self, digits: str) -> set[str]:
        first, last = bisect_left(self.postcodes, (digits, "")), bisect_left(self.postcodes, (digits + LAST, ""))
        return {code for _, code in self.postcodes[first:last]}

    def _largest(self, ranks: dict[str, tuple[bool, ...]]) -> list[Commune]:
        found = (commune for code in ranks if (commune := self.territories.commune(code)))
        return nsmallest(AT_MOST, found, key=lambda one: (*ranks[one.code], -(one.population or 0), one.code))
