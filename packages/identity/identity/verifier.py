"""Is a token what it says it is? Every service answers for itself (RFC 9068 §4, RFC 8725)."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry
from joserfc.util import urlsafe_b64decode

from chassis.settings import Common
from identity import caller
from identity.caller import PARTNERS, Caller
from identity.keys import Key, Keys, over_http
from identity.refusals import IdentityUnavailable, Unauthenticated

ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY = 5  # seconds by which two clocks may differ
LONGEST = 16_384  # characters of a token that are looked at
ROOM = 10_000  # verified tokens remembered
REMEMBERED = 300  # seconds until one is looked at again: a key that was withdrawn outlives its tokens no longer
# What a token of any content can make go wrong while it is read.
BROKEN = (JoseError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)


class Verifier:
    """Turns access tokens into callers; remembers those that it has verified until they expire."""

    def __init__(self, settings: Common, *, keys: Keys | None = None, clock: Callable[[], float] = time.time) -> None:
        inside = settings.oidc_internal_url or settings.oidc_issuer
        self._keys = keys or Keys(over_http(f"{inside}/protocol/openid-connect/certs"))
        self._issuer = settings.oidc_issuer
        self._clients = frozenset(settings.oidc_clients)
        self._clock = clock
        self._known: OrderedDict[bytes, tuple[Caller, float]] = OrderedDict()
        self._claims = JWTClaimsRegistry(
            now=lambda: int(clock()),
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_audience},
            exp={"essential": True},
            sub={"essential": True},
            azp={"essential": True},
            typ={"essential": True, "value": "Bearer"},  # an ID or a refresh token opens nothing
        )

    async def verify(self, token: str) -> Caller:
        """Who sends this access token. Raises Unauthenticated, or IdentityUnavailable while no key can be fetched."""
        digest = blake2b(token.encode(errors="replace"), digest_size=16).digest()
        found, until = self._known.get(digest, (None, 0.0))
        if found is not None and until > self._clock():
            self._known.move_to_end(digest)
            return found
        self._known.pop(digest, None)
        found = await self._read(token)
        self._known[digest] = found, min(found.expires_at, self._clock() + REMEMBERED)
        if len(self._known) > ROOM:
            self._known.popitem(last=False)
        return found

    async def _read(self, token: str) -> Caller:
        if not self._issuer:
            raise IdentityUnavailable("This navigator is not connected to an identity provider.")
        key, algorithm = await self._key(token)
        try:
            claims = jwt.decode(token, key, algorithms=[algorithm]).claims
            self._claims.validate(claims)
            found = caller.read(claims)
        except BROKEN as error:
            raise Unauthenticated("The token is not valid, or no longer.") from error
        if found.client not in self._clients and not found.client.startswith(PARTNERS):
            raise Unauthenticated("The token was issued to a program that is not one of ours.")
        return found

    async def _key(self, token: str) -> tuple[Key, str]:
        """The key that the token's head names, and the algorithm, both among those we allow."""
        header = _header(token)
        algorithm, kid = header.get("alg"), header.get("kid")
        if algorithm not in ALGORITHMS or not isinstance(kid, str) or "crit" in header:
            raise Unauthenticated("The token is not signed in a way that is accepted here.")
        key = await self._keys.find(kid)
        if key is None:
            raise Unauthenticated("The token is signed with a key that the identity provider does not show.")
        return key, str(algorithm)


def _header(token: str) -> dict[str, Any]:
    if len(token) <= LONGEST and token.count(".") == 2:  # noqa: PLR2004 - head, claims, signature
        try:
            header = json.loads(urlsafe_b64decode(token.split(".", 1)[0].encode()))
        except (ValueError, RecursionError):
            header = None
        if isinstance(header, dict):
            return header
    raise Unauthenticated("That is no token.")


@lru_cache(maxsize=8)
def verifier_of(settings: Common) -> Verifier:
    """The verifier of a process, made once: its keys and what it has verified are shared by all requests."""
    return Verifier(settings)
