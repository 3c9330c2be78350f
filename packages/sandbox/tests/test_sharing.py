"""One test server for all who ask at the same time; none after."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

import sandbox

ASK = """
import sandbox, sys, time
with sandbox.shared() as server:
    print(server.pid, flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of this test's own, beside the one the other tests share."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def ask(seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", ASK, str(seconds)], stdout=subprocess.PIPE, text=True)


def answer(user: subprocess.Popen[str]) -> int:
    assert user.stdout
    with user.stdout:
        return int(user.stdout.readline())


def is_gone(pid: int) -> bool:
    """The server has ended. Its starter may have too, and then it waits for the system's first process to bury it."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_all_who_ask_at_once_get_the_same_server_and_the_last_one_stops_it() -> None:
    users = [ask(0.1), ask(0.1), ask(1.0)]
    pids = {answer(user) for user in users}
    assert len(pids) == 1
    assert [user.wait() for user in users] == [0, 0, 0]
    assert is_gone(pids.pop())


def test_a_user_who_is_killed_keeps_nobody_from_the_server_nor_it_from_its_end() -> None:
    killed = ask(60)
    pid = answer(killed)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    with sandbox.shared() as server:
        assert server.pid == pid
        assert server.query("select 1") == "1"
    assert is_gone(pid)
