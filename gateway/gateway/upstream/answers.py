"""What a service answered."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Protocol

from gateway.upstream.errors import Broken, Expired, UpstreamError

HIGH_WATER = 256 * 1024  # bytes kept for a slow reader before the service is made to wait

Headers = list[tuple[bytes, bytes]]


class Flow(Protocol):
    """The sending side, as far as a reader may steer it."""

    def pause(self) -> None:
        """Let no more body in for now."""

    def resume(self) -> None:
        """Go on."""

    def abort(self) -> None:
        """Nobody wants the rest."""


class Answer:
    """Status and headers (names in lower case), and a body that may still be arriving."""

    __slots__ = ("_chunks", "_error", "_flow", "_paused", "_size", "_waiter", "complete", "headers", "status")

    def __init__(self, status: int, headers: Headers, flow: Flow) -> None:
        self.status = status
        self.headers = headers
        self.complete = False
        self._flow = flow
        self._chunks: deque[bytes] = deque()
        self._size = 0
        self._paused = False
        self._error: UpstreamError | None = None
        self._waiter: asyncio.Future[None] | None = None

    def header(self, name: bytes) -> bytes | None:
        """The first value under this name."""
        for known, value in self.headers:
            if known == name:
                return value
        return None

    # What the link calls.

    def feed(self, chunk: bytes) -> None:
        """A piece of body came."""
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > HIGH_WATER and not self._paused:
            self._paused = True
            self._flow.pause()
        self._wake()

    def finish(self) -> None:
        """The body is whole."""
        self.complete = True
        self._wake()

    def fail(self, error: UpstreamError) -> None:
        """No more will come, and it is not whole."""
        if not self.complete:
            self._error = error
            self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    # What the reader calls.

    async def chunks(self, *, patience: float) -> AsyncIterator[bytes]:
        """The body as it arrives. Raises Broken, or Expired after ``patience`` seconds of silence."""
        while True:
            if self._chunks:
                yield self._take()
            elif self.complete:
                return
            elif self._error is not None:
                raise self._error
            else:
                await self._arrival(patience)

    async def read(self, *, patience: float) -> bytes:
        """The whole body."""
        if self.complete:  # the usual case: a small answer came in one packet
            return self._take()
        return b"".join([chunk async for chunk in self.chunks(patience=patience)])

    def peek(self) -> int:
        """How many bytes of body are here now."""
        return self._size

    def give_back(self, chunk: bytes) -> None:
        """Put what was read before the rest again."""
        self._chunks.appendleft(chunk)
        self._size += len(chunk)

    def discard(self) -> None:
        """Nobody reads the rest."""
        self._chunks.clear()
        if not self.complete and self._error is None:
            self._error = Broken("discarded")
            self._flow.abort()

    def _take(self) -> bytes:
        taken = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        self._size = 0
        if self._paused:
            self._paused = False
            self._flow.resume()
        return taken

    async def _arrival(self, patience: float) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(patience):
                await self._waiter
        except TimeoutError:
            self.discard()
            raise Expired(f"silent for {patience:g} s in the middle of an answer") from None
        finally:
            self._waiter = None
