"""Everything one run found out, and what was to be reached."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.events import Latency
from bench.measure import Key, Results
from bench.wrk import Figures

JUDGED_AT, JUDGED_ON = 100_000, 32  # places, connections
SLOWER = 1.3  # how many times slower a list of many places may be than one of few
P99_MS = 50.0


@dataclass
class Outcome:
    """The figures of one run."""

    sizes: Sequence[int]
    seconds: float
    rounds: int
    machine: Mapping[str, str]
    results: Results
    imports: dict[int, float] = field(default_factory=dict)  # places there before -> places a second
    quiet: Latency | None = None
    loaded: Latency | None = None
    limited: Figures | None = None  # one place, cached, rate limits on
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def attempt(self, what: str) -> Iterator[None]:
        """Go on without this part when it fails, and say so: the rest took half an hour."""
        try:
            yield
        except Exception as error:
            self.failures.append(f"{what}: {error}")

    @property
    def most(self) -> int:
        """The largest number of places."""
        return max(self.sizes)

    def ratio(self, over: str, under: str, *, places: int, connections: int = JUDGED_ON) -> float | None:
        """How many times more of one read than of another a second."""
        return self.results.ratio((places, over, connections), (places, under, connections))

    def slowdown(self, read: str) -> float | None:
        """How many times fewer answers a second with the most places than with the fewest."""
        few: Key = (min(self.sizes), read, JUDGED_ON)
        many: Key = (self.most, read, JUDGED_ON)
        return self.results.ratio(few, many) if few != many else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target: what was to be reached, what was measured; ``holds`` is None when this run cannot say."""

    target: str
    measured: str
    holds: bool | None


def verdicts(outcome: Outcome) -> list[Verdict]:
    """Every target of the issue, judged on the most places this run had."""
    one, uncounted, counted = "pocketbase one", "pocketbase list uncounted", "pocketbase list counted"
    plain, disturbed = "navigator list uncached", "navigator list disturbed"
    found = [
        _at_least(outcome, "one place, cached: at least 2 × PocketBase", "navigator one cached", one, 2.0),
        _at_least(outcome, "one place, uncached: at least 0.5 ×", "navigator one uncached", one, 0.5),
        _at_least(outcome, "list of 20 and its total, uncached: at least 10 ×", plain, counted, 10.0),
        _at_least(outcome, "the same, while everything changes", disturbed, counted, 10.0),
        _at_least(outcome, "list, PocketBase spared its total: at least 1 ×", plain, uncounted, 1.0),
        _at_least(outcome, "the same, while everything changes", disturbed, uncounted, 1.0),
        _slower(outcome, f"list, most places: at most {SLOWER} × slower", plain),
        _slower(outcome, "the same, while everything changes", disturbed),
    ]
    for name, latency in (("", outcome.quiet), (" under 32 connections of reads", outcome.loaded)):
        if latency is not None:
            wait = latency.durable.p99_ms
            found.append(Verdict(f"event p99{name}: under {P99_MS:.0f} ms", f"{wait:.1f} ms", wait < P99_MS))
    return found


def _slower(outcome: Outcome, target: str, read: str) -> Verdict:
    slowdown = outcome.slowdown(read)
    if slowdown is None:
        return Verdict(target, "one size only", None)
    return Verdict(target, f"{slowdown:.2f} ×", slowdown <= SLOWER)


def _at_least(outcome: Outcome, target: str, over: str, under: str, least: float) -> Verdict:
    ratio = outcome.ratio(over, under, places=outcome.most)
    if ratio is None:
        return Verdict(target, "not measured", None)
    return Verdict(target, f"{ratio:.2f} ×", ratio >= least)
