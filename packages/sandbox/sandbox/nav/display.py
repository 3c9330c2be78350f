"""What `nav up` and `nav status` show: one line per part."""

from collections.abc import Sequence

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from sandbox.states import PartState, State

STYLES = {
    State.WAITING: "dim",
    State.STARTING: "yellow",
    State.READY: "green",
    State.DONE: "green",
    State.UNREADY: "red",
    State.RESTARTING: "yellow",
    State.FAILED: "bold red",
    State.STOPPING: "yellow",
    State.STOPPED: "dim",
}


def line(part: PartState) -> str:
    """Return a part's line as plain text."""
    return f"{part.name:<18} {part.state:<11} {_about(part)}".rstrip()


def table(parts: Sequence[PartState]) -> Table:
    """Return all parts' lines, coloured."""
    grid = Table.grid(padding=(0, 2))
    for part in parts:
        style = STYLES[part.state]
        grid.add_row(Text("●", style), Text(part.name), Text(part.state, style), Text(_about(part), "dim"))
    return grid


def _about(part: PartState) -> str:
    place = f"port {part.port}, process {part.pid}" if part.pid and part.port else ""
    again = f"restarted {part.restarts} times" if part.restarts > 1 else "restarted once" if part.restarts else ""
    return " · ".join(text for text in (place, again, part.detail) if text)


class Screen:
    """Shows the parts as they change: a living table on a terminal, a line per change elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, auto_refresh=False) if console.is_terminal else None
        self._shown: dict[str, State] = {}

    def open(self) -> None:
        """Begin to show."""
        if self._live is not None:
            self._live.start()

    def close(self) -> None:
        """Leave the last state standing."""
        if self._live is not None:
            self._live.stop()

    def update(self, parts: Sequence[PartState]) -> None:
        """Show what has changed."""
        if self._live is not None:
            self._live.update(table(parts), refresh=True)
            return
        for part in parts:
            if self._shown.get(part.name, State.WAITING) != part.state:
                self._shown[part.name] = part.state
                self.say(line(part))

    def say(self, text: str, style: str = "") -> None:
        """Print a line above the parts."""
        self._console.print(text, style=style, soft_wrap=True, markup=False, highlight=False)
