"""``make bench``: load, measure in turn, judge, write RESULTS.md."""

import os
import signal
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from bench import report, wrk
from bench.run import Plan, Run

WIDTH = 120  # of the report where no terminal says its own
FULL, QUICK = (4_000, 100_000), (4_000,)


def bench(
    *,
    quick: Annotated[bool, typer.Option(help="4 000 places, one short round; RESULTS.md stays.")] = False,
    places: Annotated[list[int] | None, typer.Option(help="How many places, instead; may be given twice.")] = None,
    seconds: Annotated[float | None, typer.Option(help="Of each run of the load generator.")] = None,
    rounds: Annotated[int | None, typer.Option(help="How often everything is measured.")] = None,
    kept: Annotated[Path | None, typer.Option(help="Keep the filled systems here, and start from them.")] = None,
    profile: Annotated[Path | None, typer.Option(help="Sample both Python processes, into this folder.")] = None,
) -> None:
    """Measure the navigator beside PocketBase on the same generated places, on this machine, now."""
    signal.signal(signal.SIGTERM, _leave)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each command that is timed compiles everything again
    plan = Plan(
        sizes=tuple(places or (QUICK if quick else FULL)),
        seconds=seconds or (1 if quick else 4),
        rounds=rounds or (1 if quick else 5),
        facts=120 if quick else 600,
        imported=500 if quick else 2000,
        profile=profile,
        kept=kept,
    )
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    wrk.ensure()
    with tempfile.TemporaryDirectory(prefix="navigator-bench-") as folder, ExitStack() as running:
        outcome = Run(plan, Path(folder), console, running).outcome()
    report.show(outcome, console)
    if not any((quick, places, seconds, rounds, profile)):
        report.write(outcome)
        console.print(f"Written to {report.FILE}")
    raise typer.Exit(1 if outcome.failures else 0)


def _leave(_: int, __: FrameType | None) -> None:
    """Leave as on Ctrl-C: everything that was started is stopped on the way out."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    typer.run(bench)
