"""The issuer as a part: `with Issuer(folder) as issuer:`."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sandbox.issuer.clients import GATEWAY, MOBILE, MOBILE_REDIRECT, PARTNER
from sandbox.issuer.settings import REALM
from sandbox.kept import kept_secret
from sandbox.ports import LOOPBACK
from sandbox.programs import Program
from sandbox.settings import REPOSITORY
from sandbox.signing_in import Application, Tokens, own_tokens, sign_in

ADMIN = "navigator-admin"
PUBLIC_URL = "http://127.0.0.1:8080"


class Issuer(Program):
    """The sandbox's sign-in. Its clients' secrets are made at random for each home."""

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
        super().__init__("issuer", [sys.executable, "-m", "sandbox.issuer"], home=home, port=port, log=log)
        self.public_url = public_url.rstrip("/")
        self._ecosystem = ecosystem or REPOSITORY / "ecosystem" / "tiers-lieux"
        self._inherited = {**os.environ, "ENVIRONMENT": "development"} if inherited is None else inherited

    @property
    def url(self) -> str:
        """The issuer's address."""
        return f"http://{LOOPBACK}:{self.port}/realms/{REALM}"

    def environment(self) -> Mapping[str, str]:
        """Return what the program is told at its next start."""
        return {
            **self._inherited,
            "HOST": LOOPBACK,
            "PORT": str(self.port),
            "PUBLIC_URL": self.public_url,
            "ECOSYSTEM": str(self._ecosystem),
            "ISSUER_HOME": str(self.home),
            "OIDC_ISSUER": self.url,
            "OIDC_CLIENT_SECRET": self.secret(GATEWAY),
            "OIDC_ADMIN_CLIENT": ADMIN,
            "OIDC_ADMIN_SECRET": self.secret(ADMIN),
            "OIDC_PARTNER_SECRET": self.secret(PARTNER),
        }

    def secret(self, client_id: str) -> str:
        """Return the secret of one of the realm's own clients."""
        return kept_secret(self.home / f"{client_id}.secret")

    def application(self, client_id: str = GATEWAY) -> Application:
        """Return how a client of this realm signs people in."""
        if client_id == MOBILE:
            return Application(self.url, MOBILE, "", MOBILE_REDIRECT)
        return Application(self.url, client_id, self.secret(client_id), f"{self.public_url}/auth/callback")

    def sign_in(self, username: str, *, client_id: str = GATEWAY) -> Tokens:
        """Sign a person in as a browser would, and return real tokens."""
        return sign_in(self.application(client_id), username)

    def own_tokens(self, client_id: str = PARTNER, *, scope: str = "") -> Tokens:
        """Return the tokens that a program gets in its own name."""
        return own_tokens(self.application(client_id), scope)
