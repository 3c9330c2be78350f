"""Parts start as their needs allow, come back when killed, and are given up with a reason."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from sandbox import keeper
from sandbox.keeper import Part
from sandbox.ports import LOOPBACK
from sandbox.programs import Program, Task
from sandbox.states import PartState, State
from sandbox.supervisor import Supervisor

STAND_IN = [sys.executable, "-S", "-E", str(Path(__file__).with_name("stand_in.py"))]
Run = Callable[..., Supervisor]


@pytest.fixture
def seen() -> list[tuple[str, State]]:
    return []


@pytest.fixture
def run(seen: list[tuple[str, State]], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setattr(keeper, "FIRST_DELAY", 0.1)
    monkeypatch.setattr(keeper, "CHECK", 0.2)
    begun: list[Supervisor] = []

    def note(parts: tuple[PartState, ...]) -> None:
        seen.extend(line for part in parts if (line := (part.name, part.state)) not in seen)

    def start(*parts: Part) -> Supervisor:
        begun.append(Supervisor(parts, note))
        begun[-1].start()
        return begun[-1]

    yield start
    for supervisor in begun:
        supervisor.stop()


def wait_for(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def service(home: Path, name: str = "service", mode: str = "ready", **more: object) -> Program:
    return Program(name, [*STAND_IN, mode], home=home / name, **more)


def state(supervisor: Supervisor, name: str) -> PartState:
    return next(part for part in supervisor.states if part.name == name)


def test_a_part_starts_after_what_it_needs_and_all_stop_in_reverse_order(
    run: Run, seen: list[tuple[str, State]], tmp_path: Path
) -> None:
    first, task = service(tmp_path, "first"), Task("task", [*STAND_IN, "task"], home=tmp_path / "task")
    second = service(tmp_path, "second")
    supervisor = run(
        Part("first", first), Part("task", task, after=("first",)), Part("second", second, after=("first", "task"))
    )
    wait_for(supervisor.settled)
    supervisor.stop()
    order = [("first", State.READY), ("task", State.STARTING), ("task", State.DONE), ("second", State.STARTING)]
    order += [("second", State.READY), ("second", State.STOPPED), ("first", State.STOPPED)]
    assert [line for line in seen if line in order] == order
    assert not first.running()
    assert not second.running()


def test_a_killed_part_comes_back_on_its_port_and_says_why_it_went(run: Run, tmp_path: Path) -> None:
    supervisor = run(Part("service", service(tmp_path)))
    wait_for(supervisor.settled)
    before = state(supervisor, "service")
    os.kill(before.pid, signal.SIGKILL)
    wait_for(lambda: state(supervisor, "service").state is State.RESTARTING)
    assert state(supervisor, "service").detail == "killed by SIGKILL"
    wait_for(lambda: state(supervisor, "service").state is State.READY)
    after = state(supervisor, "service")
    assert (after.port, after.restarts) == (before.port, 1)
    assert after.pid != before.pid


def test_a_part_that_never_starts_is_given_up_with_its_last_words_and_so_is_what_needs_it(
    run: Run, tmp_path: Path
) -> None:
    supervisor = run(
        Part("broken", service(tmp_path, "broken", "dies")), Part("waiting", service(tmp_path), after=("broken",))
    )
    wait_for(supervisor.settled)
    assert "ended with code 7: no configuration" in state(supervisor, "broken").detail
    assert state(supervisor, "waiting").detail == "needs broken"
    assert [part.name for part in supervisor.failures()] == ["broken", "waiting"]


def test_a_task_that_fails_stops_what_needs_it_but_an_optional_one_is_no_failure(run: Run, tmp_path: Path) -> None:
    failing = Task("failing", [*STAND_IN, "dies"], home=tmp_path / "task")
    supervisor = run(Part("extra", failing, optional=True), Part("service", service(tmp_path)))
    wait_for(supervisor.settled)
    assert state(supervisor, "extra").state is State.FAILED
    assert supervisor.failures() == []


def test_a_living_part_that_lacks_something_says_what(run: Run, tmp_path: Path) -> None:
    lacking = service(tmp_path, "lacking", "unready")
    run(Part("lacking", lacking))
    wait_for(lambda: lacking.running() and lacking.missing() == "database: TimeoutError")


def test_what_was_told_an_address_starts_again_when_that_has_moved(run: Run, tmp_path: Path) -> None:
    moving = service(tmp_path, "moving")
    told = service(tmp_path, "told", environment=lambda: {"TOLD": str(moving.port)})
    supervisor = run(Part("moving", moving), Part("told", told, after=("moving",), told=("moving",)))
    wait_for(supervisor.settled)
    before = moving.port
    with psutil_socket(moving) as wait_until_taken:
        wait_until_taken()
        wait_for(lambda: moving.port != before)
        wait_for(lambda: state(supervisor, "told").restarts == 1 and supervisor.settled())
    assert told.environment()["TOLD"] == str(moving.port)


def test_a_stop_in_the_middle_of_a_start_leaves_nothing(run: Run, tmp_path: Path) -> None:
    slow = service(tmp_path, "slow", "unready")
    supervisor = run(Part("slow", slow), Part("late", service(tmp_path), after=("slow",)))
    wait_for(slow.running)
    supervisor.stop()
    assert not slow.running()
    assert {part.state for part in supervisor.states} <= {State.STOPPED, State.WAITING}


class psutil_socket:  # noqa: N801 - reads as a word in the test
    """Kills a server and takes its port before it can come back."""

    def __init__(self, server: Program) -> None:
        self.server = server
        self.taken = threading.Event()

    def __enter__(self) -> Callable[[], None]:
        import socket

        port = self.server.port
        psutil.Process(self.server.pid).kill()
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            try:
                self.socket.bind((LOOPBACK, port))
                self.socket.listen()
                break
            except OSError:
                pass
        return lambda: None

    def __exit__(self, *_: object) -> None:
        self.socket.close()
