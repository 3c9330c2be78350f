"""Can the gateway do its work: are the services ready, is the bus heard, does Redis count?"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.health import figures

Check = Callable[[], Awaitable[None]]
PATIENCE = 2.0  # seconds for one check
HEADERS = {"cache-control": "no-store"}


class Health:
    """``/healthz`` (the process answers), ``/readyz`` (every check passes, or 503), ``/metrics``."""

    def __init__(self, checks: Mapping[str, Check], measure: Callable[[], None]) -> None:
        """``measure`` brings the gauges up to date before they are shown."""
        self._checks = checks
        self._measure = measure

    def routes(self) -> list[Route]:
        """For Starlette."""
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    async def alive(self, _: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"}, headers=HEADERS)

    async def ready(self, _: Request) -> Response:
        """What works and what does not, by name."""
        names = list(self._checks)
        outcomes = await asyncio.gather(*(_run(self._checks[name]) for name in names))
        results = dict(zip(names, outcomes, strict=True))
        ready = set(outcomes) <= {"ok"}
        content = {"status": "ok" if ready else "unavailable", "checks": results}
        return JSONResponse(content, 200 if ready else 503, headers=HEADERS)

    async def metrics(self, _: Request) -> Response:
        """Everything counted."""
        self._measure()
        return figures.expose()


async def _run(check: Check) -> str:
    try:
        await asyncio.wait_for(check(), PATIENCE)
    except Exception as error:  # whatever it is, it is the reason
        return type(error).__name__
    return "ok"
