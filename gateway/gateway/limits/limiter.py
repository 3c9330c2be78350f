"""Spending a client's tokens; letting everybody through while Redis is away."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from redis.exceptions import RedisError

from gateway.health import figures
from gateway.limits.policies import Policy
from gateway.limits.quota import Quota
from gateway.refusing import TooManyRequests
from gateway.routing.table import RouteClass

log = structlog.get_logger(__name__)

PATIENCE = 0.25  # seconds for Redis: a limiter must not be slower than what it protects
PAUSE = 1.0  # seconds between two looks whether Redis is back
MOST_LEASES = 50_000


@dataclass(slots=True)
class Lease:
    """Tokens of one client and class that may be spent here. Times are seconds of the limiter's clock."""

    left: int = 0
    remaining: int = 0  # in Redis, when last asked
    reset_at: float = 0.0
    until: float = 0.0  # what is left then is lost
    refused_until: float = 0.0
    asking: asyncio.Task[None] | None = None


class Limiter:
    """Counts requests by client and class of route."""

    def __init__(
        self, quota: Quota, policies: Mapping[RouteClass, Policy], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._quota = quota
        self._policies = policies
        self._clock = clock
        self._leases: dict[tuple[str, RouteClass], Lease] = {}
        self._lines = {name: b"ratelimit-policy: %b\r\n" % policy.header for name, policy in policies.items()}
        self._away_until = 0.0
        self._away = False
        self._probing = False

    def spend(self, client: str, route_class: RouteClass) -> bytes | None:
        """Spend a token that is here: the header lines that say so. None: Redis must be asked (``take``)."""
        now = self._clock()
        if now < self._away_until:
            figures.LIMITER_OPEN.inc()
            return b""
        lease = self._leases.get((client, route_class))
        if lease is None or lease.left <= 0 or now >= lease.until:
            return None
        lease.left -= 1
        return self._said(lease, route_class, now)

    async def take(self, client: str, route_class: RouteClass) -> bytes:
        """Spend a token, leasing some when none is here: the header lines. Raises TooManyRequests."""
        while True:
            said = self.spend(client, route_class)
            if said is not None:
                return said
            lease = self._lease(client, route_class)
            now = self._clock()
            if now < lease.refused_until:
                figures.LIMITED.labels(route_class).inc()
                raise self._refusal(route_class, max(lease.reset_at - now, 0.0))
            if self._away and self._probing and lease.asking is None:
                figures.LIMITER_OPEN.inc()
                return b""  # one client looks whether Redis is back, the others do not wait for it
            await self._lease_more(lease, client, route_class)

    def _lease(self, client: str, route_class: RouteClass) -> Lease:
        if len(self._leases) > MOST_LEASES:
            self._sweep()
        return self._leases.setdefault((client, route_class), Lease())

    async def _lease_more(self, lease: Lease, client: str, route_class: RouteClass) -> None:
        if lease.asking is None:
            lease.asking = asyncio.create_task(self._ask(lease, client, self._policies[route_class]))
        await asyncio.shield(lease.asking)

    async def _ask(self, lease: Lease, client: str, policy: Policy) -> None:
        self._probing = True
        try:
            async with asyncio.timeout(PATIENCE):
                taken = await self._quota.take(client, policy, policy.lease)
        except (RedisError, OSError, TimeoutError) as error:
            self._note_away(error)
        else:
            self._note_back()
            now = self._clock()
            lease.left, lease.remaining = taken.granted, taken.remaining
            lease.until, lease.reset_at = now + policy.slot, now + taken.reset
            if not taken.granted:
                lease.refused_until = now + min(taken.reset, policy.slot / 2)
        finally:
            self._probing = False
            lease.asking = None

    def _note_away(self, error: Exception) -> None:
        self._away_until = self._clock() + PAUSE
        if not self._away:
            self._away = True
            log.warning("Redis is away: requests are let through uncounted", error=repr(error))

    def _note_back(self) -> None:
        if self._away:
            self._away = False
            log.warning("Redis is back: requests are counted")

    def _said(self, lease: Lease, route_class: RouteClass, now: float) -> bytes:
        left, reset = lease.left + lease.remaining, max(1, round(lease.reset_at - now))
        return b'%bratelimit: "%b";r=%d;t=%d\r\n' % (self._lines[route_class], route_class.encode(), left, reset)

    def _refusal(self, route_class: RouteClass, wait: float) -> TooManyRequests:
        policy = self._policies[route_class]
        return TooManyRequests(
            f"At most {policy.limit} requests of the kind '{policy.name}' in {policy.window:g} s.",
            retry_after=wait,
            headers={
                "ratelimit-policy": policy.header.decode(),
                "ratelimit": f'"{policy.name}";r=0;t={max(1, round(wait))}',
            },
        )

    def _sweep(self) -> None:
        now = self._clock()
        self._leases = {
            key: lease
            for key, lease in self._leases.items()
            if lease.asking is not None or lease.until > now or lease.refused_until > now
        }
        if len(self._leases) > MOST_LEASES:
            self._leases.clear()  # tokens are lost to their clients, not to the limit
