"""The directory's parts as processes of their own, to be ended the hard way."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sandbox.nats import Nats
from sandbox.postgres import Postgres

ROOT = Path(__file__).parents[2]
STREAMS = ROOT / "deploy" / "nats" / "streams.toml"


class House:
    """PostgreSQL, NATS and the directory's database, with a way to run the directory's commands on them."""

    def __init__(self, home: Path) -> None:
        self.postgres = Postgres(home / "postgres", fast=True)
        self.nats = Nats(home / "nats")
        self.log = (home / "directory.log").open("ab")
        self.started: list[subprocess.Popen[bytes]] = []

    @contextmanager
    def running(self) -> Iterator["House"]:
        """Migrated, streams applied; everything stopped afterwards."""
        with self.log, self.postgres, self.nats:
            self.postgres.create("directory")
            self.chassis("migrate", "directory").check_returncode()
            self.chassis("streams", str(STREAMS)).check_returncode()
            try:
                yield self
            finally:
                for process in self.started:
                    process.kill()
                    process.wait()

    @property
    def environment(self) -> Mapping[str, str]:
        """What every process of the directory is told."""
        return os.environ | {
            "DATABASE_URL": self.postgres.url("directory"),
            "NATS_URL": self.nats.url,
            "ECOSYSTEM": str(ROOT / "ecosystem" / "tiers-lieux"),
            "PORT": "0",
        }

    def chassis(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run a chassis command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "chassis", *arguments], env=self.environment, stdout=self.log, stderr=self.log
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a chassis command and leave it running."""
        command = [sys.executable, "-m", "chassis", *arguments]
        self.started.append(subprocess.Popen(command, env=self.environment, stdout=self.log, stderr=self.log))
        return self.started[-1]
