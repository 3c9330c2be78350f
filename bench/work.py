"""How much work a set of processes has done: processor time does not depend on who else uses the machine."""

import time
from collections.abc import Callable, Iterable, Sequence

import psutil

LOOK = 0.25  # seconds
IDLE = 0.1  # of one processor

Work = dict[str, float]  # part -> processor seconds so far


def done_by(parts: Iterable[tuple[str, int]]) -> Work:
    """Processor seconds of each part: its process, and all that it started."""
    return {name: _seconds(pid) for name, pid in parts}


def between(before: Work, after: Work) -> Work:
    """What each part has done meanwhile."""
    return {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}


def rest(parts: Callable[[], Sequence[tuple[str, int]]], patience: float) -> bool:
    """Wait until the parts do next to nothing; whether they came to rest within the patience (seconds).

    A load generator that stops leaves questions behind, which are answered at the expense of what is measured next.
    """
    deadline = time.monotonic() + patience
    before = done_by(parts())
    while time.monotonic() < deadline:
        time.sleep(LOOK)
        after = done_by(parts())
        if sum(between(before, after).values()) < LOOK * IDLE:
            return True
        before = after
    return False


def _seconds(pid: int) -> float:
    root = psutil.Process(pid)
    return sum(map(_own, (root, *root.children(recursive=True)))) + _buried(root)


def _own(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def _buried(process: psutil.Process) -> float:
    """Seconds of children that ended meanwhile."""
    times = process.cpu_times()
    return float(getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0))
