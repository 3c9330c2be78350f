"""`nav logs`: what the parts wrote."""

from pathlib import Path
from typing import Annotated

import typer

from sandbox.logfiles import follow, last_lines
from sandbox.nav.running import console, fail, open_home
from sandbox.server import never

Part = Annotated[str | None, typer.Argument(help="Which part; all of them when left out.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Go on as the parts write.")]
Lines = Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of each part's last lines.")]


def logs(part: Part = None, *, go_on: Follow = False, lines: Lines = 30) -> None:
    """Show what the parts wrote last."""
    folder = open_home().settings.logs
    known = {file.stem: file for file in sorted(folder.glob("*.log"))}
    if part is not None and part not in known:
        fail(f"There is no log of {part}. There are: {', '.join(known) or 'none yet'}.")
    chosen = known if part is None else {part: known[part]}
    for name, file in chosen.items():
        for text in last_lines(file, lines):
            _show(name, text, chosen)
    if go_on:
        for name, text in follow(chosen, until=never):
            _show(name, text, chosen)


def _show(name: str, text: str, chosen: dict[str, Path]) -> None:
    prefix = f"{name:<{max(map(len, chosen))}} | " if len(chosen) > 1 else ""
    console.print(prefix + text, markup=False)
