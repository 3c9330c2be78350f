"""The OpenID provider, as the gateway asks it: where people sign in, tokens for a code, tokens for older ones."""

import asyncio
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import structlog

from gateway.session.refusals import SignInUnavailable
from gateway.settings import GatewaySettings

log = structlog.get_logger(__name__)

SCOPE = "openid profile email"
SHORTEST = 60  # seconds a token is thought to be good when the issuer does not say
REFUSALS = frozenset({400, 401, 403})


class Refused(Exception):  # noqa: N818
    """The issuer gives no tokens for what it was shown."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the issuer gave. ``expires_at``: when the access token does, in Unix seconds of our own clock."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    id: str = field(repr=False)
    expires_at: float


class Issuer:
    """Keycloak's addresses: people go to the public ones, we to the inner ones."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._public = f"{settings.oidc_issuer}/protocol/openid-connect"
        self._inner = f"{settings.oidc_internal_url or settings.oidc_issuer}/protocol/openid-connect"
        self._client = settings.oidc_client_id
        self._secret = settings.oidc_client_secret.get_secret_value()
        self._back = f"{settings.origin}/auth/callback"
        self._out = f"{settings.origin}/auth/signed-out"
        self._patience = settings.oidc_seconds
        self._asking: httpx2.AsyncClient | None = None

    def sign_in(self, *, state: str, nonce: str, verifier: str, anew: bool = False) -> str:
        """Where a person goes to sign in (RFC 6749 §4.1.1, RFC 7636, OpenID Connect Core §3.1.2.1).

        ``anew``: the issuer may not take them for known.
        """
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": self._back,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if anew:
            asked["prompt"] = "login"
        return f"{self._public}/auth?{urlencode(asked)}"

    def sign_out(self, id_token: str) -> str:
        """Where a person goes to end the issuer's own session (OpenID Connect RP-Initiated Logout 1.0)."""
        asked = {"id_token_hint": id_token, "client_id": self._client, "post_logout_redirect_uri": self._out}
        return f"{self._public}/logout?{urlencode(asked)}"

    async def redeem(self, code: str, *, verifier: str) -> Tokens:
        """Tokens for a code. Raises Refused, SignInUnavailable."""
        form = {"code": code, "redirect_uri": self._back, "code_verifier": verifier}
        return _tokens(await self._ask("authorization_code", form), before=None)

    async def refresh(self, tokens: Tokens) -> Tokens:
        """Newer tokens. Raises Refused, SignInUnavailable."""
        return _tokens(await self._ask("refresh_token", {"refresh_token": tokens.refresh}), before=tokens)

    async def close(self) -> None:
        """Close the connections."""
        if self._asking is not None:
            await self._asking.aclose()

    async def _ask(self, grant: str, form: dict[str, str]) -> dict[str, Any]:
        if self._asking is None:
            self._asking = httpx2.AsyncClient(timeout=self._patience, trust_env=False)
        credentials = httpx2.BasicAuth(quote(self._client, safe=""), quote(self._secret, safe=""))  # RFC 6749 §2.3.1
        try:
            async with asyncio.timeout(self._patience):  # the client's own is for each step
                answer = await self._asking.post(
                    f"{self._inner}/token", data={"grant_type": grant, **form}, auth=credentials
                )
            said = answer.json() if answer.is_success or answer.status_code in REFUSALS else {}
        except (httpx2.HTTPError, TimeoutError, ValueError) as error:
            log.warning("the issuer does not answer", grant=grant, error=repr(error))
            raise SignInUnavailable("The identity provider does not answer.", retry_after=5) from error
        if answer.is_success and isinstance(said, dict):
            return said
        fault = said.get("error") if isinstance(said, dict) else None
        log.warning("the issuer gives no tokens", grant=grant, status=answer.status_code, error=fault)
        if fault == "invalid_grant":
            raise Refused
        # Neither the person nor the session is at fault: our secret is wrong, or the issuer is ill.
        raise SignInUnavailable("The identity provider does not do its part.", retry_after=5)


def _tokens(said: dict[str, Any], *, before: Tokens | None) -> Tokens:
    """The issuer's answer; an issuer may leave out what has not changed. Raises Refused."""
    refresh = said.get("refresh_token") or (before.refresh if before else "")
    known = said.get("id_token") or (before.id if before else "")
    if not isinstance(said.get("access_token"), str) or not known:
        log.warning("the issuer's answer lacks tokens", given=sorted(said))
        raise Refused
    expires = time.time() + float(said.get("expires_in") or SHORTEST)
    return Tokens(access=said["access_token"], refresh=refresh, id=known, expires_at=expires)
