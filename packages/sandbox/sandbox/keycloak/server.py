"""Keycloak as a part: `with Keycloak(folder) as keycloak: keycloak.tell()`."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from sandbox.kept import kept_secret
from sandbox.keycloak.access import Access
from sandbox.keycloak.declared import read
from sandbox.keycloak.distribution import PARTS, Distribution, command_line
from sandbox.keycloak.java import find_java
from sandbox.people import read_people
from sandbox.ports import LOOPBACK
from sandbox.realm_names import ADMIN
from sandbox.realm_server import PUBLIC_URL, RealmServer
from sandbox.settings import REPOSITORY, cache_folder, maven_repository

OPERATOR = "sandbox-operator"  # the client of the realm `master` that Keycloak is born with
REALM_FILE = REPOSITORY / "deploy" / "keycloak" / "realm.toml"
# Half a gigabyte in all, and quick to its feet: it is one person's.
JAVA_OPTIONS = ("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class Keycloak(RealmServer):
    """A real Keycloak: H2 in its home, the realm from deploy/keycloak, the demonstration's people as accounts."""

    name = "Keycloak"
    patience: ClassVar[float] = 180.0
    attempts: ClassVar[int] = 2

    def __init__(
        self,
        home: Path,
        port: int | None = None,
        *,
        public_url: str = PUBLIC_URL,
        ecosystem: Path | None = None,
        inherited: Mapping[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        super().__init__(home, port, log=log)
        self.public_url = public_url.rstrip("/")
        self._ecosystem = ecosystem or REPOSITORY / "ecosystem" / "tiers-lieux"
        self._inherited = os.environ if inherited is None else inherited
        self.distribution = Distribution(cache_folder(self._inherited), maven_repository(self._inherited))

    @property
    def access(self) -> Access:
        """The way to its admin side."""
        return Access(self.base, OPERATOR, kept_secret(self.home / "operator.secret"))

    def prepare(self) -> None:
        """Bring the program here, and give this home its own place to write beside it."""
        self.distribution.prepare(find_java(self._inherited))
        for part in PARTS:
            link, target = self.home / part, self.distribution.home / part
            if link.is_symlink() and link.readlink() != target:
                link.unlink()
            if not link.is_symlink():
                link.symlink_to(target)

    def command(self) -> list[str]:
        """Return the command line of the server."""
        return [
            *command_line(find_java(self._inherited), self.home, *JAVA_OPTIONS),
            "start",
            "--optimized",
            "--cache=local",
            "--http-enabled=true",
            f"--http-host={LOOPBACK}",
            f"--http-port={self.port}",
            f"--hostname={self.base}",
        ]

    def environment(self) -> Mapping[str, str]:
        """Return what it is told: the operator it makes at its first start."""
        access = self.access
        operator = {"KC_BOOTSTRAP_ADMIN_CLIENT_ID": OPERATOR, "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET": access.secret}
        # Settings of another Keycloak of this person's must not reach ours.
        return {name: value for name, value in self._inherited.items() if not name.startswith("KC_")} | operator

    def ready(self) -> bool:
        """Tell whether it answers."""
        try:
            with urllib.request.urlopen(f"{self.base}/realms/master", timeout=5) as answer:  # noqa: S310 - our own
                return bool(json.load(answer)["realm"] == "master")
        except (OSError, ValueError, urllib.error.URLError):
            return False

    def tell(self, **more: str) -> list[str]:
        """Bring the realm to what is written, and at first the demonstration's people in; return what changed."""
        # Takes a second to import, which no other verb of `nav` should wait for.
        from sandbox.keycloak.accounts import enter
        from sandbox.keycloak.apply import apply

        told = {**self._inherited, **self.secrets, "PUBLIC_URL": self.public_url, "OIDC_ADMIN_CLIENT": ADMIN, **more}
        changes = list(apply(self.access, read(REALM_FILE, told)))
        # Once only: an account that was removed since does not come back.
        entered = self.home / "people.entered"
        if not entered.exists():
            people = read_people(self._ecosystem)
            enter(self.access, people)
            entered.touch()
            changes.append(f"{len(people)} people entered")
        return changes
