"""`nav down` and `nav status`."""

import typer

from sandbox.nav.display import line, table
from sandbox.nav.running import console, fail, open_home
from sandbox.states import State

PATIENCE = 90.0  # seconds: each part may take 15 to end


def down() -> None:
    """Stop the navigator that runs in NAV_HOME, cleanly."""
    home = open_home()
    if home.process.running():
        home.process.stop(patience=PATIENCE)
        console.print("The navigator is stopped.")
    elif not home.settings.home.exists():
        console.print(f"The navigator is not running: there is no {home.settings.home}.")
        return
    left = home.cluster.end_leftovers()
    if left:
        console.print(f"Ended {left} parts that an interrupted run had left behind.")


def status() -> None:
    """Show what each part is doing. Code 0: all is well; 1: not all; 3: the navigator does not run."""
    home = open_home()
    snapshot = home.snapshot()
    if snapshot is None:
        fail(f"The navigator is not running in {home.settings.home}. Start it: make run (or nav up --detach).", code=3)
    if console.is_terminal:
        console.print(table(snapshot.parts))
    else:
        for part in snapshot.parts:
            console.print(line(part), markup=False)
    console.print(f"{snapshot.phase}: {snapshot.address}")
    if any(part.state not in {State.READY, State.DONE} for part in snapshot.parts):
        raise typer.Exit(1)
