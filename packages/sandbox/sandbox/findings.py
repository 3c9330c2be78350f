"""What `nav doctor` finds: each thing looked at, and what to do when it is not as it should be."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    level: Level
    what: str
    do: str = ""


def fine(what: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(Level.FINE, what)


def warning(what: str, do: str) -> Finding:
    """Say what works, but not as well as it could."""
    return Finding(Level.WARNING, what, do)


def problem(what: str, do: str) -> Finding:
    """Say what does not work."""
    return Finding(Level.PROBLEM, what, do)
