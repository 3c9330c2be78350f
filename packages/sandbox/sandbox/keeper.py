"""One thread per part: it waits for what the part needs, starts it, watches it, starts it again."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sandbox.ports import PortTakenError
from sandbox.programs import Program, Task
from sandbox.server import Server, ServerError
from sandbox.states import PartState, State

FIRST_DELAY = 0.5  # seconds before the first restart; doubled by each further one
LONGEST_DELAY = 30.0
STEADY = 60.0  # seconds of life after which a part's earlier deaths are forgotten
TRIES = 3  # starts that may fail before a part that never ran is given up
WATCH = 0.1
CHECK = 3.0  # seconds between two looks at whether a living part answers


@dataclass(frozen=True)
class Part:
    """Something to run: a server or a task, `after` others are ready, `told` where others are.

    Without an optional part the navigator still works.
    """

    name: str
    runs: Server | Task
    after: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    optional: bool = False


class Keeper:
    """Keeps one part running until told to stop."""

    def __init__(self, part: Part, changed: Callable[[], None], moved: Callable[[Part], None]) -> None:
        self.part = part
        self.state = PartState(part.name)
        self._changed = changed
        self._moved = moved
        self._stopping = threading.Event()
        self._restart_wanted = threading.Event()
        self._needs: list[Keeper] = []
        self._thread = threading.Thread(target=self._live, name=part.name, daemon=True)

    def start(self, keepers: Mapping[str, "Keeper"]) -> None:
        """Begin, knowing the keepers of all parts."""
        self._needs = [keepers[name] for name in self.part.after]
        self._thread.start()

    def stop(self) -> None:
        """Stop the part and wait until it has ended."""
        self._stopping.set()
        self._thread.join()

    def restart(self) -> None:
        """Start the part again, since something it was told at its start has changed."""
        self._restart_wanted.set()

    def _live(self) -> None:
        try:
            if not self._needs_are_met():
                return
            if isinstance(self.part.runs, Task):
                self._run(self.part.runs)
            else:
                self._keep(self.part.runs)
        except Exception as error:
            # A keeper that dies in silence would leave its part unwatched.
            self._tell(State.FAILED, f"{type(error).__name__}: {error}")

    def _needs_are_met(self) -> bool:
        while not self._stopping.is_set():
            lacking = [keeper for keeper in self._needs if keeper.state.state not in {State.READY, State.DONE}]
            if not lacking:
                return True
            failed = [keeper.part.name for keeper in lacking if keeper.state.state is State.FAILED]
            if failed:
                self._tell(State.FAILED, f"needs {', '.join(failed)}")
                return False
            self._stopping.wait(WATCH / 2)
        return False

    def _run(self, task: Task) -> None:
        self._tell(State.STARTING)
        try:
            said = task.run(halted=self._stopping.is_set)
        except (ServerError, OSError) as error:
            self._tell(State.STOPPED if self._stopping.is_set() else State.FAILED, str(error))
        else:
            self._tell(State.DONE, said)

    def _keep(self, server: Server) -> None:
        deaths, reason = 0, ""
        while not self._stopping.is_set():
            self._tell(State.RESTARTING if deaths else State.STARTING, reason)
            begun = time.monotonic()
            try:
                self._start(server)
                reason = self._watch(server)
            except (ServerError, PortTakenError, OSError) as error:
                reason = str(error)
                if not self._ever_ran() and (deaths + 1 >= TRIES or isinstance(error, PortTakenError)):
                    self._tell(State.FAILED, reason)
                    return
            if self._stopping.is_set():
                break
            deaths = 1 if time.monotonic() - begun > STEADY else deaths + 1
            self.state = replace(self.state, restarts=self.state.restarts + 1, pid=None)
            self._tell(State.RESTARTING, reason)
            self._stopping.wait(min(LONGEST_DELAY, FIRST_DELAY * 2 ** (deaths - 1)))
        self._tell(State.STOPPING)
        server.stop()
        self.state = replace(self.state, pid=None)
        self._tell(State.STOPPED)

    def _ever_ran(self) -> bool:
        return self.state.port is not None

    def _start(self, server: Server) -> None:
        self._restart_wanted.clear()
        before = server.last_port
        server.start(halted=self._stopping.is_set)
        moved = before not in {None, server.port}
        self.state = replace(self.state, pid=server.pid, port=server.port)
        self._tell(State.READY)
        if moved:
            self._moved(self.part)

    def _watch(self, server: Server) -> str:
        """Watch until the part has died, must stop or start again; return why."""
        checked = time.monotonic()
        while not self._stopping.is_set():
            if not server.running():
                return server.ending()
            if self._restart_wanted.is_set():
                server.stop()
                return "what it needs has moved"
            if time.monotonic() - checked > CHECK:
                lack = _lack(server)
                self._tell(State.UNREADY if lack else State.READY, lack)
                checked = time.monotonic()
            self._stopping.wait(WATCH)
        return ""

    def _tell(self, state: State, detail: str = "") -> None:
        if (self.state.state, self.state.detail) != (state, detail):
            self.state = replace(self.state, state=state, detail=detail)
            self._changed()


def _lack(server: Server) -> str:
    if isinstance(server, Program):
        return server.missing()
    return "" if server.ready() else "does not answer"
