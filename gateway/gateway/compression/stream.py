"""A body compressed while it streams by."""

from collections.abc import AsyncIterator

from gateway.asked import Headers
from gateway.compression.codings import SMALLEST, Coding, choose, compressible, compressor

NOT_ONCE_CODED = frozenset({b"content-length", b"accept-ranges", b"content-md5", b"digest"})


def coding_for(status: int, headers: Headers, accept_encoding: bytes) -> Coding:
    """The coding this answer should stream in."""
    wanted = choose(accept_encoding)
    if wanted == "identity":
        return wanted
    known = dict(headers)
    length = known.get(b"content-length")
    if (
        status in (204, 206, 304)
        or b"content-encoding" in known
        or b"content-range" in known
        or b"no-transform" in known.get(b"cache-control", b"")
        or (length is not None and int(length) < SMALLEST)
        or not compressible(known.get(b"content-type"))
    ):
        return "identity"
    return wanted


def coded(headers: Headers, coding: Coding) -> Headers:
    """The headers of the answer once it is coded: its tag is a weak one, since the bytes are not the service's own."""
    kept = [
        (name, b"W/" + value if name == b"etag" and not value.startswith(b"W/") else value)
        for name, value in headers
        if name not in NOT_ONCE_CODED
    ]
    return [*kept, (b"content-encoding", coding.encode())]


async def compressing(chunks: AsyncIterator[bytes], coding: Coding) -> AsyncIterator[bytes]:
    """The chunks, coded; a chunk may wait for the next one to come."""
    inner = compressor(coding)
    async for chunk in chunks:
        out = inner.feed(chunk)
        if out:
            yield out
    yield inner.finish()
