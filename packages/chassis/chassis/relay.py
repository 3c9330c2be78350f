"""The way out: what waits in the outbox goes to JetStream, in order, woken by the commit."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import structlog
from nats.js import JetStreamContext
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Sessions, engine_of, plain_dsn
from chassis.outbox import CHANNEL, outbox

log = structlog.get_logger(__name__)

BATCH = 256
FALLBACK = 1.0  # seconds between looks when no commit wakes us: a missed wake-up costs this much, not for ever
KEPT = timedelta(days=7)
ONE_RELAY = 0x6F757462  # "outb": the advisory lock that one relay holds at a time

Publish = Callable[..., Awaitable[Any]]


async def relay_forever(js: JetStreamContext, sessions: Sessions) -> None:
    """Publish for as long as the process lives; starts over when the database or the bus goes away."""
    while True:
        try:
            await _lead(js, sessions)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("relay lost its connection", error=repr(error))
        except Exception:
            log.exception("relay failed")
        await asyncio.sleep(FALLBACK)


async def _lead(js: JetStreamContext, sessions: Sessions) -> None:
    """Hold the lock on a connection of its own, which hears the commits; another replica waits meanwhile."""
    url = engine_of(sessions).url.render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain_dsn(url))
    committed = asyncio.Event()
    try:
        await connection.add_listener(CHANNEL, lambda *_: committed.set())
        while not await connection.fetchval(  # noqa: ASYNC110 - the lock is held in another process
            "select pg_try_advisory_lock($1)", ONE_RELAY
        ):
            await asyncio.sleep(FALLBACK)
        while True:
            committed.clear()
            while await publish_waiting(sessions, js.publish) == BATCH:
                pass
            if connection.is_closed():
                raise ConnectionResetError("the relay's connection closed")
            await _wait(committed)
    finally:
        await connection.close(timeout=FALLBACK)


async def _wait(committed: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(committed.wait(), FALLBACK)
    except TimeoutError:
        pass


async def publish_waiting(sessions: Sessions, publish: Publish) -> int:
    """Publish one batch in order and mark what the bus acknowledged; the number marked.

    A crash between the acknowledgement and the mark publishes again under the same ``Nats-Msg-Id``.
    Raises what the first failed publication raised, after marking those that succeeded.
    """
    waiting = select(outbox).where(outbox.c.published_at.is_(None)).order_by(outbox.c.position).limit(BATCH)
    async with sessions.begin() as session:
        rows = (await session.execute(waiting)).all()
        sent = [publish(row.subject, row.envelope.encode(), headers={"Nats-Msg-Id": str(row.event_id)}) for row in rows]
        outcomes = await asyncio.gather(*sent, return_exceptions=True)
        done = [
            row.position for row, outcome in zip(rows, outcomes, strict=True) if not isinstance(outcome, BaseException)
        ]
        if done:
            await session.execute(update(outbox).where(outbox.c.position.in_(done)).values(published_at=func.now()))
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return len(done)


async def prune(session: AsyncSession) -> None:
    """Forget what left long ago; the streams keep it."""
    await session.execute(delete(outbox).where(outbox.c.published_at < func.now() - KEPT))
