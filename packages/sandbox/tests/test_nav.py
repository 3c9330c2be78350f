"""The `nav` command as a person uses it, with real NATS and Redis and stand-ins for the rest."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from sandbox import states
from sandbox.ports import LOOPBACK
from sandbox.states import PartState, State

NAV = [sys.executable, str(Path(__file__).with_name("stand_in_nav.py"))]


class Person:
    """Types `nav` commands, with a NAV_HOME of their own."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.environment = {**os.environ, "NAV_HOME": str(home), "NAV_PORT": str(port), "NO_COLOR": "1"}
        self.begun: list[subprocess.Popen[str]] = []

    def types(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*NAV, *command], env={**self.environment, **more}, capture_output=True, text=True, check=False, timeout=40
        )

    def starts(self) -> subprocess.Popen[str]:
        up = subprocess.Popen([*NAV, "up"], env=self.environment, stdout=subprocess.PIPE, text=True)
        self.begun.append(up)
        self.waits(lambda: self.phase() == "running")
        return up

    def said(self, number: int) -> list[str]:
        """The lines of the `nav up` of that number, which has ended."""
        output = self.begun[number].stdout
        assert output
        return output.read().splitlines()

    def phase(self) -> str:
        known = states.read(self.home / "state.json")
        return known.phase if known else ""

    def part(self, name: str) -> PartState:
        known = states.read(self.home / "state.json")
        assert known
        return next(part for part in known.parts if part.name == name)

    def waits(self, condition: Callable[[], bool], seconds: float = 20.0) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.types("logs").stdout
            time.sleep(0.05)

    def processes(self) -> list[psutil.Process]:
        """Everything that was told of this NAV_HOME, by its command line or its environment."""
        found = []
        for process in psutil.process_iter():
            try:
                told = str(self.home) in " ".join(process.cmdline()) + process.environ().get("NAV_HOME", "")
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            if told and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        return found


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with socket.create_server((LOOPBACK, 0)) as probe:
        port = probe.getsockname()[1]
    person = Person(tmp_path / "home", port)
    yield person
    for up in person.begun:
        up.terminate()
        up.wait(timeout=20)
        if up.stdout:
            up.stdout.close()
    person.types("down")
    assert person.processes() == []


def test_term_stops_everything_in_reverse_order_and_leaves_no_process(person: Person) -> None:
    up = person.starts()
    names = {process.name() for process in person.processes()}
    assert {"nats-server", "redis-server"} <= names
    up.send_signal(signal.SIGTERM)
    said, _ = up.communicate(timeout=20)
    assert up.returncode == 0
    assert person.processes() == []
    assert f"The navigator is at http://127.0.0.1:{person.port}" in said
    stopped = [line.split()[0] for line in said.splitlines() if line.split()[1:2] == ["stopped"]]
    assert stopped == ["gateway", "service", "redis", "nats"]


def test_a_second_up_on_one_home_is_refused_with_what_to_do(person: Person) -> None:
    up = person.starts()
    second = person.types("up")
    assert second.returncode == 1
    assert f"already runs in {person.home} (process {up.pid}, http://127.0.0.1:{person.port})" in second.stderr
    assert "nav down" in second.stderr
    assert person.part("gateway").state is State.READY


def test_killed_parts_come_back_each_by_itself(person: Person) -> None:
    person.starts()
    before = {name: person.part(name).pid for name in ("nats", "redis", "service", "gateway")}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    person.waits(lambda: all(person.part(name).restarts == 1 and person.part(name).pid for name in before))
    person.waits(lambda: person.types("status").returncode == 0)


