"""What every server of the sandbox shares: a home, a port, a lock, a log, and a start that waits for health."""

import fcntl
import os
import secrets
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Self, TextIO

from sandbox.ports import choose_port, remembered_port
from sandbox.process import Process

ATTEMPTS = 4
POLL = 0.03


class ServerError(Exception):
    """A server could not be started; the message says why, with its last words."""


class HomeInUseError(ServerError):
    """Another process runs a server on the same home."""


class Server(ABC):
    """A server program with its data under `home`, listening on the loopback interface only.

    The port is the one given, else the one of last time, else a free one. `fast` trades durability for speed, in tests.
    """

    name: ClassVar[str]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    patience: ClassVar[float] = 60.0

    def __init__(self, home: Path, port: int | None = None, *, fast: bool = False, log: Path | None = None) -> None:
        self.home = home.absolute()
        self.fast = fast
        self.log = log or self.home / "server.log"
        self._asked_port = port
        self._process = Process(self.home / "process.json")
        self._lock: TextIO | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Write what the server needs before its start (configuration, an empty database cluster)."""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command line that runs the server in the foreground."""

    @abstractmethod
    def ready(self) -> bool:
        """Tell whether the server answers."""

    def environment(self) -> Mapping[str, str] | None:
        """Return the server's environment variables; None passes our own on."""
        return None

    @property
    def port(self) -> int:
        """The port of the last start."""
        port = self._asked_port or remembered_port(self.home / "port")
        if port is None:
            raise ServerError(f"{self.name} was never started in {self.home}")
        return port

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._process.pid

    def start(self) -> None:
        """Start the server and wait until it answers, on the data of earlier runs; a server one left behind is ended.

        Raises HomeInUseError when another process runs this home, PortTakenError when the port asked for is held by
        someone else, ServerError when the server does not come up.
        """
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_home()
        try:
            self._process.stop(by=self.stop_signal)
            self._start_patiently()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, cleanly when it lets us."""
        self._process.stop(by=self.stop_signal)
        self.disown()

    def disown(self) -> None:
        """Give up the home while the server runs on: whoever starts or stops it next may."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def alive(self) -> bool:
        """Tell whether the server runs, whoever started it, and answers."""
        return self._process.alive() and self.ready()

    def running(self) -> bool:
        """Tell whether the server's process exists, answering or not."""
        return self._process.alive()

    def ending(self) -> str:
        """Say how the server ended and what it wrote last."""
        code = self._process.exit_code
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"ended with code {code}: {last_words(self.log)}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def password(self) -> str:
        """Return this home's own password, made at first use and readable by its owner alone."""
        kept = self.home / "password"
        with suppress(FileExistsError):
            handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(24))
        return kept.read_text()

    def _take_home(self) -> None:
        if self._lock is not None:
            return
        lock = (self.home / "lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip()
            lock.close()
            raise HomeInUseError(f"{self.name} in {self.home} is already run by process {owner}") from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        self._lock = lock

    def _start_patiently(self) -> None:
        """Start; again when the port was lost between choosing and listening, or a killed server's children linger."""
        for attempt in range(1, ATTEMPTS + 1):
            choose_port(self.home / "port", self._asked_port)
            self.prepare()
            self._process.start(self.command(), log=self.log, environment=self.environment(), directory=self.home)
            if self._becomes_ready():
                return
            if self._process.alive():
                raise ServerError(f"{self.name} does not answer after {self.patience:.0f} s: {last_words(self.log)}")
            ending = self.ending()
            self._process.bury()
            if attempt < ATTEMPTS:
                time.sleep(0.5 * attempt)
        raise ServerError(f"{self.name} does not start: {ending}")

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + self.patience
        while self._process.alive() and time.monotonic() < deadline:
            if self.ready():
                return True
            time.sleep(POLL)
        return False


def last_words(log: Path, *, lines: int = 3) -> str:
    """Return the last lines of a log on one line."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 2000))
            text = file.read().decode(errors="replace")
    except OSError:
        return "(no log)"
    return " | ".join(line.strip() for line in text.strip().splitlines()[-lines:]) or "(empty log)"
