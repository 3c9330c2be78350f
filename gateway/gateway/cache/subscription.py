"""Hearing facts: each moves the generation of the noun it speaks of."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import SlowConsumerError

from gateway.cache.generations import Generations
from gateway.health import figures

log = structlog.get_logger(__name__)

RETRY = 0.5  # seconds between two attempts to reach the bus
PING = 1  # seconds between two questions whether the bus is there, and for its answer
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
        self._task: asyncio.Task[None] | None = None
        self._told = False

    @property
    def connected(self) -> bool:
        """Whether facts are heard now."""
        return self._generations.live

    def start(self) -> None:
        """Begin to listen, now or as soon as the bus is there."""
        self._task = asyncio.create_task(self._listen_forever())

    async def stop(self) -> None:
        """Listen no more."""
        while self._task is not None and not self._task.done():
            self._task.cancel()  # the client may swallow one in the middle of an attempt to connect
            await asyncio.wait((self._task,), timeout=RETRY)

    async def _listen_forever(self) -> None:
        """One client for each time the bus is there, so that coming back is the same as coming."""
        while True:
            client = Client()
            try:
                await self._listen(client)
            except Exception as error:  # whatever it is, the bus is not there
                self._tell_away(error)
            finally:
                self._generations.live = False
                self._generations.bump_all()
                with suppress(Exception):
                    await client.close()
            await asyncio.sleep(RETRY)

    async def _listen(self, client: Client) -> None:
        """Hear facts until the bus goes away. Only once the server has the subscriptions does silence mean anything."""
        gone = asyncio.Event()

        async def note_gone() -> None:
            gone.set()

        await client.connect(
            self._url,
            name=NAME,
            connect_timeout=2,
            allow_reconnect=False,
            error_cb=self._note,
            disconnected_cb=note_gone,
            closed_cb=note_gone,
        )
        for service in self._services:
            await client.subscribe(f"{service}.>", cb=self._hear)
        await client.flush()
        self._generations.bump_all()
        self._generations.live = True
        self._told = False
        log.info("the bus is heard", services=self._services)
        while not gone.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(gone.wait(), PING)
            await client.flush(PING)  # a bus that does not answer is away, connected or not
        self._tell_away(client.last_error)

    async def _hear(self, message: Msg) -> None:
        service, noun, *rest = message.subject.split(".", WORDS - 1)
        self._generations.bump(service, noun, rest[-1] if len(rest) == WORDS - 2 else "")
        figures.BUMPS.labels(service).inc()

    async def _note(self, error: Exception) -> None:
        if isinstance(error, SlowConsumerError):
            self._generations.bump_all()  # facts were dropped: nobody knows which

    def _tell_away(self, error: Exception | None) -> None:
        if not self._told:
            self._told = True
            log.warning("the bus is away: answers are remembered for a moment only", error=repr(error))
