"""What one turn of the loop writes to a connection leaves in one packet: head and body of an answer, above all.

And an answer to somebody who is still sending is not lost: closing at once would make the system reset the connection
(RFC 9112 §9.6), so the rest is read and dropped for a moment.
"""

import asyncio
from collections.abc import Callable

LINGER = 1.0  # seconds


class Gathering:
    """Stands before a transport, as far as uvicorn's protocol uses one."""

    __slots__ = ("_loop", "_parts", "_transport", "_unread", "lingering")

    def __init__(
        self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, *, unread: Callable[[], bool]
    ) -> None:
        """``unread`` tells whether the other side may still be sending."""
        self.lingering = False
        self._unread = unread
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Send at the end of this turn."""
        if not self._parts:
            self._loop.call_soon(self.flush)
        self._parts.append(data)

    def write_now(self, data: bytes) -> None:
        """Send at once, after what was written before."""
        if self._parts:
            self._parts.append(data)
            self.flush()
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Send what is gathered."""
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))

    def close(self) -> None:
        """Send what is gathered, then close."""
        if self._unread() and not self.lingering:
            self.linger()
        else:
            self.flush()
            self._transport.close()

    def linger(self) -> None:
        """Send what is gathered and say that it is all; close once the other side has heard."""
        self.flush()
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
