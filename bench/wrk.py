"""wrk, the load generator: installed where it may be, run on a list of paths, read back as figures."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parent / "rotate.lua"
PREFIX = "MEASURED "
GRACE = 30  # seconds wrk may take beyond its duration


class LoadError(Exception):
    """The load could not be generated, or what came back cannot be counted."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run measured; milliseconds, and bytes of one answer with its headers.

    ``work_ms``: processor time that the system asked, all its processes together, spent on one answer.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    bytes_each: float
    work_ms: float = 0.0


def ensure() -> None:
    """Install wrk when it is absent and we may. Raises LoadError saying what to do when we may not."""
    if shutil.which("wrk"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise LoadError("wrk is needed to generate the load: install it (Debian: `sudo apt-get install wrk`)")
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "wrk"]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def run(url: str, paths: Path, *, connections: int, seconds: float, headers: Mapping[str, str]) -> Figures:
    """Ask for the paths of the file one after the other for some seconds, on so many connections at once.

    Raises LoadError when a single answer was not a success, or never came: an error must not count as fast.
    """
    flags = [flag for key, value in headers.items() for flag in ("-H", f"{key}: {value}")]
    # One thread: it saturates what is measured here, and leaves the other core to the servers.
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", "--latency"]
    output = _output([*command, *flags, "-s", str(SCRIPT), url, "--", str(paths)], seconds + GRACE)
    told = [line.removeprefix(PREFIX) for line in output.splitlines() if line.startswith(PREFIX)]
    if not told:
        raise LoadError(f"wrk said nothing to count: {output[-500:]}")
    measured = json.loads(told[0])
    wrong = {key: measured[key] for key in ("status", "broken", "late") if measured[key]}
    if wrong or not measured["requests"]:
        raise LoadError(f"{measured['requests']} answers from {url}, of which {wrong or 'none'} cannot be counted")
    return Figures(
        per_second=measured["requests"] / measured["duration"] * 1e6,
        p50_ms=measured["p50"] / 1e3,
        p99_ms=measured["p99"] / 1e3,
        bytes_each=measured["bytes"] / measured["requests"],
    )


def _output(command: Sequence[str], patience: float) -> str:
    """Run wrk in a session of its own, so that a Ctrl-C ends it through us and leaves no half a table behind."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as child:
        try:
            output, _ = child.communicate(timeout=patience)
        except BaseException:
            child.send_signal(signal.SIGKILL)
            raise
    return output
