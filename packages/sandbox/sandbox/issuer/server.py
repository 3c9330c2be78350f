"""The issuer as a part: `with Issuer(folder) as issuer:`."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sandbox.ports import LOOPBACK
from sandbox.programs import Program
from sandbox.realm_names import ADMIN
from sandbox.realm_server import PUBLIC_URL, RealmServer
from sandbox.settings import REPOSITORY


class Issuer(RealmServer, Program):
    """The sandbox's sign-in."""

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
        Program.__init__(self, "issuer", [sys.executable, "-m", "sandbox.issuer"], home=home, port=port, log=log)
        self.public_url = public_url.rstrip("/")
        self._ecosystem = ecosystem or REPOSITORY / "ecosystem" / "tiers-lieux"
        self._inherited = {**os.environ, "ENVIRONMENT": "development"} if inherited is None else inherited

    def environment(self) -> Mapping[str, str]:
        """Return what the program is told at its next start."""
        return {
            **self._inherited,
            **self.secrets,
            "HOST": LOOPBACK,
            "PORT": str(self.port),
            "PUBLIC_URL": self.public_url,
            "ECOSYSTEM": str(self._ecosystem),
            "ISSUER_HOME": str(self.home),
            "OIDC_ISSUER": self.url,
            "OIDC_ADMIN_CLIENT": ADMIN,
        }
