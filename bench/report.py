"""The outcome as tables: on the screen, and in RESULTS.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.events import Spread
from bench.measure import CONNECTIONS
from bench.outcome import JUDGED_AT, JUDGED_ON, Outcome, verdicts
from bench.wrk import Figures

FILE = Path(__file__).parent / "RESULTS.md"
# What each line compares: its title; the navigator's read, cached and not; PocketBase's.
LINES = (
    ("one place", "navigator one cached", "navigator one uncached", "pocketbase one"),
    ("list of 20, its total", "navigator list cached", "navigator list uncached", "pocketbase list counted"),
    ("… while everything changes", "", "navigator list disturbed", "pocketbase list counted"),
    ("… PocketBase spared its total", "navigator list cached", "navigator list uncached", "pocketbase list uncounted"),
    ("GeoJSON of a région", "navigator region cached", "navigator region uncached", "pocketbase region"),
)
READ_COLUMNS = (
    "a second; p50 / p99; work (ms)",
    "on",
    "cached",
    "uncached",
    "PocketBase",
    "cached ÷ PB",
    "uncached ÷ PB",
)


class Sheet(NamedTuple):
    """One table."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def sheets(outcome: Outcome) -> Iterator[Sheet]:
    """Every table of the report."""
    for places in outcome.sizes:
        yield Sheet(
            f"Reads a second, {places:,} places".replace(",", " "),
            READ_COLUMNS,
            list(_reads(outcome, places)),
        )
    yield Sheet("Other figures", ("what", "measured"), list(_others(outcome)))
    if outcome.failures:
        yield Sheet("Failed", ("what failed",), [[failure] for failure in outcome.failures])
    judged = [(one.target, one.measured, _word(holds=one.holds)) for one in verdicts(outcome)]
    at = f"{outcome.most:,} places and {JUDGED_ON} connections".replace(",", " ")
    aside = "" if outcome.most == JUDGED_AT else " (to be judged at 100 000 places)"
    yield Sheet(f"To reach, at {at}{aside}", ("target", "measured", "holds"), judged)


def show(outcome: Outcome, console: Console) -> None:
    """Print every table."""
    for sheet in sheets(outcome):
        table = Table(title=sheet.title, title_justify="left", header_style="bold")
        for number, column in enumerate(sheet.columns):
            table.add_column(column, justify="left" if number == 0 or len(sheet.columns) <= len("abc") else "right")
        for row in sheet.rows:
            table.add_row(*row, style="red" if row[-1] == "no" else None)
        console.print(table, "")


def write(outcome: Outcome, file: Path = FILE) -> None:
    """Write RESULTS.md anew."""
    lines = ["# Results of the last full `make bench`", ""]
    lines += [f"- {name}: {value}" for name, value in outcome.machine.items()]
    lines += [f"- {outcome.rounds} rounds of {outcome.seconds:g} s each, the systems in turn; medians", ""]
    for sheet in sheets(outcome):
        lines += [f"## {sheet.title}", "", _line(sheet.columns), _line(["---"] * len(sheet.columns))]
        lines += [*(_line(row) for row in sheet.rows), ""]
    file.write_text("\n".join(lines), encoding="utf-8")


def _reads(outcome: Outcome, places: int) -> Iterator[list[str]]:
    for connections in CONNECTIONS:
        for title, cached, uncached, under in LINES:
            found = [outcome.results.median(places, name, connections) for name in (cached, uncached, under)]
            ratios = [outcome.ratio(name, under, places=places, connections=connections) for name in (cached, uncached)]
            yield [title, str(connections), *map(_figures, found), *(f"{one:.2f}" if one else "–" for one in ratios)]


def _others(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for name, latency in (("quiet", outcome.quiet), ("under 32 connections of reads", outcome.loaded)):
        if latency:
            heard, taken = latency.heard, latency.durable
            yield f"commit to a durable, {name}, {latency.facts} facts", _waits(taken)
            yield f"commit to a plain subscription, {name}", _waits(heard)
    for places, rate in outcome.imports.items():
        yield f"import by the command, {places} places there", f"{rate:.0f} places a second"
    plain = outcome.results.median(outcome.most, "navigator one cached", JUDGED_ON)
    if outcome.limited and plain:
        per_second = outcome.limited.per_second
        yield (
            "one place, cached, 32 connections, rate limits on",
            f"{per_second:.0f} a second (off: {plain.per_second:.0f})",
        )
    for (places, read), sizes in outcome.results.sizes.items():
        if places == outcome.most and "uncached" not in read:
            yield f"bytes of an answer, {read}", f"{sizes.median}"


def _figures(figures: Figures | None) -> str:
    if figures is None:
        return "–"
    precision = 0 if figures.per_second >= 100 else 1  # noqa: PLR2004 - three digits say enough
    latency = f"{_short(figures.p50_ms)} / {_short(figures.p99_ms)}"
    return f"{figures.per_second:.{precision}f}\n{latency}\n{_short(figures.work_ms)}"


def _waits(spread: Spread) -> str:
    return f"p50 {spread.p50_ms:.1f} ms, p99 {spread.p99_ms:.1f} ms"


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.{2 if milliseconds < 10 else 0}f}"  # noqa: PLR2004 - as above


def _word(*, holds: bool | None) -> str:
    return {True: "yes", False: "no", None: "–"}[holds]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("\n", "<br>")
