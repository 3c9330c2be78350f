"""One run, from an empty folder to its outcome."""

import asyncio
import json
import subprocess
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from bench import events, imports, machine, profiling
from bench.events import Latency
from bench.filters import Answers, Filter, choose
from bench.measure import CONNECTIONS, Cell, Results, Subject, cells, measure, run
from bench.navigator import Navigator
from bench.outcome import Outcome
from bench.places import SEED, SeedPlace, generate
from bench.pocketbase import PocketBase
from bench.reads import of_navigator, of_pocketbase
from bench.wrk import Figures
from contracts.directory import PlaceChanged

MOST = CONNECTIONS[-1]


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    sizes: tuple[int, ...]
    seconds: float
    rounds: int
    facts: int  # whose way to a listener is timed
    imported: int  # rows of the imported file
    profile: Path | None
    kept: Path | None


@dataclass(frozen=True)
class Filled:
    """Both systems with the same places."""

    seeds: Sequence[SeedPlace]
    navigator: Navigator
    ids: Sequence[UUID]
    pocketbase: PocketBase

    def subjects(self, filters: Sequence[Filter]) -> list[Subject]:
        """What each is asked."""
        every = Answers(self.seeds)
        mapped = Answers(seed for seed in self.seeds if seed.latitude is not None)
        count = len(self.seeds)
        return [
            Subject(
                count,
                self.navigator.url,
                of_navigator(self.ids, filters, every, mapped),
                self.navigator.processes,
                lambda: events.changes(self.navigator.database_url),
            ),
            Subject(count, self.pocketbase.url, of_pocketbase(count, filters, every), self.pocketbase.processes),
        ]


class Run:
    """Starts the systems into ``running``, which stops them, and asks them."""

    def __init__(self, plan: Plan, folder: Path, console: Console, running: ExitStack) -> None:
        self._plan = plan
        self._folder = folder
        self._console = console
        self._running = running

    def outcome(self) -> Outcome:
        """Load, measure, and tell."""
        plan = self._plan
        about = machine.describe()
        systems = [self._filled(size) for size in plan.sizes]
        filters = choose(Answers(min(systems, key=lambda filled: len(filled.seeds)).seeds))
        subjects = [subject for filled in systems for subject in filled.subjects(filters)]
        outcome = Outcome(plan.sizes, plan.seconds, plan.rounds, about, self._measure(subjects))
        largest = max(systems, key=lambda filled: len(filled.seeds))
        reading = next(one for one in subjects if one.url == largest.navigator.url)
        with outcome.attempt("rate limits"):
            outcome.limited = self._limited(largest.navigator, reading)
        with outcome.attempt("events"):
            outcome.quiet = self._latency(largest, "quiet")
            with self._load_beside(reading):
                outcome.loaded = self._latency(largest, "under load")
        if plan.profile:
            self._profile(largest.navigator, reading, plan.profile)
        for filled in systems:
            with outcome.attempt("import"):
                outcome.imports[len(filled.seeds)] = self._import(filled.navigator)
        return outcome

    @contextmanager
    def _progress(self, title: str, total: int) -> Iterator[tuple[Progress, TaskID]]:
        shape = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*shape, console=self._console) as progress:
            yield progress, progress.add_task(title, total=total)

    def _filled(self, size: int) -> Filled:
        """Both systems, running, with so many places; taken from the kept ones where there are any."""
        seeds = list(generate(size))
        here = self._folder / f"{size}"
        kept = self._plan.kept / f"{size}" if self._plan.kept else None
        if kept and kept.exists():
            with self._console.status(f"taking {size} places from {kept}"):
                _copy(kept, here)
        else:
            self._fill(here, seeds)
            if kept:
                _copy(here, kept)
        with self._console.status(f"starting both systems with {size} places"):
            navigator = self._running.enter_context(Navigator(here / "navigator"))
            pocketbase = self._running.enter_context(PocketBase(here / "pocketbase"))
        return Filled(seeds, navigator, navigator.ids(), pocketbase)

    def _fill(self, home: Path, seeds: Sequence[SeedPlace]) -> None:
        size = len(seeds)
        title = f"the navigator learns {size} places"
        with Navigator(home / "navigator") as navigator, self._progress(title, size) as (progress, task):
            navigator.fill(
                seeds,
                said=lambda done: progress.update(task, completed=done),
                waiting=lambda left: progress.update(task, description=f"{title}, {left} facts to leave"),
            )
        with self._console.status(f"PocketBase learns {size} places"):
            PocketBase(home / "pocketbase").fill(seeds)

    def _measure(self, subjects: Sequence[Subject]) -> Results:
        total = self._plan.rounds * len(list(cells(subjects)))
        with self._progress("every answer is checked once", total) as (progress, task):
            done = iter(range(total))

            def said(cell: Cell) -> None:
                title = f"{cell.read.name}, {cell.subject.places} places, {cell.connections} at once"
                progress.update(task, description=title, completed=next(done))

            return measure(
                subjects, seconds=self._plan.seconds, rounds=self._plan.rounds, folder=self._folder, said=said
            )

    def _limited(self, navigator: Navigator, reading: Subject) -> Figures:
        """One place, cached, through a second gateway of the same system that counts every request."""
        with navigator.limited() as url:
            cell = Cell(replace(reading, url=url), reading.named("navigator one cached"), MOST)
            cell.read.check(url)
            return run(cell, self._plan.seconds, self._folder)

    def _latency(self, filled: Filled, how: str) -> Latency:
        with urllib.request.urlopen(f"{filled.navigator.url}/api/directory/places/{filled.ids[0]}") as answer:
            place = PlaceChanged.model_validate(json.load(answer))
        navigator, facts = filled.navigator, self._plan.facts
        with self._progress(f"facts on their way, {how}", facts) as (progress, task):
            timed = events.latency(
                navigator.database_url,
                navigator.nats_url,
                place,
                facts=facts,
                said=lambda done: progress.update(task, completed=done),
            )
            return asyncio.run(timed)

    @contextmanager
    def _load_beside(self, reading: Subject) -> Iterator[None]:
        """Let readers ask for lists, uncached, while the body runs."""
        cell = Cell(reading, reading.named("navigator list uncached"), MOST)
        with ThreadPoolExecutor(1) as pool:
            beside = pool.submit(run, cell, self._plan.facts / events.A_SECOND + 5, self._folder)
            yield
            beside.result()

    def _profile(self, navigator: Navigator, reading: Subject, into: Path) -> None:
        for kind in ("one", "list", "region"):
            cell = Cell(reading, reading.named(f"navigator {kind} uncached"), MOST)
            with profiling.sampled(navigator, into / kind, self._plan.seconds, self._console):
                run(cell, self._plan.seconds + 1, self._folder)

    def _import(self, navigator: Navigator) -> float:
        file = self._folder / "import.csv"
        rows = imports.write_csv(file, generate(self._plan.imported, SEED + 1))
        with self._console.status(f"{rows} places come in by the command"):
            return imports.rate(navigator, file, rows)


def _copy(home: Path, to: Path) -> None:
    """Copy a home whose servers are stopped, owners and all; it is there whole or not at all."""
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = to.with_name(f"{to.name}.new")
    subprocess.run(["cp", "-a", "--reflink=auto", str(home), str(aside)], check=True)
    aside.rename(to)
