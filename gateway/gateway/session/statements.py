"""What the issuer states about a person to us alone: ID tokens, and logout tokens. Believed once verified."""

import hmac
import time
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from gateway.settings import GatewaySettings
from identity.keys import Keys
from identity.verifier import ALGORITHMS, LEEWAY, LONGEST

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_AGE = 120  # seconds after which a logout token is too old, whatever it says of its expiry
LOGOUT_KINDS = frozenset({None, "JWT", "logout+jwt"})

Claims = Mapping[str, Any]


class Unbelievable(Exception):  # noqa: N818
    """The token is not what it should be."""


class Statements:
    """Verifies what is addressed to our own client id."""

    def __init__(self, settings: GatewaySettings, keys: Keys, *, clock: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._clock = clock
        self._client = settings.oidc_client_id
        self._claims = JWTClaimsRegistry(
            now=lambda: int(clock()),
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_client_id},
            exp={"essential": True},
            iat={"essential": True},
        )

    async def signed_in(self, token: str, *, nonce: str) -> Claims:
        """The claims of an ID token (OpenID Connect Core §3.1.3.7). Raises Unbelievable, IdentityUnavailable."""
        claims = await self._read(token)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise Unbelievable("nonce")
        if claims.get("azp", self._client) != self._client or not claims.get("sub"):
            raise Unbelievable("azp or sub")
        if claims.get("typ", "ID") != "ID":  # Keycloak says which of its tokens it is
            raise Unbelievable("typ")
        return claims

    async def signed_out(self, token: str) -> Claims:
        """The claims of a logout token (Back-Channel Logout 1.0 §2.6), whose ``jti`` is for the caller to see once.

        Raises Unbelievable, IdentityUnavailable.
        """
        claims = await self._read(token, kinds=LOGOUT_KINDS)
        events = claims.get("events")
        if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
            raise Unbelievable("events")
        if "nonce" in claims or not isinstance(claims.get("jti"), str):
            raise Unbelievable("nonce or jti")
        if not isinstance(claims.get("sid") or claims.get("sub"), str):
            raise Unbelievable("sid and sub")
        if self._clock() - claims["iat"] > LOGOUT_AGE:
            raise Unbelievable("iat")
        return claims

    async def _read(self, token: str, *, kinds: frozenset[str | None] | None = None) -> Claims:
        if len(token) > LONGEST:
            raise Unbelievable("length")
        try:
            header = jws.extract_compact(token.encode()).headers()
            algorithm, kid = header.get("alg"), header.get("kid")
            if algorithm not in ALGORITHMS or not isinstance(kid, str) or "crit" in header:
                raise Unbelievable("head")
            if kinds is not None and header.get("typ") not in kinds:
                raise Unbelievable("typ")
            key = await self._keys.find(kid)
            if key is None:
                raise Unbelievable("key")
            claims = jwt.decode(token, key, algorithms=[algorithm]).claims
            self._claims.validate(claims)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Unbelievable(repr(error)) from error
        return claims
