"""Around every request to a service: its trace, its time, its count."""

import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import tracing
from chassis.ids import new_id
from chassis.telemetry import REQUESTS, SECONDS

log = structlog.get_logger("request")
QUIET = {"/healthz", "/readyz", "/metrics"}


class Edge:
    """ASGI middleware: binds request and trace ids, measures by route template, logs one line a request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "")[:64] or str(new_id())
        tracing.bind(headers.get("traceparent"), request_id=request_id)
        status, began = 500, time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            self._count(scope, status, time.perf_counter() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")  # the template, never the path: bounded labels
        REQUESTS.labels(scope["method"], route, status).inc()
        SECONDS.labels(scope["method"], route).observe(seconds)
        if scope["path"] not in QUIET:
            log.debug("answered", method=scope["method"], path=scope["path"], status=status, seconds=round(seconds, 4))