def test_after_a_crash_of_nav_itself_what_it_left_is_ended_and_taken_up(person: Person) -> None:
    crashed = person.starts()
    left = person.processes()
    crashed.kill()
    crashed.wait()
    assert any(process.is_running() for process in left if process.pid != crashed.pid)
    up = subprocess.Popen([*NAV, "up"], env=person.environment, stdout=subprocess.PIPE, text=True)
    person.begun.append(up)
    person.waits(
        lambda: up.poll() is not None or (person.phase() == "running" and person.types("status").returncode == 0)
    )
    assert not [process for process in left if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


def test_a_process_that_only_has_the_number_of_a_left_one_is_spared(person: Person) -> None:
    innocent = subprocess.Popen(["sleep", "60"])
    record = person.home / "run" / "service" / "process.json"
    record.parent.mkdir(parents=True)
    record.write_text(f'{{"pid": {innocent.pid}, "started": 1000.0}}')
    person.types("down")
    assert innocent.poll() is None
    innocent.kill()
    innocent.wait()


def test_a_taken_port_is_told_with_its_holder_and_nothing_is_started(person: Person) -> None:
    with socket.create_server((LOOPBACK, person.port)):
        refused = person.types("up")
        assert refused.returncode == 1
        assert f"Port {person.port} is taken by" in refused.stderr
        assert f"NAV_PORT={person.port + 1}" in refused.stderr
        examined = person.types("doctor")
        assert (examined.returncode, f"port {person.port} is taken by" in examined.stdout) == (1, True)
    assert person.processes() == []


def test_a_part_that_does_not_start_ends_up_with_its_reason(person: Person) -> None:
    failed = person.types("up", GATEWAY="dies")
    assert failed.returncode == 1
    assert "gateway failed: gateway does not start: ended with code 7: no configuration" in failed.stdout
    assert person.processes() == []


def test_in_the_background_until_it_is_told_to_end(person: Person) -> None:
    begun = person.types("up", "--detach")
    assert (begun.returncode, begun.stderr) == (0, "")
    assert "runs in the background" in begun.stdout
    assert person.types("status").returncode == 0
    assert "done with it" in person.types("logs", "task").stdout
    assert "The navigator is running" in person.types("reset", "--all", "--yes").stderr
    assert person.types("down").stdout == "The navigator is stopped.\n"
    assert person.types("status").returncode == 3
    assert person.processes() == []


def test_without_java_no_keycloak_and_nothing_is_started(person: Person) -> None:
    refused = person.types("up", "--keycloak", NO_JAVA="1", PATH="/nowhere", NAV_CACHE=str(person.home / "cache"))
    assert refused.returncode == 1
    assert "Keycloak needs Java 17 or newer, and none is there" in refused.stderr
    examined = person.types("doctor", NO_JAVA="1", PATH="/nowhere")
    assert "Install Java, or start without --keycloak" in examined.stdout
    assert person.processes() == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"OIDC_ISSUER": "https://sso.exemple.test"}, "OIDC_ISSUER is set: people sign in there"),
        ({"ENVIRONMENT": "production"}, "ENVIRONMENT is production: this Keycloak's people have their names"),
    ],
)
def test_a_keycloak_of_ones_own_is_for_development_and_alone(person: Person, told: dict[str, str], said: str) -> None:
    refused = person.types("up", "--keycloak", **told)
    assert (refused.returncode, said in refused.stderr) == (1, True)
    assert person.processes() == []


def test_a_realm_is_applied_to_a_keycloak_that_there_is(person: Person) -> None:
    assert "No Keycloak runs here" in person.types("keycloak", "apply").stderr
    elsewhere = {"KEYCLOAK_URL": "http://127.0.0.1:9"}
    assert "not set: KEYCLOAK_ADMIN_SECRET" in person.types("keycloak", "apply", **elsewhere).stderr
    elsewhere["KEYCLOAK_ADMIN_SECRET"] = "secret"
    assert "not set: OIDC_ADMIN_SECRET, OIDC_CLIENT_SECRET" in person.types("keycloak", "apply", **elsewhere).stderr
    elsewhere |= dict.fromkeys(("OIDC_ADMIN_SECRET", "OIDC_CLIENT_SECRET", "PUBLIC_URL"), "x")
    refused = person.types("keycloak", "apply", **elsewhere)
    assert (refused.returncode, "Keycloak did not do what was asked" in refused.stderr) == (1, True)


def test_the_demonstration_is_loaded_into_a_new_system_only(person: Person) -> None:
    person.starts().terminate()
    person.begun[0].wait()
    assert [line.split()[1:] for line in person.said(0) if line.startswith("demo")][-1] == [
        "done",
        "done",
        "with",
        "it",
    ]
    person.starts().terminate()
    person.begun[1].wait()
    assert not [line for line in person.said(1) if line.startswith("demo")]


def test_only_a_folder_of_the_navigator_is_wiped(person: Person) -> None:
    assert "is not a folder of the navigator" in person.types("reset", "--all", "-y", NAV_HOME="/tmp").stderr
    person.home.mkdir()
    (person.home / "navigator").touch()
    assert person.types("reset", "--all", "--yes").returncode == 0
    assert not person.home.exists()


def test_a_home_removed_under_it_does_not_keep_it_from_stopping(person: Person) -> None:
    up = person.starts()
    processes = person.processes()
    shutil.rmtree(person.home)
    up.send_signal(signal.SIGTERM)
    up.communicate(timeout=20)
    assert not [process for process in processes if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
