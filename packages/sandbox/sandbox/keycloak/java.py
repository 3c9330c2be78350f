"""The Java that runs Keycloak."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sandbox.server import ServerError

OLDEST = 17
USUAL = "/usr/lib/jvm"
VERSION = re.compile(r'version "(\d+)')


class JavaMissingError(ServerError):
    """No Java on this machine is new enough."""


def find_java(environment: Mapping[str, str]) -> Path:
    """Return a Java that Keycloak runs on: the one of JAVA_HOME, on the PATH, or where systems keep them.

    Raises JavaMissingError, which says what to do.
    """
    seen = []
    for program in _candidates(environment):
        version = major(program)
        if version is not None and version >= OLDEST:
            return program
        if version is not None:
            seen.append(f"{version} ({program})")
    found = f"only {', '.join(seen)} is there" if seen else "none is there"
    raise JavaMissingError(
        f"Keycloak needs Java {OLDEST} or newer, and {found}. Install it (Debian: sudo apt-get install "
        "openjdk-17-jre-headless), or set JAVA_HOME to one. Without --keycloak, no Java is needed."
    )


@cache
def major(program: Path) -> int | None:
    """Return the version of a Java; None when it is none."""
    try:
        said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = VERSION.search(said.stderr + said.stdout)
    return int(version[1]) if version else None


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    home = environment.get("JAVA_HOME")
    if home:
        yield Path(home) / "bin" / "java"
    on_path = shutil.which("java", path=environment.get("PATH", os.defpath))
    if on_path:
        yield Path(on_path)
    yield from sorted(Path(USUAL).glob("*/bin/java"))
