"""`nav doctor`: what is wrong, and what to do."""

from collections.abc import Iterator

import typer
from rich.text import Text

from sandbox.findings import Finding, Level
from sandbox.machine_checks import machine
from sandbox.nav.running import Home, console, open_home

SIGNS = {Level.FINE: ("✓", "green"), Level.WARNING: ("!", "yellow"), Level.PROBLEM: ("✗", "bold red")}


def doctor() -> None:
    """Say what is wrong and what to do about it. Code 1 when something is."""
    worst = Level.FINE
    for finding in examine(open_home()):
        sign, style = SIGNS[finding.level]
        console.print(Text(f"{sign} ", style), Text(finding.what), sep="")
        if finding.do:
            console.print(f"    → {finding.do}", markup=False)
        if finding.level is Level.PROBLEM or (finding.level is Level.WARNING and worst is Level.FINE):
            worst = finding.level
    console.print({Level.FINE: "All is well."}.get(worst, f"There is a {worst}: what to do stands beside it."))
    if worst is Level.PROBLEM:
        raise typer.Exit(1)


def examine(home: Home) -> Iterator[Finding]:
    """Look at the machine, then at the running parts if they run."""
    snapshot = home.snapshot()
    yield from machine(home.cluster, running=snapshot is not None)
    if snapshot is not None:
        # These ask the bus and read migrations, which takes a second to import: only when there is something to ask.
        from sandbox.running_checks import running

        yield from running(home.cluster, snapshot)
