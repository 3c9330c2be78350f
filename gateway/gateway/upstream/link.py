"""One keep-alive connection to a service."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import cast

import httptools

from gateway.upstream.answers import Answer, Headers
from gateway.upstream.errors import Broken, Expired, LostWhileIdle, UpstreamError

FINAL = 200  # statuses below are interim: the answer is yet to come
SMALL = 64 * 1024  # bytes: an answer announced as no larger is handed over whole, so it is never seen cut off
SWITCHING = 101


class Link(asyncio.Protocol):
    """One exchange at a time; ``released`` is called once the link may be used again, ``lost`` when it never may."""

    def __init__(self, *, released: Callable[["Link"], None], lost: Callable[["Link"], None]) -> None:
        self._released = released
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._headers: Headers = []
        self._interim = False
        self._heard = False  # a byte of the answer under way came
        self._sent = True  # the request under way has left entirely
        self._spent = False  # it never will
        self._bodiless = False
        self._head: asyncio.Future[Answer] | None = None
        self._answer: Answer | None = None
        self._writable: asyncio.Future[None] | None = None
        self.used = False
        self.idle_since = 0.0

    @property
    def closing(self) -> bool:
        """Whether it can carry no further exchange."""
        return self._transport is None or self._transport.is_closing()

    # The exchange.

    async def ask(self, head: bytes, body: bytes | AsyncIterator[bytes], *, bodiless: bool, patience: float) -> Answer:
        """Send one request, framed already, and wait for the head of its answer, or all of it when it is small.

        ``bodiless``: the answer has no body whatever its headers say (HEAD); ``patience`` is in seconds.
        Raises Expired, Broken, and LostWhileIdle when a kept link turns out closed.
        """
        if self._transport is None or self._transport.is_closing():
            raise LostWhileIdle("closed")
        heard: asyncio.Future[Answer] = self._loop.create_future()
        self._head = heard
        self._bodiless = bodiless
        self._heard = False
        deadline = self._loop.call_later(patience, self._expire, patience)
        try:
            if isinstance(body, bytes):
                self._transport.write(head + body)
                return await heard
            self._sent = False
            self._transport.write(head)
            return await self._stream(body, heard)
        finally:
            deadline.cancel()

    async def _stream(self, body: AsyncIterator[bytes], heard: asyncio.Future[Answer]) -> Answer:
        """Send a body as it comes while listening: a service may refuse before it has read all."""
        sender = self._loop.create_task(self._send(body))
        try:
            await asyncio.wait((heard, sender), return_when=asyncio.FIRST_COMPLETED)
            if sender.done():
                sender.result()  # raises what the asker's side raised
            return await heard
        finally:
            heard.cancel()  # nobody waits any more; without effect once it is done
            if heard.done() and not heard.cancelled():
                heard.exception()  # seen
            if not sender.done():
                self._give_up_sending(sender)

    async def _send(self, body: AsyncIterator[bytes]) -> None:
        try:
            async for chunk in body:
                if self._transport is None or self._transport.is_closing():
                    return
                self._transport.write(chunk)
                if self._writable is not None:
                    await self._writable
        except Exception:
            self.abort()
            raise
        self._sent = True
        if self._answer is not None and self._answer.complete:
            self._end(keep=self._parser.should_keep_alive())

    def _give_up_sending(self, sender: asyncio.Task[None]) -> None:
        """Answered early: the rest of the body will not be sent, so the link ends with this exchange."""
        self._spent = True
        sender.cancel()
        if self._answer is not None and self._answer.complete:
            self._end(keep=False)

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are none by class

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop: what is under way fails, unless the end of the connection is the end of the body."""
        self._transport = None
        self.resume_writing()
        if self._answer is not None and not self._answer.complete and exc is None and self._until_closed():
            self._answer.finish()
        self._fail(Broken("the service closed the connection in the middle of an answer"))
        self._lost(self)

    def eof_received(self) -> bool:
        """Called by the loop; False closes the transport."""
        return False

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        if self._head is None:
            self.abort()  # it speaks without being asked
            return
        self._heard = True
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._fail(Broken(f"the service spoke no HTTP: {error!r}"))
            self.abort()

    def pause_writing(self) -> None:
        """Called by the loop when the service reads too slowly."""
        self._writable = self._loop.create_future()

    def resume_writing(self) -> None:
        """Called by the loop when the service has caught up."""
        writable, self._writable = self._writable, None
        if writable is not None and not writable.done():
            writable.set_result(None)

    # httptools

    def on_message_begin(self) -> None:
        """Called by the parser."""
        self._headers = []
        if self._head is None:
            self.abort()  # more than was asked for

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser; trailers come after the head and are dropped."""
        if self._answer is None:
            self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """Called by the parser."""
        status = self._parser.get_status_code()
        self._interim = status < FINAL and status != SWITCHING
        if self._interim or self._head is None or self._head.done():
            return
        self._answer = Answer(status, self._headers, self)
        if self._bodiless:
            # The parser expects a body now; the next answer would be read as one. So this link ends here.
            self._answer.finish()
            self._head.set_result(self._answer)
            self._end(keep=False)
            return
        if not self._small():
            self._head.set_result(self._answer)

    def on_body(self, body: bytes) -> None:
        """Called by the parser."""
        if self._answer is not None:
            self._answer.feed(body)

    def on_message_complete(self) -> None:
        """Called by the parser."""
        if self._interim or self._answer is None:
            return
        self._answer.finish()
        if self._head is not None and not self._head.done():
            self._head.set_result(self._answer)
        if self._sent or self._spent:
            self._end(keep=self._sent and self._parser.should_keep_alive())
        # else: the body is still leaving; whoever sends it ends the exchange

    # Flow

    def pause(self) -> None:
        """The reader is slow."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()

    def resume(self) -> None:
        """The reader has caught up."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def abort(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()

    # Ends

    def _end(self, *, keep: bool) -> None:
        self._head = self._answer = None
        self.used = True
        if keep and not self.closing:
            self._released(self)
        else:
            self.abort()

    def _until_closed(self) -> bool:
        names = {name for name, _ in self._headers}
        return not names & {b"content-length", b"transfer-encoding"}

    def _fail(self, error: UpstreamError) -> None:
        head, answer = self._head, self._answer
        self._head = self._answer = None
        if head is not None and not head.done():
            idle = self.used and not self._heard
            head.set_exception(LostWhileIdle("closed while idle") if idle else error)
        elif answer is not None:
            answer.fail(error)

    def _expire(self, patience: float) -> None:
        self._fail(Expired(f"no answer within {patience:g} s"))
        self.abort()

    def _small(self) -> bool:
        """Whether the answer says that little will follow its head."""
        for name, value in self._headers:
            if name == b"content-length":
                return int(value) <= SMALL
        return False
