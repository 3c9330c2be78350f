"""Choosing and applying a content coding (RFC 9110 §12.5.3)."""

import asyncio
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, Protocol

import brotli  # type: ignore[import-untyped]

Coding = Literal["identity", "gzip", "br"]
PREFERRED: tuple[Coding, ...] = ("br", "gzip")

SMALLEST = 512  # bytes; below, a packet is a packet
ASIDE = 64 * 1024  # bytes from which compressing would hold up everybody else, so a thread does it
BROTLI_QUALITY = 5  # about gzip -6 in time, a tenth smaller
GZIP_LEVEL = 6
GZIP_WINDOW = 16 + zlib.MAX_WBITS

COMPRESSIBLE = (b"text/", b"application/json", b"application/javascript", b"application/xml", b"image/svg+xml")
COMPRESSIBLE_SUFFIXES = (b"+json", b"+xml")
LIVE = b"text/event-stream"  # each event must leave at once


class Compressor(Protocol):
    """Takes bytes, gives fewer."""

    def feed(self, chunk: bytes) -> bytes:
        """What can leave now."""

    def finish(self) -> bytes:
        """What is left."""


def compressible(content_type: bytes | None) -> bool:
    """Whether bytes of this media type get smaller."""
    kind = (content_type or b"").partition(b";")[0].strip().lower()
    return kind != LIVE and (kind.startswith(COMPRESSIBLE) or kind.endswith(COMPRESSIBLE_SUFFIXES))


@lru_cache(maxsize=512)
def choose(accept_encoding: bytes) -> Coding:
    """The coding we like best among those the asker takes equally or better."""
    accepted = dict(_weighed(part) for part in accept_encoding.lower().split(b",") if part.strip())
    anything = accepted.get(b"*", 0.0)
    weights = {coding: accepted.get(coding.encode(), anything) for coding in PREFERRED}
    best = max(PREFERRED, key=lambda coding: weights[coding])
    if weights[best] <= 0 or weights[best] < accepted.get(b"identity", 0.0):
        return "identity"
    return best


def _weighed(part: bytes) -> tuple[bytes, float]:
    coding, *parameters = part.split(b";")
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition(b"=")
        if name.strip() == b"q":
            try:
                weight = float(value)
            except ValueError:
                weight = 0.0
    return coding.strip(), weight


def compress(body: bytes, coding: Coding) -> bytes:
    """The whole at once."""
    compressor = _COMPRESSORS[coding]()
    return compressor.feed(body) + compressor.finish()


async def compress_aside(body: bytes, coding: Coding) -> bytes:
    """The whole at once, in a thread when it is large: both libraries let other threads run meanwhile."""
    if len(body) < ASIDE:
        return compress(body, coding)
    return await asyncio.to_thread(compress, body, coding)


def compressor(coding: Coding) -> Compressor:
    """One for a stream."""
    return _COMPRESSORS[coding]()


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)

    def feed(self, chunk: bytes) -> bytes:
        return self._inner.compress(chunk)

    def finish(self) -> bytes:
        return self._inner.flush()


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Compressor(quality=BROTLI_QUALITY)

    def feed(self, chunk: bytes) -> bytes:
        return bytes(self._inner.process(chunk))

    def finish(self) -> bytes:
        return bytes(self._inner.finish())


class _Identity:
    def feed(self, chunk: bytes) -> bytes:
        return chunk

    def finish(self) -> bytes:
        return b""


_COMPRESSORS: dict[Coding, Callable[[], Compressor]] = {"identity": _Identity, "gzip": _Gzip, "br": _Brotli}
