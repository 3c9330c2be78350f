"""How much work a set of processes has done: processor time does not depend on who else uses the machine."""

from collections.abc import Iterable

import psutil

Work = dict[str, float]  # part -> processor seconds so far


def done_by(parts: Iterable[tuple[str, int]]) -> Work:
    """Processor seconds of each part: its process, and all that it started."""
    return {name: _seconds(pid) for name, pid in parts}


def between(before: Work, after: Work) -> Work:
    """What each part has done meanwhile."""
    return {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}


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
