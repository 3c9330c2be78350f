"""`nav import`, `nav duplicates`, `nav reset`: what is in the system."""

import os
import shutil
import subprocess
import sys
from typing import Annotated, NoReturn

import typer

from sandbox.nav.running import MARK, Home, console, fail, open_home, running_home

# The service's command knows its options; to repeat them here would be to forget some.
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

All = Annotated[bool, typer.Option("--all", help="Remove everything under NAV_HOME, imported data too.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def import_data(context: typer.Context) -> None:
    """Bring in places from a file: nav import places FILE --source NAME (more: nav import --help)."""
    _become("import", *context.args)


def duplicates(context: typer.Context) -> None:
    """List the places that may be one and the same; a person decides."""
    _become("import", "duplicates", *context.args)


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


def _become(*command: str) -> NoReturn:
    """Turn into the service's own command: its options, the terminal, the signals and the exit code are its own."""
    told = _directory(*command)
    if len(command) == 1:
        told.append("--help")
    environment = open_home().settings.inherited if "--help" in told else _environment(running_home())
    os.execve(sys.executable, told, dict(environment))  # noqa: S606 - our own program
