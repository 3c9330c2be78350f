"""What every server shares: a home, a port, a lock, a log, and a start that waits until it answers."""

import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar, Self

from sandbox.kept import kept_secret
from sandbox.lock import HeldError, Lock
from sandbox.logfiles import last_words
from sandbox.ports import choose_port, remembered_port
from sandbox.process import Process

POLL = 0.03


class ServerError(Exception):
    """A server could not be started; the message says why, with its last words."""


class HomeInUseError(ServerError):
    """Another process runs a server on the same home."""


def never() -> bool:
    """Say no: nobody asks a start to be given up."""
    return False


class Server(ABC):
    """A server program with its data under `home`, listening on the loopback interface only.

    The port is the one given, else the one of last time, else a free one. `fast` trades durability for speed, in tests.
    """

    name: str
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    patience: ClassVar[float] = 60.0
    # A start is tried again: the port may be lost between choosing and listening, a killed server's children linger.
    attempts: ClassVar[int] = 4

    def __init__(self, home: Path, port: int | None = None, *, fast: bool = False, log: Path | None = None) -> None:
        self.home = home.absolute()
        self.fast = fast
        self.log = log or self.home / "server.log"
        self._asked_port = port
        self._process = Process(self.home / "process.json")
        self._lock = Lock(self.home / "lock")

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
        port = self.last_port
        if port is None:
            raise ServerError(f"{self.name} was never started in {self.home}")
        return port

    @property
    def last_port(self) -> int | None:
        """The port of the last start, or chosen for the next one; None when there is neither."""
        return self._asked_port or remembered_port(self.home / "port")

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._process.pid

    def start(self, *, halted: Callable[[], bool] = never) -> None:
        """Start the server and wait until it answers, on the data of earlier runs; a server one left behind is ended.

        Raises HomeInUseError when another process runs this home, PortTakenError when the port asked for is held by
        someone else, ServerError when the server does not come up, or when `halted` says to give up.
        """
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._lock.take()
        except HeldError as error:
            raise HomeInUseError(f"{self.name} in {self.home} is already run by process {error.owner}") from None
        try:
            self._process.stop(by=self.stop_signal)
            self._start_patiently(halted)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, cleanly when it lets us."""
        self._process.stop(by=self.stop_signal)
        self._lock.release()

    def disown(self) -> None:
        """Give up the home while the server runs on: whoever starts or stops it next may."""
        self._process.let_go()
        self._lock.release()

    def alive(self) -> bool:
        """Tell whether the server runs, whoever started it, and answers."""
        return self.running() and self.ready()

    def running(self) -> bool:
        """Tell whether the server's process exists, answering or not."""
        return self._process.running()

    def ending(self) -> str:
        """Say how the server ended and what it wrote last."""
        code = self._process.exit_code
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"ended with code {code}: {last_words(self.log)}"

    def password(self) -> str:
        """Return this home's own password, made at first use and readable by its owner alone."""
        return kept_secret(self.home / "password")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start_patiently(self, halted: Callable[[], bool]) -> None:
        ending = ""
        for attempt in range(self.attempts):
            time.sleep(0.5 * attempt)
            choose_port(self.home / "port", self._asked_port)
            self.prepare()
            self._process.start(self.command(), log=self.log, environment=self.environment(), directory=self.home)
            if self._becomes_ready(halted):
                return
            if halted():
                raise ServerError(f"the start of {self.name} was given up")
            if self.running():
                raise ServerError(f"{self.name} does not answer after {self.patience:.0f} s: {last_words(self.log)}")
            ending = self.ending()
            self._process.bury()
        raise ServerError(f"{self.name} does not start: {ending}")

    def _becomes_ready(self, halted: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + self.patience
        while self.running() and time.monotonic() < deadline and not halted():
            if self.ready():
                return True
            time.sleep(POLL)
        return False
