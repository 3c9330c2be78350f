"""The memory: bounded by bytes, the least recently used answer leaves first."""

from collections import OrderedDict
from functools import partial

from gateway.cache.entries import Entry
from gateway.cache.generations import Generations

SPELLINGS = 8  # raw targets remembered for one answer


class Store:
    """Answers under their canonical address, and under the raw targets they were asked by."""

    def __init__(self, generations: Generations, *, limit: int) -> None:
        self._generations = generations
        self._limit = limit
        self._entries: OrderedDict[bytes, Entry] = OrderedDict()
        self._spelled: dict[bytes, tuple[bytes, Entry]] = {}
        self._weights: dict[bytes, int] = {}
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def glance(self, target: bytes) -> Entry | None:
        """A good answer asked for by this very spelling before."""
        found = self._spelled.get(target)
        if found is None:
            return None
        key, entry = found
        if not self._generations.good(entry.born, entry.depends, entry.at):
            return None
        self._entries.move_to_end(key)
        return entry

    def look(self, key: bytes, target: bytes) -> Entry | None:
        """A good answer under the canonical address; remembers the spelling."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if not self._generations.good(entry.born, entry.depends, entry.at):
            self.forget(key)
            return None
        self._entries.move_to_end(key)
        self._spell(key, target, entry)
        return entry

    def keep(self, key: bytes, target: bytes, entry: Entry) -> None:
        """Remember an answer, at the cost of the least recently used ones."""
        self.forget(key)
        if entry.size > self._limit // 8:  # one answer must not push out all others
            return
        self._entries[key] = entry
        entry.grown = partial(self.weigh, key)
        self._weights[key] = 0
        self._spell(key, target, entry)
        self.weigh(key)

    def weigh(self, key: bytes) -> None:
        """Count an entry again after it has grown by a coding, and make room."""
        entry = self._entries.get(key)
        if entry is None:
            return
        size = entry.size + 2 * len(key)
        self.bytes += size - self._weights[key]
        self._weights[key] = size
        while self.bytes > self._limit:
            self.forget(next(iter(self._entries)))

    def forget(self, key: bytes) -> None:
        """Let go of an answer."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self.bytes -= self._weights.pop(key)
        entry.grown = None
        for target in entry.spellings:
            self._spelled.pop(target, None)

    def _spell(self, key: bytes, target: bytes, entry: Entry) -> None:
        if target not in self._spelled and len(entry.spellings) < SPELLINGS:
            entry.spellings.append(target)
            self._spelled[target] = (key, entry)
