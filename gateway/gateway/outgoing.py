"""The last hand on every answer: its security headers, its ids, its line in the log."""

import re
import time
from collections.abc import Callable

from starlette.types import Message, Send

from gateway.asked import Asked, Headers

NOTHING_KEPT = (b"cache-control", b"no-store")
KEEPING = frozenset({b"cache-control", b"expires", b"age", b"pragma"})

# An invitation's token opens a place: whoever reads a log must not.
SECRET = re.compile(rb"(/invitation/|/by-token/)[^/]+")


class Outgoing:
    """Wraps ``send``; ``extra`` may grow until the head leaves."""

    def __init__(self, send: Send, asked: Asked, *, dress: Headers, extra: Headers) -> None:
        """``dress``: what an answer carries unless it says otherwise itself."""
        self._send = send
        self.asked = asked
        self._dress = dress
        self.extra = extra
        self.personal = False  # the answer is one person's, or changes what their browser keeps: nobody may store it
        self.status = 0
        self._began = time.perf_counter()

    async def __call__(self, message: Message) -> None:
        """ASGI send."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", ()))
            if self.personal:
                headers = [header for header in headers if header[0] not in KEEPING] + [NOTHING_KEPT]
            said = {name for name, _ in headers}
            headers += [header for header in self._dress if header[0] not in said]
            headers += [header for header in self.extra if header not in headers]
            headers.append((b"x-request-id", self.asked.request_id))
            message = {**message, "headers": headers}
        await self._send(message)

    @property
    def begun(self) -> bool:
        """Whether the head has left."""
        return self.status != 0

    def tell(self, came: str, tell: Callable[..., object]) -> None:
        """Leave a line about the request."""
        asked = self.asked
        tell(
            "answered",
            method=asked.method,
            path=SECRET.sub(rb"\1...", asked.path).decode("latin-1", "replace"),
            status=self.status,
            seconds=round(time.perf_counter() - self._began, 4),
            client=asked.client,
            request_id=asked.request_id.decode(),
            cache=came,
        )
