"""A request written out for a service: its head in bytes, and its body, framed."""

import asyncio
import random
from collections.abc import AsyncIterator

from starlette.types import Message, Receive

from chassis import tracing
from gateway.asked import Asked
from gateway.refusing import BodyTooLarge, BodyTooSlow, LengthRequired
from gateway.routing.headers import Hop, inward

AT_ONCE = 64 * 1024  # bytes of body that are gathered before the service is asked
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})


class AskerLeft(Exception):  # noqa: N818
    """The asker closed the connection in the middle of the body."""


def head(asked: Asked, hop: Hop, path: bytes, *, shared: bool) -> bytes:
    """The head of the request as the service gets it.

    ``shared``: the answer may be given to others, so nothing of this asker goes along that is not in the address:
    a public address has one representation.
    """
    lines = [
        b"%s %s%s HTTP/1.1" % (asked.method.encode(), path, b"?" + asked.query if asked.query else b""),
        b"host: " + hop.authority,
        b"x-forwarded-for: " + asked.client.encode(),
        b"x-forwarded-host: " + hop.public_host,
        b"x-forwarded-proto: " + hop.public_scheme,
        b"x-forwarded-prefix: " + hop.prefix,
        b"x-request-id: " + asked.request_id,
        b"traceparent: " + traceparent(asked),
    ]
    if shared:
        lines.append(b"accept: */*")
    else:
        lines += [name + b": " + value for name, value in inward(asked) if name != b"accept-encoding"]
    if asked.chunked:
        lines.append(b"transfer-encoding: chunked")
    elif asked.content_length is not None:
        lines.append(b"content-length: %d" % asked.content_length)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def traceparent(asked: Asked) -> bytes:
    """The asker's trace when it is well formed, else a new one."""
    given = asked.traceparent
    if given is not None and tracing.TRACEPARENT.fullmatch(given.decode("latin-1")):
        return given
    return b"00-%032x-%016x-01" % (random.getrandbits(128) or 1, random.getrandbits(64) or 1)


async def body(asked: Asked, receive: Receive, *, limit: int, patience: float) -> bytes | AsyncIterator[bytes]:
    """The asker's body, framed as ``head`` announced: at once when it is small, so that it could be sent twice.

    Raises BodyTooLarge, BodyTooSlow, AskerLeft; a stream raises them where it is read.
    """
    if not asked.has_body:
        return b""
    if asked.content_length is not None and asked.content_length > limit:
        raise BodyTooLarge(f"At most {limit} bytes are taken.")
    pieces = _pieces(asked, receive, limit=limit, patience=patience)
    if asked.chunked or (asked.content_length or 0) > AT_ONCE:
        return pieces
    return b"".join([piece async for piece in pieces])


async def _pieces(asked: Asked, receive: Receive, *, limit: int, patience: float) -> AsyncIterator[bytes]:
    taken, more = 0, True
    while more:
        message = await _next(receive, patience)
        chunk, more = message.get("body", b""), message.get("more_body", False)
        taken += len(chunk)
        if taken > limit:
            raise BodyTooLarge(f"At most {limit} bytes are taken.")
        if chunk and asked.chunked:
            yield b"%x\r\n%b\r\n" % (len(chunk), chunk)
        elif chunk:
            yield chunk
    if asked.chunked:
        yield b"0\r\n\r\n"


def check_small(asked: Asked) -> None:
    """Let through a body that may be read at once. Raises LengthRequired, BodyTooLarge."""
    if asked.chunked:
        raise LengthRequired("Nothing that is answered here needs a body of unknown length.")
    if (asked.content_length or 0) > AT_ONCE:
        raise BodyTooLarge(f"At most {AT_ONCE} bytes are taken here.")


def patient(receive: Receive, patience: float) -> Receive:
    """The same; an asker who is silent in the middle of a body for so many seconds has left."""

    async def heard() -> Message:
        try:
            return await _next(receive, patience)
        except (BodyTooSlow, AskerLeft):
            return {"type": "http.disconnect"}

    return heard


async def _next(receive: Receive, patience: float) -> Message:
    try:
        async with asyncio.timeout(patience):
            message = await receive()
    except TimeoutError:
        raise BodyTooSlow(f"Nothing came for {patience:g} s.") from None
    if message["type"] == "http.disconnect":
        raise AskerLeft
    return message
