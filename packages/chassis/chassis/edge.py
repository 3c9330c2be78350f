"""Around every request to a service: its trace, its time, its count."""

import logging
import time
from collections.abc import Callable
from functools import cache

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import tracing
from chassis.ids import new_id
from chassis.telemetry import REQUESTS, SECONDS

log = structlog.get_logger("request")
TELLS = logging.getLogger("request")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
QUIET = {"/healthz", "/readyz", "/metrics"}


class Edge:
    """ASGI middleware: binds request and trace ids, measures by route template, logs one line a request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = headers.get(b"x-request-id", b"").decode("latin-1")[:64] or str(new_id())
        tracing.bind(headers.get(b"traceparent", b"").decode("latin-1"), request_id=request_id)
        id_header = (b"x-request-id", request_id.encode("latin-1"))
        status, began = 500, time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), id_header]
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            self._count(scope, status, time.perf_counter() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")  # the template, never the path: bounded labels
        method = scope["method"] if scope["method"] in METHODS else "other"
        count, time_it = _measures(method, route, status)
        count()
        time_it(seconds)
        if not TELLS.isEnabledFor(logging.DEBUG) or scope["path"] in QUIET:
            return
        log.debug("answered", method=scope["method"], path=route, status=status, seconds=round(seconds, 4))


@cache
def _measures(method: str, route: str, status: int) -> tuple[Callable[[], None], Callable[[float], None]]:
    """The two metrics of one kind of answer, looked up once."""
    return REQUESTS.labels(method, route, status).inc, SECONDS.labels(method, route).observe
