"""The gateway on one page: its parts, how they hang together, what starts and stops them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from chassis.health import Check
from chassis.problems import http_error
from chassis.refusals import Refusal
from gateway import refusing
from gateway.cache.generations import Generations
from gateway.cache.memory import Memory
from gateway.cache.subscription import Subscription
from gateway.docs.routes import Docs
from gateway.edge import Edge
from gateway.guard.cors import Cors
from gateway.guard.headers import for_data
from gateway.health import figures
from gateway.health.readiness import Health
from gateway.limits.limiter import Limiter
from gateway.limits.policies import policies
from gateway.limits.quota import Quota
from gateway.pages import site as sites
from gateway.pages.documents import Documents
from gateway.pages.routes import Pages
from gateway.pages.sitemaps import SiteMap
from gateway.routing.forwarding import Forwarder
from gateway.routing.neighbours import Neighbours
from gateway.routing.table import Table
from gateway.serving.instant import Instant
from gateway.session import app as account
from gateway.session.asking import Parts
from gateway.session.cookies import Cookies
from gateway.session.door import Door
from gateway.session.patience import sessions_redis
from gateway.session.signing_in import SignIn
from gateway.settings import GatewaySettings

REDIS_PATIENCE = 0.2  # seconds


class Gateway:
    """All parts, made from the settings; ``app`` is the ASGI app, ``instant`` answers from memory before it."""

    def __init__(self, settings: GatewaySettings) -> None:
        cors = Cors(settings.cors_origins)
        vary = [(b"vary", b"Origin")] if cors.varies else []
        self._settings = settings
        self.generations = Generations(stale_seconds=settings.stale_seconds)
        self.memory = Memory(
            self.generations,
            limit=settings.cache_bytes,
            dress=for_data(settings) + vary,
            patience=settings.silence_seconds,
        )
        self.neighbours = Neighbours(settings)
        self.subscription = Subscription(settings.nats_url, settings.services, self.generations)
        self.redis = Redis.from_url(
            settings.redis_url, socket_timeout=REDIS_PATIENCE, socket_connect_timeout=REDIS_PATIENCE
        )
        self.limiter = Limiter(Quota(self.redis), policies(settings)) if settings.rate_limits == "on" else None
        self.tally = figures.Tally()
        self.sign_in = SignIn(sessions_redis(settings.redis_url), settings) if settings.oidc_issuer else None
        self.app = self._edge(cors)
        self.instant = Instant(settings, self.memory.store, self.limiter, self.tally)

    def _edge(self, cors: Cors) -> Edge:
        settings, table = self._settings, Table(self._settings.services)
        forwarder = Forwarder(self.neighbours, self.memory, settings)
        documents = Documents(table, forwarder, patience=settings.silence_seconds)
        site = sites.load(settings.ecosystem, settings.origin)
        site_map = SiteMap(site, documents, self.generations, seconds=settings.sitemap_seconds)
        inside = Starlette(
            routes=[
                *Health(self._checks(), self._measure).routes(),
                *Docs(settings, documents).routes(),
                *Pages(settings, site, documents, site_map).routes(),
            ],
            exception_handlers={Refusal: _refused, HTTPException: http_error},
            lifespan=self._lifespan,
        )
        cookies = Cookies.of(settings)
        door = Door(cookies, self.sign_in, origin=settings.origin)
        parts = Parts(settings=settings, cookies=cookies, door=door, sign_in=self.sign_in, neighbours=self.neighbours)
        return Edge(
            settings=settings,
            table=table,
            forwarder=forwarder,
            limiter=self.limiter,
            cors=cors,
            tally=self.tally,
            door=door,
            account=account.make(parts),
            inside=inside,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Listen before the first request is taken; let go of services last."""
        self.subscription.start()
        try:
            yield
        finally:
            await self.subscription.stop()
            await self.memory.flights.close()
            if self.sign_in is not None:
                await self.sign_in.close()
            await self.neighbours.close()
            await self.redis.aclose()

    def _checks(self) -> dict[str, Check]:
        checks: dict[str, Check] = {one.name: one.check for one in self.neighbours}
        checks["bus"] = self._bus_is_heard
        if self.limiter is not None:
            checks["redis"] = self._redis_answers
        return checks

    async def _bus_is_heard(self) -> None:
        if not self.subscription.connected:
            raise ConnectionError("not connected")

    async def _redis_answers(self) -> None:
        await self.redis.ping()

    def _measure(self) -> None:
        self.tally.flush()
        figures.CACHE_BYTES.set(self.memory.store.bytes)
        figures.CACHE_ENTRIES.set(len(self.memory.store))
        figures.BUS.set(self.subscription.connected)


async def _refused(_: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return refusing.answer(refusal)
