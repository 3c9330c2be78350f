"""Hearing facts: each moves the generation of the noun it speaks of."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import SlowConsumerError

from gateway.cache.generations import Generations
from gateway.health import figures

log = structlog.get_logger(__name__)

RETRY = 0.5  # seconds between two attempts to reach the bus
PING = 2  # seconds: after two unanswered pings the bus counts as away
NAME = "gateway"
WORDS = 5  # service.noun.verb.version.id


class Subscription:
    """A core subscription to each service's facts: JetStream's publications reach it too, without any state there.

    What is published while we are away is not sent again; so whenever the bus comes or goes, everything counts as
    changed.
    """

    def __init__(self, url: str, services: Iterable[str], generations: Generations) -> None:
        self._url = url
        self._services = list(services)
        self._generations = generations
        self._client: Client | None = None
        self._task: asyncio.Task[None] | None = None
        self._told = False

    @property
    def connected(self) -> bool:
        """Whether facts are heard now."""
        return self._generations.live

    def start(self) -> None:
        """Begin to listen, now or as soon as the bus is there."""
        self._task = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._client is not None:
            with suppress(Exception):  # it may be in the middle of coming back
                await self._client.close()
        self._generations.live = False

    async def _listen(self) -> None:
        self._client = await nats.connect(  # waits for the bus as long as it takes
            self._url,
            name=NAME,
            connect_timeout=2,
            ping_interval=PING,
            max_outstanding_pings=2,
            reconnect_time_wait=RETRY,
            max_reconnect_attempts=-1,
            error_cb=self._note,
            disconnected_cb=self._away,
            reconnected_cb=self._back,
        )
        for service in self._services:
            await self._client.subscribe(f"{service}.>", cb=self._hear)
        await self._back()

    async def _hear(self, message: Msg) -> None:
        service, noun, *rest = message.subject.split(".", WORDS - 1)
        self._generations.bump(service, noun, rest[-1] if len(rest) == WORDS - 2 else "")
        figures.BUMPS.labels(service).inc()

    async def _away(self) -> None:
        self._generations.live = False
        self._generations.bump_all()
        self._tell_away()

    async def _back(self) -> None:
        """The subscriptions are sent again by the client; only once the server has them does silence mean anything."""
        assert self._client is not None
        await self._client.flush()
        self._generations.bump_all()
        self._generations.live = True
        self._told = False
        log.info("the bus is heard", services=self._services)

    async def _note(self, error: Exception) -> None:
        if isinstance(error, SlowConsumerError):
            self._generations.bump_all()  # facts were dropped: nobody knows which
        elif not self._generations.live:
            self._tell_away(error)

    def _tell_away(self, error: Exception | None = None) -> None:
        if not self._told:
            self._told = True
            log.warning("the bus is away: answers are remembered for a moment only", error=repr(error))
