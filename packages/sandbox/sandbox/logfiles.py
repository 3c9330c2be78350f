"""The parts' log files: kept small, read back, followed."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LIMIT = 10_000_000  # bytes of one file
KEPT = 3  # older files beside it
TAIL = 200_000  # bytes read from the end
POLL = 0.3
BORDERS = " \t│─╭╮╰╯"  # what command lines draw around their errors


def rotate(log: Path, *, limit: int = LIMIT) -> None:
    """Keep a log below its limit: `x.log` becomes `x.log.1`, and so on.

    The content is copied and the file emptied under its writer, who appends: no part has to take part in this, and a
    part that outlives us still has its log. The few lines written between the two steps are lost.
    """
    if not log.exists() or log.stat().st_size < limit:
        return
    for number in range(KEPT, 1, -1):
        younger = _older(log, number - 1)
        if younger.exists():
            younger.replace(_older(log, number))
    shutil.copyfile(log, _older(log, 1))
    os.truncate(log, 0)


def last_lines(log: Path, count: int) -> list[str]:
    """Return the last lines of a log, none when there is no log."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - TAIL))
            lines = file.read().decode(errors="replace").splitlines()
    except OSError:
        return []
    return lines[-count:] if count else []


def last_words(log: Path) -> str:
    """Return the last lines of a log on one line, to explain an end."""
    lines = [line.strip(BORDERS) for line in last_lines(log, 6)]
    return " | ".join([line for line in lines if line][-3:]) or f"(nothing in {log})"


def follow(logs: dict[str, Path], *, until: Callable[[], bool]) -> Iterator[tuple[str, str]]:
    """Yield (name, line) as the logs grow, from now on, through rotations, until told to end."""
    read = {name: _size(log) for name, log in logs.items()}
    rest = dict.fromkeys(logs, b"")
    while not until():
        for name, log in logs.items():
            size = _size(log)
            if size < read[name]:  # emptied by a rotation
                read[name], rest[name] = 0, b""
            if size > read[name]:
                with log.open("rb") as file:
                    file.seek(read[name])
                    new = rest[name] + file.read(size - read[name])
                read[name] = size
                *lines, rest[name] = new.split(b"\n")
                yield from ((name, line.decode(errors="replace")) for line in lines)
        time.sleep(POLL)


def _older(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0
