"""What each part is doing, kept in NAV_HOME/state.json for `nav status`, `nav down` and `nav logs`."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sandbox.textfiles import replace_text


class State(StrEnum):
    """What a part is doing."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    DONE = "done"
    UNREADY = "not ready"
    RESTARTING = "restarting"
    FAILED = "failed"
    STOPPING = "stopping"
    STOPPED = "stopped"


SETTLED = frozenset({State.READY, State.DONE, State.FAILED})


@dataclass(frozen=True)
class PartState:
    """One part's line."""

    name: str
    state: State = State.WAITING
    detail: str = ""
    pid: int | None = None
    port: int | None = None
    restarts: int = 0


@dataclass(frozen=True)
class Snapshot:
    """Everything `nav up` knows at one moment."""

    pid: int
    address: str
    parts: tuple[PartState, ...]
    phase: str = "starting"  # starting, running, failed, stopping
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def write(file: Path, snapshot: Snapshot) -> None:
    """Keep the snapshot; a reader never sees half of one."""
    replace_text(file, json.dumps(asdict(snapshot), indent=1))


def read(file: Path) -> Snapshot | None:
    """Return the last snapshot, None when there is none."""
    try:
        known = json.loads(file.read_text())
        parts = tuple(PartState(**{**part, "state": State(part["state"])}) for part in known.pop("parts"))
        return Snapshot(**known, parts=parts)
    except (OSError, ValueError, KeyError, TypeError):
        return None
