"""Where the time goes: samples of both Python processes, and each process's share of the processors."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from rich.console import Console

from bench.navigator import Navigator

SAMPLED = ("directory", "gateway")
SHOWN = 15


@contextmanager
def sampled(navigator: Navigator, into: Path, seconds: float, console: Console) -> Iterator[None]:
    """Sample while the body runs; print the busiest functions, keep the stacks (`py-spy` raw format) in the folder."""
    into.mkdir(parents=True, exist_ok=True)
    used = {name: _used(pid) for name, pid in _pids(navigator).items()}
    samplers = [_sampler(_pids(navigator)[name], into / f"{name}.raw", seconds) for name in SAMPLED]
    try:
        yield
    finally:
        for sampler in samplers:
            sampler.wait(timeout=60)
    shares = {name: _used(pid) - used[name] for name, pid in _pids(navigator).items()}
    shown = ", ".join(f"{name} {seconds:.1f}" for name, seconds in shares.items())
    console.print(f"[bold]{into.name}[/], seconds of processor: {shown}")
    for name in SAMPLED:
        _show(name, into / f"{name}.raw", console)


def _pids(navigator: Navigator) -> dict[str, int]:
    return {name: server.pid for name, server in navigator.parts.items() if server.pid}


def _used(pid: int) -> float:
    """Processor seconds of a process and of all it started."""
    root = psutil.Process(pid)
    total = 0.0
    for process in (root, *root.children(recursive=True)):
        times = process.cpu_times()
        total += times.user + times.system
    return total


def _sampler(pid: int, file: Path, seconds: float) -> subprocess.Popen[bytes]:
    program = Path(sys.executable).parent / "py-spy"
    flags = ["--pid", str(pid), "--duration", str(max(1, round(seconds))), "--rate", "200", "--format", "raw"]
    command = [str(program), "record", *flags, "--output", str(file)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _show(name: str, file: Path, console: Console) -> None:
    """Print the functions most samples were in, by themselves and with what they called."""
    alone, within, total = Counter[str](), Counter[str](), 0
    for line in file.read_text().splitlines():
        stack, _, samples = line.rpartition(" ")
        frames = stack.split(";")
        total += int(samples)
        alone[frames[-1]] += int(samples)
        for frame in set(frames):
            within[frame] += int(samples)
    for title, counted in (("itself", alone), ("with what it calls", within)):
        console.print(f"  {name}, {title}:")
        for frame, count in counted.most_common(SHOWN):
            console.print(f"    {100 * count / total:5.1f} %  {frame}", highlight=False)
