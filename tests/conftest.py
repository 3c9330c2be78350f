"""The whole house, started once as its users start it: `nav up`."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import httpx2
import pytest

from sandbox.issuer.server import Issuer

ROOT = Path(__file__).parents[1]
SHARED_DATA = Path(os.environ.get("NAV_SHARED_DATA", ROOT.parent / "shared" / "data"))
NAV = Path(sys.executable).with_name("nav")
PATIENCE = 150  # seconds


class Navigator:
    """A running navigator: its address, and the nav command on the same home."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.address = f"http://127.0.0.1:{port}"
        self.environment = os.environ | {"NAV_HOME": str(home), "NAV_PORT": str(port), "COLUMNS": "120"}
        self.issuer = Issuer(home / "issuer", public_url=self.address)
        self.signed_in = cache(self.issuer.sign_in)  # tokens are good for longer than the tests take

    def nav(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the nav command to its end."""
        return subprocess.run(
            [NAV, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
        )

    def get(self, path: str, **options) -> httpx2.Response:
        """Ask through the front door."""
        return httpx2.get(self.address + path, timeout=30, **options)

    def ask(self, verb: str, path: str, *, as_: str | None = None, **options) -> httpx2.Response:
        """Do something through the front door, as one of the demonstration's people."""
        headers = options.pop("headers", {})
        if as_:
            headers |= {"authorization": f"Bearer {self.signed_in(as_).access_token}"}
        return httpx2.request(verb, self.address + path, timeout=30, headers=headers, **options)

    def eventually(self, path: str, holds) -> httpx2.Response:
        """Ask until the answer holds; fail with the last one."""
        deadline = time.monotonic() + 15
        while True:
            answer = self.get(path)
            if holds(answer):
                return answer
            assert time.monotonic() < deadline, f"{path}: {answer.status_code} {answer.text[:500]}"
            time.sleep(0.1)


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(home: Path, *options: str, **more: str) -> Iterator[Navigator]:
    """Up, with the demonstration loaded; down again afterwards. ``options`` of nav up; ``more``: its environment."""
    navigator = Navigator(home, free_port())
    navigator.environment |= more
    log = navigator.home.with_suffix(".log")
    with log.open("w") as output:
        command = [NAV, "up", *options]
        up = subprocess.Popen(command, env=navigator.environment, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + PATIENCE
        while navigator.address not in log.read_text():
            assert up.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield navigator
    finally:
        up.terminate()
        assert up.wait(60) == 0, re.sub(r"\x1b\[[0-9;]*m", "", log.read_text())[-3000:]


@pytest.fixture(scope="session")
def navigator(tmp_path_factory) -> Iterator[Navigator]:
    """One for all who change nothing that others look at."""
    with running(tmp_path_factory.mktemp("home") / "nav") as navigator:
        yield navigator


@pytest.fixture(scope="module")
def own_navigator(tmp_path_factory) -> Iterator[Navigator]:
    """One for tests that leave nothing as it was; nobody counts their requests."""
    with running(tmp_path_factory.mktemp("own") / "nav", RATE_LIMITS="off") as navigator:
        yield navigator


@pytest.fixture(scope="session")
def start():
    """A function: start a navigator of one's own, for the length of a ``with``."""
    return running


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real lists; the test skips where a user has none."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real lists is not here")
    return SHARED_DATA
