"""What one turn of the loop writes to a connection leaves in one packet: head and body of an answer, above all."""

import asyncio


class Gathering:
    """Stands before a transport, as far as uvicorn's protocol uses one."""

    __slots__ = ("_loop", "_parts", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
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
        self.flush()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether nothing more can be sent."""
        return self._transport.is_closing()
