"""The kept connections to one service."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from gateway.upstream.answers import Answer
from gateway.upstream.errors import Expired, LostWhileIdle, Unreachable
from gateway.upstream.link import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long each step may take, in seconds."""

    connect: float = 2.0
    head: float = 15.0  # for a free connection, then from asking to the head of the answer
    silence: float = 30.0  # between two pieces of a body


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, framed already. ``body`` is bytes when it can be sent again."""

    head: bytes
    body: bytes | AsyncIterator[bytes] = b""
    bodiless: bool = False  # the answer to HEAD
    repeatable: bool = True  # the method is idempotent: harmless to send twice


class Pool:
    """Lends links, newest first so that the others may age and close; at most ``size`` are open."""

    def __init__(self, address: str, *, size: int = 64, queue: int = 1024, idle: float = 4.0) -> None:
        """``address``: http://host:port. ``idle``: seconds after which a kept link is not trusted any more."""
        parts = urlsplit(address)
        self.host = parts.hostname or "127.0.0.1"
        self.port = parts.port or 80
        self.authority = parts.netloc.rpartition("@")[2].encode("ascii")
        self._size = size
        self._queue = queue
        self._keep = idle
        self._open: set[Link] = set()
        self._opening = 0
        self._idle: list[Link] = []
        self._waiting: deque[asyncio.Future[Link | None]] = deque()
        self._closed = False

    async def ask(self, ask: Ask, patience: Patience) -> Answer:
        """One exchange. Raises Unreachable, Expired or Broken.

        Sent a second time only when it is harmless and a kept connection proved to have been closed while idle.
        """
        try:
            return await self._exchange(ask, patience, fresh=False)
        except LostWhileIdle:
            if not ask.repeatable or not isinstance(ask.body, bytes):
                raise
            return await self._exchange(ask, patience, fresh=True)

    async def close(self) -> None:
        """Close every link."""
        self._closed = True
        for link in list(self._open):
            link.abort()

    async def _exchange(self, ask: Ask, patience: Patience, *, fresh: bool) -> Answer:
        # What may not be sent twice goes only over a link that was in use a moment ago, or a new one.
        trusted = self._keep if ask.repeatable else self._keep / 4
        link = await self._connect(patience) if fresh else await self._lend(patience, trusted)
        try:
            return await link.ask(ask.head, ask.body, bodiless=ask.bodiless, patience=patience.head)
        except BaseException:
            link.abort()
            raise

    async def _lend(self, patience: Patience, trusted: float) -> Link:
        loop = asyncio.get_running_loop()
        while True:
            while self._idle:
                link = self._idle.pop()
                if loop.time() - link.idle_since <= trusted and not link.closing:
                    return link
                link.abort()
            if len(self._open) + self._opening < self._size:
                return await self._connect(patience)
            if len(self._waiting) >= self._queue:
                raise Unreachable("too many requests wait for this service")
            link_or_room = await self._wait(loop, patience)
            if link_or_room is not None and not link_or_room.closing:
                return link_or_room

    async def _wait(self, loop: asyncio.AbstractEventLoop, patience: Patience) -> Link | None:
        turn: asyncio.Future[Link | None] = loop.create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(patience.head):
                return await turn
        except TimeoutError:
            raise Expired(f"no free connection within {patience.head:g} s") from None
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was our turn at the very moment we gave up
                link = turn.result()
                if link is None:
                    self._next_turn(None)
                else:
                    self._released(link)
            raise

    async def _connect(self, patience: Patience) -> Link:
        self._opening += 1
        try:
            async with asyncio.timeout(patience.connect):
                _, link = await asyncio.get_running_loop().create_connection(
                    lambda: Link(released=self._released, lost=self._lost), self.host, self.port
                )
        except (OSError, TimeoutError) as error:
            raise Unreachable(str(error) or f"no connection within {patience.connect:g} s") from error
        else:
            self._open.add(link)
        finally:
            self._opening -= 1
            if len(self._open) + self._opening < self._size:
                self._next_turn(None)
        return link

    def _released(self, link: Link) -> None:
        if self._closed:
            link.abort()
            return
        link.idle_since = asyncio.get_running_loop().time()
        if not self._next_turn(link):
            self._idle.append(link)

    def _lost(self, link: Link) -> None:
        self._open.discard(link)
        if link in self._idle:
            self._idle.remove(link)
        self._next_turn(None)

    def _next_turn(self, link: Link | None) -> bool:
        """Let the first who waits have this link, or (None) room to open one."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(link)
                return True
        return False
