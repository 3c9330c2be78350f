"""Is this machine fit to run the navigator? Asked whether it runs or not."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sandbox import nats, postgres, redis
from sandbox.account import unprivileged
from sandbox.cluster import Cluster
from sandbox.findings import Finding, fine, problem, warning
from sandbox.keycloak.distribution import VERSION
from sandbox.keycloak.java import JavaMissingError, find_java
from sandbox.keycloak.server import Keycloak
from sandbox.ports import holder, is_free
from sandbox.server import ServerError

OLDEST_PYTHON = (3, 11)
SPACE_NEEDED = 1_000_000_000  # bytes: the databases of a hundred thousand places and their logs


def machine(cluster: Cluster, *, running: bool) -> Iterator[Finding]:
    """Look at everything the navigator needs before it starts."""
    yield _python()
    yield from _wheels()
    yield from _services(cluster)
    yield from _home(cluster.settings.home)
    yield from _account(cluster)
    yield from _sign_in(cluster)
    if not running:
        yield _port(cluster.settings.port)
    yield _web(cluster.settings.web_root)
    yield _ecosystem(cluster.settings.ecosystem)


def _python() -> Finding:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return problem(f"Python {version} is too old", "Install Python 3.11 or newer, then: make clean install")
    return fine(f"Python {version}")


def _wheels() -> Iterator[Finding]:
    for name, program in (("PostgreSQL", postgres.server_program), ("NATS", nats.program), ("Redis", redis.program)):
        try:
            found = program()
        except ServerError as error:
            yield problem(str(error), "make install")
            continue
        if os.access(found, os.X_OK):
            yield fine(f"{name}: {found}")
        else:
            yield problem(f"{name}: {found} cannot be run", "make clean install")


def _services(cluster: Cluster) -> Iterator[Finding]:
    if cluster.services:
        yield fine(f"services: {', '.join(cluster.services)}")
    else:
        yield problem("no service is installed", "make install (or: uv sync --all-packages)")


def _home(home: Path) -> Iterator[Finding]:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    if os.access(existing, os.W_OK | os.X_OK):
        yield fine(f"NAV_HOME: {home}")
    else:
        yield problem(
            f"NAV_HOME {home} cannot be written", f"Choose another (NAV_HOME=…), or: chown -R $USER {existing}"
        )
    free = shutil.disk_usage(existing).free
    if free < SPACE_NEEDED:
        yield problem(f"{free // 10**6} MB of disk are left under {existing}", "Make room: 1 GB is needed")
    else:
        yield fine(f"{free // 10**9} GB of disk are free")


def _account(cluster: Cluster) -> Iterator[Finding]:
    try:
        account = unprivileged(cluster.postgres.home / "data")
    except LookupError as error:
        yield problem(str(error), "Add one: useradd --system postgres; or run as an ordinary user")
        return
    if account is not None and shutil.which("setpriv") is None:
        yield problem(
            "PostgreSQL cannot leave the root account", "apt-get install util-linux; or run as an ordinary user"
        )


def _sign_in(cluster: Cluster) -> Iterator[Finding]:
    if not isinstance(cluster.issuer, Keycloak):
        return
    try:
        yield fine(f"Keycloak {VERSION}, on {find_java(cluster.settings.inherited)}")
    except JavaMissingError as error:
        yield problem(str(error), "Install Java, or start without --keycloak")


def _port(port: int) -> Finding:
    if is_free(port):
        return fine(f"port {port} is free")
    return problem(
        f"port {port} is taken by {holder(port)}", f"End that, or choose another port: NAV_PORT={port + 1} make run"
    )


def _web(root: Path) -> Finding:
    if (root / "index.html").exists():
        return fine(f"web client: {root}")
    return warning(f"the web client is not built ({root})", "make web")


def _ecosystem(folder: Path) -> Finding:
    if folder.is_dir():
        return fine(f"ecosystem: {folder}")
    return problem(f"there is no ecosystem in {folder}", "Set ECOSYSTEM to a folder of ecosystem/, or leave it out")
