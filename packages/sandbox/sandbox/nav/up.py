"""`nav up`: everything, in this terminal or in the background."""

import os
import signal
import sys
import threading
import time
from dataclasses import replace
from types import FrameType
from typing import Annotated

import typer

from sandbox import states
from sandbox.lock import HeldError, Lock
from sandbox.nav.display import Screen
from sandbox.nav.keycloak import bring
from sandbox.nav.running import MARK, Home, console, fail, open_home
from sandbox.ports import PortTakenError, holder, is_free
from sandbox.process import Process
from sandbox.states import PartState, Snapshot, State
from sandbox.supervisor import Supervisor

TICK = 0.2
ROTATION_EVERY = 25  # ticks
DETACHED_PATIENCE = 300.0  # seconds for a first start on a slow machine
ITSELF = [sys.executable, "-m", "sandbox"]
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Detach = Annotated[bool, typer.Option("--detach", "-d", help="Run in the background; `nav down` stops it.")]
Demo = Annotated[
    bool | None,
    typer.Option("--demo/--no-demo", help="Load the demonstration. Without either: into a new, empty system only."),
]

WithKeycloak = Annotated[
    bool, typer.Option("--keycloak", help="People sign in at a real Keycloak (needs Java), not at the sandbox's own.")
]


def up(*, detach: Detach = False, demo: Demo = None, keycloak: WithKeycloak = False) -> None:
    """Start everything and keep it running: PostgreSQL, NATS, Redis, the sign-in, each service, the gateway."""
    home = open_home()
    home.settings.home.mkdir(parents=True, exist_ok=True)
    lock = Lock(home.settings.home / "lock")
    try:
        lock.take()
    except HeldError as error:
        known = home.snapshot()
        where = f", {known.address}" if known else ""
        fail(
            f"The navigator already runs in {home.settings.home} (process {error.owner}{where}).\n"
            "Stop it with `nav down`, or start a second one elsewhere: NAV_HOME=… NAV_PORT=… nav up."
        )
    _prepare(home, with_keycloak=keycloak)
    if detach:
        lock.release()
        _in_background(home, demo=demo, with_keycloak=keycloak)
        return
    try:
        Run(home, demo=demo).run()
    finally:
        lock.release()


def _prepare(home: Home, *, with_keycloak: bool) -> None:
    (home.settings.home / MARK).touch()
    left = home.cluster.end_leftovers()
    if left:
        console.print(f"Ended {left} parts that an interrupted run had left behind.")
    home.cluster.choose(keycloak=with_keycloak)
    if with_keycloak:
        bring(home)
    port = home.settings.port
    if not is_free(port):
        fail(f"Port {port} is taken by {holder(port)}. End that, or choose another port: NAV_PORT={port + 1} make run.")
    if not (home.settings.web_root / "index.html").exists():
        console.print(
            f"The web client is not built ({home.settings.web_root}): only the API answers. Build it: make web."
        )


def _in_background(home: Home, *, demo: bool | None, with_keycloak: bool) -> None:
    """Start another `nav up` without a terminal, and follow it until everything is ready."""
    choice = {None: [], True: ["--demo"], False: ["--no-demo"]}[demo] + (["--keycloak"] if with_keycloak else [])
    log = home.settings.logs / "nav.log"
    child = Process(home.settings.home / "nav.json")
    home.state_file.unlink(missing_ok=True)
    child.start([*ITSELF, "up", *choice], log=log)
    screen, deadline = Screen(console), time.monotonic() + DETACHED_PATIENCE
    screen.open()
    snapshot = None
    while child.running() and time.monotonic() < deadline:
        snapshot = states.read(home.state_file)
        if snapshot is not None:
            screen.update(snapshot.parts)
            if snapshot.phase != "starting":
                break
        time.sleep(TICK)
    screen.close()
    if snapshot is None or snapshot.phase != "running":
        fail(f"The navigator did not start. What it said: {log}")
    console.print(f"The navigator runs in the background: {snapshot.address} (stop it: nav down)")


class Run:
    """One `nav up`, from its first part's start to its last part's end."""

    def __init__(self, home: Home, *, demo: bool | None) -> None:
        self._home = home
        self._screen = Screen(console)
        self._ending = threading.Event()
        self._snapshot = Snapshot(pid=os.getpid(), address=home.settings.address, parts=())
        self._loaded = home.settings.home / "demo.loaded"
        wanted = demo if demo is not None else not self._loaded.exists()
        try:
            self._supervisor = Supervisor(home.cluster.parts(demo=wanted), self._changed)
        except PortTakenError as error:
            fail(str(error))

    def run(self) -> None:
        """Start, keep, stop. Ends the command with code 1 when a part could not be started."""
        begun = time.monotonic()
        self._home.process.remember(os.getpid())
        before = {sign: signal.signal(sign, self._end) for sign in ENDS}
        self._screen.open()
        try:
            self._supervisor.start()
            self._become_ready(begun)
            self._stay()
        finally:
            self._enter("stopping")
            self._supervisor.stop()
            self._screen.close()
            self._home.process.forget()
            self._home.state_file.unlink(missing_ok=True)
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def _become_ready(self, begun: float) -> None:
        while not self._ending.is_set() and not self._supervisor.settled() and not self._supervisor.failures():
            self._ending.wait(TICK / 2)
        failures = self._supervisor.failures()
        if failures:
            self._enter("failed")
            for part in failures:
                self._screen.say(f"{part.name} failed: {part.detail}", "red")
            self._screen.say(f"See `nav doctor`, and the logs in {self._home.settings.logs}", "red")
            raise typer.Exit(1)
        if not self._ending.is_set():
            self._enter("running")
            if any(part.name == "demo" and part.state is State.DONE for part in self._supervisor.states):
                self._loaded.touch()
            took = time.monotonic() - begun
            self._screen.say(f"\nThe navigator is at {self._home.settings.address}  (ready in {took:.1f} s)", "bold")
            self._screen.say("Ctrl-C stops it. In another terminal: nav status, nav logs -f, nav doctor\n", "dim")

    def _stay(self) -> None:
        ticks = 0
        while not self._ending.is_set():
            if ticks % ROTATION_EVERY == 0:
                self._supervisor.rotate_logs()
            ticks += 1
            self._ending.wait(TICK)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending.set()

    def _enter(self, phase: str) -> None:
        self._snapshot = replace(self._snapshot, phase=phase, parts=self._supervisor.states)
        states.write(self._home.state_file, self._snapshot)

    def _changed(self, parts: tuple[PartState, ...]) -> None:
        self._snapshot = replace(self._snapshot, parts=parts)
        states.write(self._home.state_file, self._snapshot)
        self._screen.update(parts)
