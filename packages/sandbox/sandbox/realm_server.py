"""What the sandbox's issuer and a real Keycloak have in common: a realm where people and programs sign in."""

from typing import TYPE_CHECKING

from sandbox.kept import kept_secret
from sandbox.ports import LOOPBACK
from sandbox.realm_names import ADMIN, GATEWAY, MOBILE, MOBILE_REDIRECT, PARTNER, REALM
from sandbox.server import Server

if TYPE_CHECKING:
    from sandbox.signing_in import Application, Tokens

PUBLIC_URL = "http://127.0.0.1:8080"


class RealmServer(Server):
    """A server with the realm `navigator`. Its clients' secrets are made at random for each home."""

    public_url: str

    @property
    def base(self) -> str:
        """The server's own address."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def url(self) -> str:
        """The issuer's address."""
        return f"{self.base}/realms/{REALM}"

    def secret(self, client_id: str) -> str:
        """Return the secret of one of the realm's own clients."""
        return kept_secret(self.home / f"{client_id}.secret")

    @property
    def secrets(self) -> dict[str, str]:
        """The variables that hold the clients' secrets."""
        return {
            "OIDC_CLIENT_SECRET": self.secret(GATEWAY),
            "OIDC_ADMIN_SECRET": self.secret(ADMIN),
            "OIDC_PARTNER_SECRET": self.secret(PARTNER),
        }

    def application(self, client_id: str = GATEWAY) -> "Application":
        """Return how a client of this realm signs people in."""
        from sandbox.signing_in import Application  # HTTP takes its time to import; only tests sign in

        if client_id == MOBILE:
            return Application(self.url, MOBILE, "", MOBILE_REDIRECT)
        return Application(self.url, client_id, self.secret(client_id), f"{self.public_url}/auth/callback")

    def sign_in(self, username: str, *, client_id: str = GATEWAY) -> "Tokens":
        """Sign a person in as a browser would, and return real tokens."""
        from sandbox.signing_in import sign_in

        return sign_in(self.application(client_id), username)

    def own_tokens(self, client_id: str = PARTNER, *, scope: str = "") -> "Tokens":
        """Return the tokens that a program gets in its own name."""
        from sandbox.signing_in import own_tokens

        return own_tokens(self.application(client_id), scope)
