"""Can the gateway do its work: are the services ready, is the bus heard, does Redis count?"""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chassis import health
from gateway.health import figures


class Health:
    """``/healthz`` (the process answers), ``/readyz`` (every check passes, or 503), ``/metrics``."""

    def __init__(self, checks: Mapping[str, health.Check], measure: Callable[[], None]) -> None:
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
        return health.alive()

    async def ready(self, _: Request) -> Response:
        """What works and what does not, by name."""
        return await health.ready(self._checks)

    async def metrics(self, _: Request) -> Response:
        """Everything counted."""
        self._measure()
        return figures.expose()
