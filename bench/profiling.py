"""Where the time goes: samples of both Python processes, and each process's share of the processors."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from bench import work
from bench.navigator import Navigator

SAMPLED = ("directory", "gateway")
SHOWN = 15
OBVIOUS = 0.9  # the share of samples above which a function is one that everything goes through


@contextmanager
def sampled(navigator: Navigator, into: Path, seconds: float, console: Console) -> Iterator[None]:
    """Sample while the body runs; print the busiest functions, keep the stacks (`py-spy` raw format) in the folder."""
    into.mkdir(parents=True, exist_ok=True)
    pids, before = dict(navigator.processes()), work.done_by(navigator.processes())
    samplers = [_sampler(pids[name], into / f"{name}.raw", seconds) for name in SAMPLED]
    try:
        yield
    finally:
        for sampler in samplers:
            sampler.wait(timeout=60)
    spent = work.between(before, work.done_by(navigator.processes()))
    shown = ", ".join(f"{name} {seconds:.1f}" for name, seconds in spent.items())
    console.print(f"[bold]{into.name}[/], seconds of processor: {shown}")
    for name in SAMPLED:
        _show(name, into / f"{name}.raw", console)


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
        telling = [(frame, count) for frame, count in counted.most_common() if count < OBVIOUS * total]
        for frame, count in telling[:SHOWN]:
            console.print(f"    {100 * count / total:5.1f} %  {frame}", highlight=False)
