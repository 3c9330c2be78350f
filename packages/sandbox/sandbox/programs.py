"""Programs of ours as parts: a service that stays and answers, a task that ends."""

import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sandbox.logfiles import last_words
from sandbox.ports import LOOPBACK
from sandbox.process import Process
from sandbox.server import Server, ServerError, never

Environment = Callable[[], Mapping[str, str]]  # asked at each start: a part it names may have moved to another port
POLL = 0.05


class Program(Server):
    """A program of ours that answers HTTP; it is ready when /readyz says so."""

    attempts = 1

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        home: Path,
        environment: Environment = dict,
        port: int | None = None,
        log: Path | None = None,
    ) -> None:
        self.name = name
        self._command = list(command)
        self._environment = environment
        super().__init__(home, port, log=log)

    def prepare(self) -> None:
        """Nothing: a program of ours is told everything by its environment."""

    def command(self) -> list[str]:
        """Return the command line it was made with."""
        return self._command

    def environment(self) -> Mapping[str, str]:
        """Return the environment of the next start, with the address to listen on."""
        return {**self._environment(), "HOST": LOOPBACK, "PORT": str(self.port)}

    def ready(self) -> bool:
        """Tell whether the program can do its work."""
        return not self.missing()

    def missing(self) -> str:
        """Say what the program lacks to do its work; empty when nothing."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            return f"no answer ({type(error).__name__})"
        finally:
            connection.close()
        return "" if answer.status == http.HTTPStatus.OK else _failing_checks(body) or f"answers {answer.status}"


class Task:
    """A program of ours that does one thing and ends."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        home: Path,
        environment: Environment = dict,
        before: Callable[[], None] | None = None,
        log: Path | None = None,
    ) -> None:
        self.name = name
        self.home = home.absolute()
        self.log = log or self.home / "task.log"
        self._command = list(command)
        self._environment = environment
        self._before = before
        self._process = Process(self.home / "process.json")

    def run(self, *, halted: Callable[[], bool] = never) -> str:
        """Do it and return its last line. Raises ServerError when it fails, or when `halted` says to give up."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._process.stop()
        if self._before is not None:
            self._before()
        self._process.start(self._command, log=self.log, environment=self._environment())
        while self._process.running():
            if halted():
                self._process.stop()
                raise ServerError(f"{self.name} was given up")
            time.sleep(POLL)
        code = self._process.exit_code
        self._process.bury()
        if code != 0:
            raise ServerError(f"ended with code {code}: {last_words(self.log)}")
        return last_words(self.log).rpartition(" | ")[2]


def _failing_checks(body: bytes) -> str:
    """Read what chassis's /readyz says of each thing a service leans on."""
    try:
        checks = json.loads(body)["checks"]
        return ", ".join(f"{name}: {result}" for name, result in checks.items() if result != "ok")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
