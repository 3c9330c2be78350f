"""An answer that is in memory, in bytes, without a task, a scope or a framework."""

import re
from typing import NamedTuple

from gateway.asked import Headers
from gateway.cache.entries import Entry, unchanged
from gateway.cache.store import Store
from gateway.compression.codings import choose
from gateway.health.figures import Tally
from gateway.limits.addresses import Addresses, counted_as
from gateway.limits.limiter import Limiter
from gateway.settings import GatewaySettings

# A request with one of these takes the long way: it is somebody's, has a body, or wants what only the long way gives.
NOT_PLAIN = frozenset({b"authorization", b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"if-match"})
ENCODING, KNOWN, CHAIN, COOKIE, LONG_WAY = range(5)


class Wish(NamedTuple):
    """What the headers say that matters here."""

    encoding: bytes
    known: bytes | None
    chain: bytes


class Wire(NamedTuple):
    """Head without its last line end, and body."""

    head: bytes
    body: bytes


class Instant:
    """Looks once over the headers; None means: go the long way."""

    def __init__(self, settings: GatewaySettings, store: Store, limiter: Limiter | None, tally: Tally) -> None:
        self._store = store
        self._limiter = limiter
        self._tally = tally
        self._addresses = Addresses(settings.trusted_proxies)
        self._cookie = re.compile(re.escape(settings.session_cookie.encode()) + rb"=")
        self._meaning = {b"accept-encoding": ENCODING, b"if-none-match": KNOWN, b"cookie": COOKIE}
        self._meaning |= dict.fromkeys(NOT_PLAIN, LONG_WAY)
        if settings.cors_origins:
            self._meaning[b"origin"] = LONG_WAY
        if settings.trust_no_cache:
            self._meaning[b"cache-control"] = LONG_WAY
        if self._addresses.believes_anyone:
            self._meaning[b"x-forwarded-for"] = CHAIN

    def answer(self, target: bytes, headers: Headers, peer: str, *, bodiless: bool) -> Wire | None:
        """What leaves for this GET (or HEAD: ``bodiless``)."""
        entry = self._store.glance(target)
        if entry is None:
            return None
        wish = self._read(headers)
        if wish is None:
            return None
        variant = entry.variants.get(choose(wish.encoding))
        if variant is None:
            return None
        if not variant.wire:
            variant.write_out()
        counted = self._count(peer, wish.chain, entry)
        if counted is None:
            return None
        tally = self._tally
        if wish.known is not None and unchanged(wish.known, variant.tag):
            tally.unchanged += 1
            return Wire(variant.wire_unchanged + counted, b"")
        tally.full += 1
        body = b"" if bodiless else variant.body
        tally.bytes += len(body)
        return Wire(variant.wire + counted, body)

    def _read(self, headers: Headers) -> Wish | None:
        encoding, known, chain = b"", None, b""
        for name, value in headers:
            meaning = self._meaning.get(name)
            if meaning is None:
                continue
            if meaning == ENCODING:
                encoding = value
            elif meaning == KNOWN:
                known = value
            elif meaning == CHAIN:
                chain = chain + b"," + value if chain else value
            elif meaning == LONG_WAY or self._cookie.search(value):
                return None
        return Wish(encoding, known, chain)

    def _count(self, peer: str, chain: bytes, entry: Entry) -> bytes | None:
        """The lines that tell of the limit; None when Redis must be asked first."""
        if self._limiter is None:
            return b""
        client = self._addresses.resolve(peer, chain) if chain else peer
        return self._limiter.spend(counted_as(client), entry.route_class)
