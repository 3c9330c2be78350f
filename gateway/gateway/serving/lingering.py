"""Closing a connection without losing the answer.

Who is still sending when we close gets the connection reset, and may never read our answer (RFC 9112 §9.6). So we say
that it is all, and read and drop the rest for a moment.
"""

import asyncio
from collections.abc import Callable

LINGER = 1.0  # seconds


class Lingering:
    """Stands before a transport, as far as uvicorn's protocol uses one."""

    __slots__ = ("_loop", "_transport", "_unread", "lingering", "write")

    def __init__(
        self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, *, unread: Callable[[], bool]
    ) -> None:
        """``unread`` tells whether the other side may still be sending."""
        self.lingering = False
        self.write = transport.write
        self._unread = unread
        self._transport = transport
        self._loop = loop

    def close(self) -> None:
        """Close, at once or once the other side has heard."""
        if self._unread() and not self.lingering:
            self.linger()
        else:
            self._transport.close()

    def linger(self) -> None:
        """Say that it is all; close after a moment."""
        self.lingering = True
        if self._transport.is_closing():
            return
        self._transport.resume_reading()
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._loop.call_later(LINGER, self._transport.close)

    def is_closing(self) -> bool:
        """Whether nothing more can be sent."""
        return self.lingering or self._transport.is_closing()
