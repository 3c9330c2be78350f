"""What every verb asks first: the settings, and whether the navigator runs."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from sandbox import settings, states
from sandbox.cluster import Cluster
from sandbox.process import Process
from sandbox.settings import Settings
from sandbox.states import Snapshot

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
MARK = "navigator"  # the file by which `nav reset --all` knows a NAV_HOME from any other folder


@dataclass(frozen=True)
class Home:
    """A NAV_HOME and what is known of it."""

    settings: Settings
    cluster: Cluster

    @property
    def process(self) -> Process:
        """The `nav up` of this home."""
        return Process(self.settings.home / "nav.json")

    @property
    def state_file(self) -> Path:
        """Where `nav up` writes what its parts are doing."""
        return self.settings.home / "state.json"

    def snapshot(self) -> Snapshot | None:
        """Return what the running `nav up` wrote last, None when none runs."""
        return states.read(self.state_file) if self.process.running() else None


def open_home() -> Home:
    """Return the home that NAV_HOME and NAV_PORT name; end the command when they make no sense."""
    try:
        told = settings.read()
    except ValueError as error:
        fail(str(error))
    return Home(told, Cluster(told))


def running_home() -> Home:
    """Return the home when its navigator runs, else end the command and say how to start it."""
    home = open_home()
    snapshot = home.snapshot()
    if snapshot is None:
        fail(f"The navigator is not running in {home.settings.home}. Start it: make run (or nav up --detach).")
    return home


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Say what is wrong and end the command."""
    errors.print(message, style="red", markup=False)
    raise typer.Exit(code)
