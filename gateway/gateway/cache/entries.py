"""One remembered answer, ready to leave in each coding."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from chassis.etags import etag, matches
from gateway.asked import Headers
from gateway.cache.generations import Generation
from gateway.compression.codings import ASIDE, SMALLEST, Coding, compress, compress_aside, compressible
from gateway.routing.table import RouteClass

OVERHEAD = 2048  # bytes: what the objects around a body take, about
CACHE_CONTROL = b"public, max-age=0, must-revalidate"
NOT_STORED = frozenset({b"content-length", b"etag", b"cache-control", b"vary", b"set-cookie", b"age", b"expires"})
STATUS_LINES = {
    200: b"HTTP/1.1 200 OK\r\n",
    301: b"HTTP/1.1 301 Moved Permanently\r\n",
    304: b"HTTP/1.1 304 Not Modified\r\n",
    308: b"HTTP/1.1 308 Permanent Redirect\r\n",
}


@dataclass(slots=True)
class Variant:
    """The answer in one coding, as ASGI wants it; ``wire`` and ``wire_unchanged`` once it has been asked for again."""

    status: int
    tag: str
    headers: Headers
    unchanged: Headers  # of a 304
    body: bytes
    wire: bytes = b""  # the head as it goes over the wire, without its last line end
    wire_unchanged: bytes = b""

    def write_out(self) -> None:
        """Make the heads that leave without further thought."""
        hit = [(b"x-cache", b"hit")]
        self.wire = STATUS_LINES[self.status] + lines(self.headers + hit)
        self.wire_unchanged = STATUS_LINES[304] + lines(self.unchanged + hit)


@dataclass(slots=True)
class Entry:
    """``born``: the clock before its service was asked; ``at``: the same in seconds, for when the bus is away."""

    route_class: RouteClass
    status: int
    headers: Headers  # the service's, and those every answer of ours carries
    body: bytes
    tag: str
    depends: tuple[Generation, ...]
    born: int
    at: float
    variants: dict[Coding, Variant] = field(default_factory=dict)
    making: dict[Coding, asyncio.Task[bytes]] = field(default_factory=dict)
    grown: Callable[[], None] | None = None  # told when it takes more memory
    spellings: list[bytes] = field(default_factory=list)  # the raw targets that lead here

    @property
    def size(self) -> int:
        """Bytes it takes, about."""
        bodies = {id(self.body): len(self.body)}
        bodies |= {id(variant.body): len(variant.body) for variant in self.variants.values()}
        return OVERHEAD * (1 + len(self.variants)) + sum(bodies.values())

    def coding(self, wanted: Coding) -> Coding:
        """The coding it leaves in, when this one is wanted."""
        return wanted if len(self.body) >= SMALLEST and compressible(self.content_type) else "identity"

    @property
    def content_type(self) -> bytes | None:
        """The media type the service gave."""
        return next((value for name, value in self.headers if name == b"content-type"), None)

    async def variant(self, wanted: Coding) -> Variant:
        """The answer in this coding, or plain when coding it makes no sense; made once, however many ask at once."""
        found = self.variants.get(wanted)
        if found is not None:
            return found
        coding = self.coding(wanted)
        if coding == "identity" or len(self.body) < ASIDE:
            return self._keep(wanted, self._dress(compress(self.body, coding), coding))
        making = self.making.get(coding)
        if making is None:
            making = self.making[coding] = asyncio.create_task(compress_aside(self.body, coding))
            making.add_done_callback(lambda _: self.making.pop(coding, None))
        body = await asyncio.shield(making)
        return self.variants.get(wanted) or self._keep(wanted, self._dress(body, coding))

    def _keep(self, wanted: Coding, made: Variant) -> Variant:
        """Remember it under what was wanted: the next asker is spared the question."""
        self.variants[wanted] = made
        if self.grown is not None:
            self.grown()
        return made

    def _dress(self, body: bytes, coding: Coding) -> Variant:
        # The compressed bytes are not the service's own: its tag becomes a weak one, as RFC 9110 §8.8.3.3 asks.
        tag = self.tag if coding == "identity" or self.tag.startswith("W/") else f"W/{self.tag}"
        validators = [(b"etag", tag.encode()), (b"cache-control", CACHE_CONTROL), (b"vary", b"Accept-Encoding")]
        coded = [] if coding == "identity" else [(b"content-encoding", coding.encode())]
        length = [(b"content-length", b"%d" % len(body))]
        return Variant(
            status=self.status,
            tag=tag,
            headers=self.headers + validators + coded + length,
            unchanged=self._kept() + validators,
            body=body,
        )

    def _kept(self) -> Headers:
        """What a 304 repeats: nothing about the body it does not have."""
        return [(name, value) for name, value in self.headers if name != b"content-type"]


def lines(headers: Headers) -> bytes:
    """Headers as they go over the wire."""
    return b"".join(b"%b: %b\r\n" % header for header in headers)


def tag_of(given: bytes | None, body: bytes) -> str:
    """The service's own tag, or one made of the bytes."""
    return given.decode("latin-1") if given else etag(body)


def unchanged(if_none_match: bytes | None, tag: str) -> bool:
    """Whether the asker has this answer already."""
    return if_none_match is not None and matches(if_none_match.decode("latin-1"), tag)
