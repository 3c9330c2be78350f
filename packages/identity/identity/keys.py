"""The issuer's public keys: fetched when first needed, again when it signs with a new one, and no more than that."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx2
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

from identity.refusals import IdentityUnavailable

log = structlog.get_logger(__name__)

PATIENCE = 5.0  # seconds for one fetch
PAUSE = 10.0  # seconds between two fetches: a flood of tokens with unknown keys costs the issuer no more than this
GOOD_FOR = 3600.0  # seconds after which keys are looked up again even if known: one withdrawn is not believed for ever

Key = RSAKey | ECKey
Fetch = Callable[[], Awaitable[Mapping[str, Any]]]


class Keys:
    """Signing keys by their ``kid``."""

    def __init__(self, fetch: Fetch, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, Key] = {}
        self._fetched_at = -GOOD_FOR
        self._tried_at = -PAUSE
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> Key | None:
        """The key of this id, or None. Raises IdentityUnavailable while no key at all could be fetched."""
        now = self._clock()
        stale = now - self._fetched_at >= GOOD_FOR
        if (kid not in self._known or stale) and now - self._tried_at >= PAUSE:
            await self._refresh()
        elif self._fetching is not None and kid not in self._known:
            await asyncio.shield(self._fetching)
        if not self._known:
            raise IdentityUnavailable("The keys of the identity provider cannot be fetched.")
        return self._known.get(kid)

    async def _refresh(self) -> None:
        if self._fetching is None:
            self._tried_at = self._clock()
            self._fetching = asyncio.create_task(self._load())
        await asyncio.shield(self._fetching)

    async def _load(self) -> None:
        try:
            document = await self._fetch()
            self._known = {key.kid: key for key in map(_signing_key, document["keys"]) if key is not None and key.kid}
            self._fetched_at = self._clock()
        except Exception as error:  # whatever it is, the keys that are known stay good
            log.warning("keys could not be fetched", error=repr(error))
            if not self._known:
                self._tried_at = self._clock() - PAUSE + 1  # nobody can come in: look again in a second
        finally:
            self._fetching = None


def _signing_key(jwk: Mapping[str, Any]) -> Key | None:
    """A public key for signatures; None for any other, a shared secret above all."""
    if jwk.get("use", "sig") != "sig" or jwk.get("kty") not in {"RSA", "EC"}:
        return None
    try:
        key = import_key(dict(jwk))
    except (JoseError, ValueError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None


def over_http(url: str) -> Fetch:
    """Fetch a JWKS document from ``url``."""

    async def fetch() -> Mapping[str, Any]:
        async with httpx2.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.get(url)
            answer.raise_for_status()
            document: Mapping[str, Any] = answer.json()
            return document

    return fetch
