"""`nav import`, `nav duplicates`, `nav reset`: what is in the system."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from sandbox.nav.running import MARK, Home, console, fail, open_home, running_home

importing = typer.Typer(no_args_is_help=True, help="Bring data in.")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV file.")]
Source = Annotated[str, typer.Option("--source", help="The source's name, for example cget-2019.")]
Mapping = Annotated[
    Path | None,
    typer.Option("--mapping", exists=True, dir_okay=False, help="Which column is what, for a list of any other shape."),
]
Rejects = Annotated[Path | None, typer.Option("--rejects", help="Where to write the rows that could not be taken.")]
All = Annotated[bool, typer.Option("--all", help="Remove everything under NAV_HOME, imported data too.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@importing.command("places")
def import_places(file: File, *, source: Source, mapping: Mapping = None, rejects: Rejects = None) -> None:
    """Import a list of places; importing it again changes nothing."""
    told = ["--source", source]
    told += ["--mapping", str(mapping)] if mapping else []
    told += ["--rejects", str(rejects)] if rejects else []
    _become(running_home(), "import", "places", str(file), *told)


def duplicates() -> None:
    """List the places that may be one and the same; a person decides."""
    _become(running_home(), "import", "duplicates")


def reset(*, everything: All = False, yes: Yes = False) -> None:
    """Remove the demonstration; with --all, everything."""
    if everything:
        _wipe(open_home(), yes=yes)
        return
    home = running_home()
    done = subprocess.run(_directory("demo", "remove"), env=_environment(home), check=False)  # noqa: S603 - our own
    if done.returncode != 0:
        fail("The demonstration could not be removed; what went wrong stands above.", code=done.returncode)
    # Stays, so that the next `nav up` does not bring it back; `nav up --demo` does.
    (home.settings.home / "demo.loaded").touch()


def _wipe(home: Home, *, yes: bool) -> None:
    folder = home.settings.home
    if not folder.exists():
        console.print(f"There is nothing to remove: no {folder}.")
        return
    if home.process.running():
        fail("The navigator is running. Stop it first: nav down.")
    if not (folder / MARK).exists():
        fail(f"{folder} is not a folder of the navigator: nothing is removed.")
    if not yes and not typer.confirm(f"Remove everything in {folder}, imported data too?"):
        raise typer.Exit(1)
    home.cluster.end_leftovers()
    shutil.rmtree(folder)
    console.print(f"Removed {folder}.")


def _directory(*command: str) -> list[str]:
    return [sys.executable, "-m", "chassis", "run", "directory", *command]


def _environment(home: Home) -> dict[str, str]:
    # Its log lines go where its progress bar does: only what is wrong may break in.
    return {"LOG_LEVEL": "warning", **home.settings.inherited, **home.cluster.environment("directory")}


def _become(home: Home, *command: str) -> NoReturn:
    """Turn into the service's own command: the terminal, the signals and the exit code are then its own."""
    os.execve(sys.executable, _directory(*command), _environment(home))  # noqa: S606 - our own program
