"""One fast PostgreSQL for all the tests a person runs: started by the first who asks, stopped after the last has left.

Each user of the server holds a shared lock on one file for as long as it lives, which no crash outlives; who can take
that lock alone on leaving was the last.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sandbox.postgres import MAJOR, Postgres


@contextmanager
def shared() -> Iterator[Postgres]:
    """Give the running test server of this machine's user, the same one to every process and every pytest-xdist worker.

    It forgets everything when its last user is gone: `fsync` is off, and its data are removed.
    """
    home = _home()
    server = Postgres(home / "postgres", fast=True)
    with (home / "users.lock").open("a") as presence:
        with _alone(home):
            fcntl.flock(presence, fcntl.LOCK_SH)
            if not server.alive():
                server.start()
                server.disown()
        try:
            yield server
        finally:
            with _alone(home):
                _leave(server, presence)


def _leave(server: Postgres, presence: TextIO) -> None:
    try:
        # Turns our shared lock into an exclusive one, which only the last user can have.
        fcntl.flock(presence, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    server.stop()
    shutil.rmtree(server.home, ignore_errors=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the lock under which the server is started and stopped."""
    with (home / "change.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _home() -> Path:
    """Return the test server's folder, ours alone: its predictable name lies in a folder everybody may write to."""
    home = Path(tempfile.gettempdir()) / f"navigator-tests-{os.geteuid()}-postgres{MAJOR}"
    home.mkdir(mode=0o711, exist_ok=True)
    about = home.lstat()
    if about.st_uid != os.geteuid() or not home.is_dir() or home.is_symlink():
        message = f"{home} belongs to someone else: remove it, or set TMPDIR to a folder of yours"
        raise PermissionError(message)
    return home
