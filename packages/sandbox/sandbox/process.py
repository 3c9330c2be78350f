"""A child process whose identity is kept on disk, so that a later run recognises and ends what an earlier one left."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from sandbox.textfiles import replace_text

# Seconds by which a process's start may seem to move: it is counted from the boot, whose date clock adjustments shift.
START_TOLERANCE = 2.0
POLL = 0.05


class Process:
    """One process, started by us or by an earlier run, remembered in the file `record`."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._child: subprocess.Popen[bytes] | None = None

    def start(
        self,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        """Start the command in a session of its own, its output appended to the log.

        The session of its own keeps a Ctrl-C in the terminal from reaching it: who started it stops it, in due order.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._child = subprocess.Popen(  # noqa: S603 - the commands are ours
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=directory,
                start_new_session=True,
            )
        self.remember(self._child.pid)

    def remember(self, pid: int) -> None:
        """Write down who this process is: its number, and its start, which tells it from a later one of that number."""
        try:
            started = psutil.Process(pid).create_time()
        except psutil.NoSuchProcess:
            return
        replace_text(self._record, json.dumps({"pid": pid, "started": started}))

    def let_go(self) -> None:
        """Leave the process to run on without us; whoever reads the record may end it."""
        if self._child is not None:
            # Else Python would complain, some time later, that nobody waited for its end.
            self._child.returncode = 0
            self._child = None

    def forget(self) -> None:
        """Strike the process from the record."""
        self._record.unlink(missing_ok=True)

    @property
    def pid(self) -> int | None:
        """The process's id while it runs, else None."""
        found = self._find()
        return found.pid if found else None

    @property
    def exit_code(self) -> int | None:
        """How the process we started ended (negative: by which signal); None while it runs, or started elsewhere."""
        return self._child.poll() if self._child else None

    def running(self) -> bool:
        """Tell whether the process runs."""
        return self._child.poll() is None if self._child else self._find() is not None

    def wait(self, patience: float) -> bool:
        """Wait until the process has ended; tell whether it has within the patience (seconds)."""
        deadline = time.monotonic() + patience
        while self.running():
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL)
        return True

    def stop(self, *, by: signal.Signals = signal.SIGTERM, patience: float = 15.0) -> None:
        """End the process: ask, wait for `patience` seconds, then kill it with all it started."""
        found = self._find()
        if found is not None:
            with suppress(psutil.NoSuchProcess):
                found.send_signal(by)
            if not self.wait(patience):
                _kill_group(found.pid)
                self.wait(patience)
        self.bury()

    def bury(self) -> None:
        """After its end: kill what the process left running in its session, and forget it."""
        if self._child is not None and self._child.poll() is not None:
            _kill_group(self._child.pid)
            self._child = None
        if not self.running():
            self.forget()

    def _find(self) -> psutil.Process | None:
        if self._child is not None:
            # Our own child needs no record: it may have been removed under us, with the whole home.
            return psutil.Process(self._child.pid) if self._child.poll() is None else None
        try:
            known = json.loads(self._record.read_text())
            process = psutil.Process(known["pid"])
            same = abs(process.create_time() - known["started"]) < START_TOLERANCE
            gone = process.status() == psutil.STATUS_ZOMBIE
        except (OSError, ValueError, KeyError, psutil.NoSuchProcess):
            return None
        return process if same and not gone else None


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
