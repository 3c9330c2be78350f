"""How long a fact takes from its commit to whoever listens, measured by one clock."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import asyncpg
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NothingWaiting
from nats.js import JetStreamContext
from nats.js.api import ConsumerConfig, DeliverPolicy

from chassis import bus, database
from chassis.ids import new_id
from chassis.outbox import CHANNEL, emit
from contracts.directory import PlaceChanged

STREAM, SUBJECTS = "DIRECTORY", f"{PlaceChanged.topic}.>"
DURABLE = bus.durable_name("bench", STREAM)
A_SECOND = 40  # facts: a busy day of people, not an import
PATIENCE = 10.0  # seconds for the last fact


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds from just before the commit until a fact was there."""

    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Latency:
    """When so many facts were heard on the bus, and when a durable had them, read as a service reads its own."""

    facts: int
    heard: Spread
    durable: Spread


@dataclass
class Clock:
    """When each fact, by its subject, was about to be committed, was heard, was delivered."""

    committed: dict[str, float] = field(default_factory=dict)
    heard: dict[str, float] = field(default_factory=dict)
    delivered: dict[str, float] = field(default_factory=dict)

    def all_there(self) -> bool:
        """Tell whether every fact has arrived both ways."""
        return self.committed.keys() <= self.heard.keys() & self.delivered.keys()

    def spread(self, arrived: dict[str, float]) -> Spread:
        """How long the facts took."""
        waits = sorted(1e3 * (arrived[subject] - left) for subject, left in self.committed.items())
        return Spread(waits[len(waits) // 2], waits[int(len(waits) * 0.99)])


@contextmanager
def changes(database_url: str) -> Iterator[None]:
    """Let every process of the directory hear, many times a second, that something has changed."""
    over = threading.Event()

    async def notify() -> None:
        connection = await asyncpg.connect(database.plain_dsn(database_url))
        while not over.is_set():
            await connection.execute(f"notify {CHANNEL}")
            await asyncio.sleep(1 / A_SECOND)
        await connection.close()

    with ThreadPoolExecutor(1) as pool:
        notifying = pool.submit(asyncio.run, notify())
        try:
            yield
        finally:
            over.set()
    notifying.result()


async def latency(
    database_url: str, nats_url: str, place: PlaceChanged, *, facts: int, said: Callable[[int], None]
) -> Latency:
    """Emit so many facts of places like this one, each in its own transaction, and time their arrival.

    Raises TimeoutError when one does not arrive.
    """
    sessions = database.connect(database_url)
    clock = Clock()
    try:
        async with _listening(nats_url, clock):
            for number in range(facts):
                fact = place.model_copy(update={"id": new_id()})
                async with sessions.begin() as session:
                    await emit(session, fact)
                    clock.committed[fact.subject] = time.perf_counter()
                said(number + 1)
                await asyncio.sleep(1 / A_SECOND)
            async with asyncio.timeout(PATIENCE):
                while not clock.all_there():  # noqa: ASYNC110 - the listeners fill it
                    await asyncio.sleep(0.01)
    finally:
        await database.engine_of(sessions).dispose()
    return Latency(facts, clock.spread(clock.heard), clock.spread(clock.delivered))


@asynccontextmanager
async def _listening(nats_url: str, clock: Clock) -> AsyncIterator[None]:
    """Hear every fact twice: by a plain subscription and by a durable."""
    connection: Client = await bus.connect(nats_url, name="bench")

    async def note(message: Msg) -> None:
        clock.heard.setdefault(message.subject, time.perf_counter())

    try:
        await connection.subscribe(SUBJECTS, cb=note)
        js = connection.jetstream()
        config = ConsumerConfig(deliver_policy=DeliverPolicy.NEW)
        subscription = await js.pull_subscribe(SUBJECTS, durable=DURABLE, stream=STREAM, config=config)
        pump = asyncio.create_task(_pump(subscription, clock))
        yield
        pump.cancel()
        await js.delete_consumer(STREAM, DURABLE)
    finally:
        await connection.close()


async def _pump(subscription: JetStreamContext.PullSubscription, clock: Clock) -> None:
    """Fetch as the chassis does, for ever."""
    while True:
        try:
            messages = await subscription.fetch(bus.FETCH, timeout=5)
        except NothingWaiting:
            continue
        for message in messages:
            clock.delivered.setdefault(message.subject, time.perf_counter())
            await message.ack()
