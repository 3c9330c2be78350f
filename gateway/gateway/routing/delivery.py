"""An answer on its way to the asker."""

import asyncio
from collections.abc import AsyncIterator

from starlette.types import Receive, Send

from gateway.asked import Asked, Headers
from gateway.cache.entries import Entry, unchanged
from gateway.compression.codings import choose, compressible
from gateway.compression.stream import coded, coding_for, compressing
from gateway.upstream.answers import Answer
from gateway.upstream.errors import UpstreamError

OK = 200


class Cut(Exception):  # noqa: N818
    """The answer broke off after its head had left: the connection must end, so that nobody takes it for whole."""


async def deliver_entry(entry: Entry, asked: Asked, send: Send, *, extra: Headers) -> None:
    """An answer from memory, in the asker's coding, or 304."""
    variant = await entry.variant(choose(asked.accept_encoding))
    if unchanged(asked.if_none_match, variant.tag):
        await send({"type": "http.response.start", "status": 304, "headers": variant.unchanged + extra})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": entry.status, "headers": variant.headers + extra})
    await send({"type": "http.response.body", "body": b"" if asked.method == "HEAD" else variant.body})


async def deliver_answer(
    answer: Answer, headers: Headers, asked: Asked, receive: Receive, send: Send, *, patience: float
) -> None:
    """A service's answer as it comes, compressed on the way when that helps. Raises Cut.

    ``headers``: the answer's, as they leave the house.
    """
    if answer.status == OK and unchanged(asked.if_none_match, (answer.header(b"etag") or b"").decode("latin-1")):
        answer.discard()
        kept = [(name, value) for name, value in headers if name not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": kept})
        await send({"type": "http.response.body", "body": b""})
        return
    coding = coding_for(answer.status, headers, asked.accept_encoding)
    if compressible(answer.header(b"content-type")):
        headers = [*headers, (b"vary", b"Accept-Encoding")]
    if asked.method == "HEAD":
        coding = "identity"
    if coding != "identity":
        headers = coded(headers, coding)
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if answer.complete and coding == "identity":
        await send({"type": "http.response.body", "body": await answer.read(patience=patience)})
        return
    chunks = answer.chunks(patience=patience)
    await _stream(chunks if coding == "identity" else compressing(chunks, coding), answer, receive, send)


async def _stream(chunks: AsyncIterator[bytes], answer: Answer, receive: Receive, send: Send) -> None:
    """Send chunks until they end or the asker has left."""
    leaving = asyncio.create_task(_left(receive))
    leaving.add_done_callback(lambda _: answer.discard())
    try:
        await send({"type": "http.response.body", "body": b"", "more_body": True})  # the head need not wait
        async for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    except UpstreamError as error:
        if not leaving.done():
            raise Cut(str(error)) from error
    finally:
        answer.discard()
        leaving.cancel()


async def _left(receive: Receive) -> None:
    """Come back once the asker has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
