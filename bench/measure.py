"""Rounds of short runs, both systems in turn, so that a noisy machine is unfair to neither; medians at the end."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, fields, replace
from itertools import product, zip_longest
from pathlib import Path

from bench import work, wrk
from bench.reads import Read, Sizes, WrongAnswerError
from bench.wrk import Figures

CONNECTIONS = (1, 32)
PATIENCE = 120.0  # seconds until what a run left behind must be answered
KINDS = ("one", "list", "region")


@dataclass(frozen=True)
class Subject:
    """A running system filled with so many places, and what it is asked."""

    places: int
    url: str
    reads: Sequence[Read]
    processes: Callable[[], Sequence[tuple[str, int]]] = list
    disturb: Callable[[], AbstractContextManager[object]] = nullcontext

    def named(self, name: str) -> Read:
        """The read of this name."""
        return next(read for read in self.reads if read.name == name)


@dataclass(frozen=True)
class Cell:
    """One read of one subject on so many connections."""

    subject: Subject
    read: Read
    connections: int

    @property
    def key(self) -> "Key":
        """What names its figures."""
        return (self.subject.places, self.read.name, self.connections)


Key = tuple[int, str, int]


class Results:
    """Figures of every round of every cell."""

    def __init__(self) -> None:
        self._rounds: defaultdict[Key, list[Figures]] = defaultdict(list)
        self.sizes: dict[tuple[int, str], Sizes] = {}

    def add(self, cell: Cell, figures: Figures) -> None:
        """Keep one round's figures, unless the answers were too small to be right."""
        sizes = self.sizes[cell.subject.places, cell.read.name]
        if not sizes.allow(figures.bytes_each):
            raise WrongAnswerError(
                f"{cell.read.name}: answers of {figures.bytes_each:.0f} bytes, {sizes.least} at least is right"
            )
        self._rounds[cell.key].append(_whole(figures, cell.read.parts))

    def median(self, places: int, read: str, connections: int) -> Figures | None:
        """The median of each figure over the rounds; None when it was not measured."""
        rounds = self._rounds.get((places, read, connections))
        if not rounds:
            return None
        names = [field.name for field in fields(Figures)]
        return Figures(**{name: statistics.median(getattr(one, name) for one in rounds) for name in names})

    def ratio(self, over: Key, under: Key) -> float | None:
        """How many times more answers a second: the median of the rounds' ratios, each taken within a minute or so."""
        pairs = zip(self._rounds.get(over, ()), self._rounds.get(under, ()), strict=False)
        ratios = [first.per_second / second.per_second for first, second in pairs]
        return statistics.median(ratios) if ratios else None


def _whole(figures: Figures, parts: float) -> Figures:
    """The figures of whole reads, each made up of several answers."""
    return replace(figures, per_second=figures.per_second / parts, work_ms=figures.work_ms * parts)


def measure(
    subjects: Sequence[Subject], *, seconds: float, rounds: int, folder: Path, said: Callable[[Cell], None]
) -> Results:
    """Measure every cell in every round; what is compared runs one after the other. ``said`` hears what comes next.

    Raises WrongAnswerError when a system answers something else than what was asked.
    """
    results = Results()
    for subject in subjects:
        results.sizes |= {(subject.places, read.name): read.check(subject.url) for read in subject.reads}
    for _ in range(rounds):
        for cell in cells(subjects):
            said(cell)
            results.add(cell, run(cell, seconds, folder))
    return results


def cells(subjects: Sequence[Subject]) -> Iterator[Cell]:
    """Every cell, the same of all subjects one after the other: what is compared is measured within a minute."""
    for connections, kind in product(CONNECTIONS, KINDS):
        of_each = [
            [Cell(subject, read, connections) for read in subject.reads if read.kind == kind] for subject in subjects
        ]
        for together in zip_longest(*of_each):
            yield from filter(None, together)


def run(cell: Cell, seconds: float, folder: Path) -> Figures:
    """Load one subject with one read."""
    subject, read = cell.subject, cell.read
    inside = folder / f"{subject.places}"
    inside.mkdir(exist_ok=True)
    paths = read.write(inside)
    before = work.done_by(subject.processes())
    with subject.disturb() if read.disturbed else nullcontext():
        figures = wrk.run(subject.url, paths, connections=cell.connections, seconds=seconds, headers=read.headers)
    spent = work.between(before, work.done_by(subject.processes()))
    work.rest(subject.processes, PATIENCE)
    return replace(figures, work_ms=1e3 * sum(spent.values()) / (figures.per_second * seconds))
