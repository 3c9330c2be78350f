"""The pytest plugin: an issuer with real keys, and tokens of anyone a test needs."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from chassis.ids import new_id

Headers = dict[str, str]
Bearer = Callable[..., Headers]


class TokenIssuer:
    """Signs what it is asked to sign; its keys can be fetched over HTTP as a realm's can."""

    __test__ = False

    def __init__(self) -> None:
        self.key = self.new_key()
        self.shown = [self.key]
        self.fetched = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/realms/navigator"
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @staticmethod
    def new_key() -> RSAKey:
        """A fresh key, named by its thumbprint."""
        return RSAKey.generate_key(2048, parameters={"use": "sig", "alg": "RS256"}, auto_kid=True)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Certs(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.fetched += 1
                body = json.dumps({"keys": [key.as_dict(private=False) for key in issuer.shown]}).encode()
                self.send_response(200 if self.path.endswith("/protocol/openid-connect/certs") else 404)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
                """Nothing."""

        return Certs

    def claims(self, person: UUID, *, name: str, roles: tuple[str, ...] = (), **other: Any) -> dict[str, Any]:
        """What a token of this person says, as Keycloak says it; ``other`` claims are added or put in place."""
        now = int(time.time())
        return {
            "iss": self.url,
            "sub": str(person),
            "aud": ["navigator-api", "account"],
            "azp": "navigator-gateway",
            "typ": "Bearer",
            "iat": now,
            "exp": now + 300,
            "jti": str(new_id()),
            "sid": str(new_id()),
            "scope": "openid profile email",
            "realm_access": {"roles": list(roles)},
            "name": name,
            "preferred_username": name.lower().replace(" ", "."),
            "email": f"{name.lower().replace(' ', '.')}@exemple.test",
        } | other

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        """The claims as a token."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid, **header}, claims, self.key, algorithms=["RS256"])

    def close(self) -> None:
        """Stop showing keys."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="session")
def issuer() -> Iterator[TokenIssuer]:
    """Whose tokens are believed, once ``settings`` says so: ``settings.model_copy(update={"oidc_issuer": …})``."""
    made = TokenIssuer()
    yield made
    made.close()


@pytest.fixture
def bearer(issuer: TokenIssuer) -> Bearer:
    """A function: the headers of somebody. ``bearer(id, name=…, roles=("moderator",))``; ``scope=`` makes a program."""

    def headers(person: UUID | None = None, *, name: str = "Lou Marchand", **other: Any) -> Headers:
        if "scope" in other:
            other = {"azp": "partner-example", "preferred_username": "service-account-partner-example"} | other
        return {"authorization": f"Bearer {issuer.sign(issuer.claims(person or new_id(), name=name, **other))}"}

    return headers
