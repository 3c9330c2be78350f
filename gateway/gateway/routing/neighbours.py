"""The services, each with its connections, its breaker and its figures."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from gateway.health import figures
from gateway.refusing import EdgeRefusal, ServiceBroken, ServiceTooSlow, ServiceUnavailable
from gateway.routing.breaker import Breaker
from gateway.routing.headers import Hop
from gateway.routing.table import RouteClass
from gateway.settings import GatewaySettings
from gateway.upstream.answers import Answer
from gateway.upstream.errors import Broken, Expired, Unreachable, UpstreamError
from gateway.upstream.pool import Ask, Patience, Pool


class Neighbour:
    """One service, asked through its breaker."""

    def __init__(self, name: str, address: str, settings: GatewaySettings) -> None:
        public = urlsplit(settings.public_url)
        self.name = name
        self.pool = Pool(address, size=settings.upstream_connections)
        self.breaker = Breaker(time.monotonic)
        self.hop = Hop(
            prefix=b"/api/" + name.encode(),
            authority=self.pool.authority,
            public_host=public.netloc.encode(),
            public_scheme=public.scheme.encode(),
        )
        patience = Patience(
            connect=settings.connect_seconds, head=settings.head_seconds, silence=settings.silence_seconds
        )
        heavy = Patience(
            connect=settings.connect_seconds, head=settings.heavy_head_seconds, silence=settings.silence_seconds
        )
        self._patience: Mapping[RouteClass, Patience] = {
            "read": patience,
            "search": patience,
            "write": patience,
            "heavy": heavy,
        }
        self._figures = figures.Upstream(name)
        figures.BREAKER.labels(name).set_function(lambda: self.breaker.state)

    async def ask(self, ask: Ask, route_class: RouteClass) -> Answer:
        """One exchange. Raises ServiceUnavailable, ServiceTooSlow, ServiceBroken."""
        wait = self.breaker.admit()
        if wait is not None:
            self._figures.refused()
            raise ServiceUnavailable(f"The service {self.name} is being left alone for a moment.", retry_after=wait)
        began = time.perf_counter()
        settled = False
        try:
            answer = await self.pool.ask(ask, self._patience[route_class])
            self.breaker.succeeded()
            settled = True
        except UpstreamError as error:
            self.breaker.failed()
            settled = True
            self._figures.failed(error)
            raise self.refusal(error) from error
        finally:
            if not settled:
                self.breaker.abandoned()
        self._figures.answered(time.perf_counter() - began)
        return answer

    async def check(self) -> None:
        """Raises ConnectionError when the service is not ready to work, EdgeRefusal when it does not answer."""
        head = b"GET /readyz HTTP/1.1\r\nhost: " + self.hop.authority + b"\r\n\r\n"
        answer = await self.ask(Ask(head), "read")
        await answer.read(patience=1)
        if answer.status != 200:  # noqa: PLR2004
            raise ConnectionError("not ready")

    def refusal(self, error: UpstreamError) -> EdgeRefusal:
        """What the asker is told of it."""
        match error:
            case Unreachable():
                return ServiceUnavailable(f"The service {self.name} cannot be reached.", retry_after=1)
            case Expired():
                return ServiceTooSlow(f"The service {self.name} did not answer in time.", retry_after=5)
            case Broken() | _:
                return ServiceBroken(f"The service {self.name} broke off its answer.", retry_after=1)


class Neighbours:
    """All of them."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._all = {name: Neighbour(name, address, settings) for name, address in settings.services.items()}

    def __getitem__(self, name: str) -> Neighbour:
        return self._all[name]

    def __iter__(self) -> Iterator[Neighbour]:
        return iter(self._all.values())

    async def close(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(neighbour.pool.close() for neighbour in self))
