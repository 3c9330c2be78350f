"""The way in: JetStream delivers at least once; the inbox makes it once per effect."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NothingWaiting
from nats.js import JetStreamContext
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import tracing
from chassis.database import Sessions
from chassis.outbox import dead_letter, inbox
from contracts import Event

log = structlog.get_logger(__name__)

Reaction = Callable[[AsyncSession, Any], Awaitable[None]]
Reactions = Mapping[type[Event], Reaction]

DELAYS = (1, 5, 25, 120)  # seconds before the second, third… attempt; after the last one the fact is parked
ATTEMPTS = len(DELAYS) + 1
FETCH = 64


class Unreadable(Exception):  # noqa: N818
    """What arrived is no fact of ours: not an envelope, or of an unknown type."""


class Incoming(NamedTuple):
    """A fact as it arrived, with the reaction that is due."""

    event_id: UUID
    event: Event
    reaction: Reaction
    traceparent: str | None


async def connect(url: str, *, name: str) -> Client:
    """A connection that waits for the bus and comes back to it for ever."""

    async def note(error: Exception) -> None:
        log.warning("bus", error=repr(error))

    return await nats.connect(
        url, name=name, max_reconnect_attempts=-1, reconnect_time_wait=0.5, error_cb=note, allow_reconnect=True
    )


def durable_name(service: str, stream: str) -> str:
    """One durable per consuming service and stream: ``funding__needs``."""
    return f"{service}__{stream.lower()}"


def read(reactions: Reactions, body: bytes) -> Incoming:
    """Unpack an envelope. Raises Unreadable, or pydantic's ValidationError for data that break the contract."""
    try:
        message = json.loads(body)
        event_type = Event.registry[message["type"]]
        event_id, reaction = UUID(message["id"]), reactions[event_type]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(repr(error)) from error
    event = event_type.model_validate(message.get("data"))
    return Incoming(event_id, event, reaction, message.get("traceparent"))


async def react(sessions: Sessions, reactions: Reactions, body: bytes) -> bool:
    """Run the reaction and remember it in the same transaction. False: it had been done already."""
    incoming = read(reactions, body)
    tracing.bind(incoming.traceparent, reaction=incoming.reaction.__name__)
    async with sessions.begin() as session:
        seen = {"event_id": incoming.event_id, "reaction": incoming.reaction.__name__}
        claim = insert(inbox).values(seen).on_conflict_do_nothing().returning(inbox.c.event_id)
        if await session.scalar(claim) is None:
            return False
        await incoming.reaction(session, incoming.event)
    return True


async def consume(js: JetStreamContext, service: str, sessions: Sessions, reactions: Reactions) -> None:
    """React for as long as the process lives, one durable per publisher, each in its own task."""
    publishers = {event.topic.split(".", 1)[0] for event in reactions}
    async with asyncio.TaskGroup() as group:
        for publisher in publishers:
            group.create_task(_pump(js, service, publisher.upper(), sessions, reactions))


async def _pump(js: JetStreamContext, service: str, stream: str, sessions: Sessions, reactions: Reactions) -> None:
    durable = durable_name(service, stream)
    while True:
        try:
            subscription = await js.pull_subscribe_bind(durable=durable, stream=stream)
            while True:
                for message in await _fetch(subscription):
                    await settle(message, sessions, reactions)
        except Exception as error:  # the bus is away, or the durable is not applied yet
            log.warning("consumer lost its stream", durable=durable, error=repr(error))
            await asyncio.sleep(1)


async def _fetch(subscription: JetStreamContext.PullSubscription) -> list[Msg]:
    try:
        return await subscription.fetch(FETCH, timeout=5)
    except NothingWaiting:
        return []


async def settle(message: Msg, sessions: Sessions, reactions: Reactions) -> None:
    """Acknowledge what worked, retry later what may work, park what will not. A database away is always a retry."""
    attempts = message.metadata.num_delivered
    try:
        if attempts > ATTEMPTS:  # it took the process down each time
            raise Unreadable(f"delivered {attempts} times without an answer")  # noqa: TRY301
        await react(sessions, reactions, message.data)
    except Exception as error:
        log.exception("reaction failed", subject=message.subject, attempts=attempts)
        if attempts < ATTEMPTS and not isinstance(error, Unreadable):
            await message.nak(delay=DELAYS[attempts - 1])
            return
        if await park(message, sessions, reactions, error):
            await message.term()
        else:
            await message.nak(delay=DELAYS[-1])
    else:
        await message.ack()


async def park(message: Msg, sessions: Sessions, reactions: Reactions, error: Exception) -> bool:
    """Put a fact we gave up on where an operator finds it; False when even that failed."""
    try:
        incoming = read(reactions, message.data)
        key = {"event_id": incoming.event_id, "reaction": incoming.reaction.__name__}
    except Exception:
        key = {
            "event_id": uuid5(NAMESPACE_OID, f"{message.subject}/{message.metadata.sequence.stream}"),
            "reaction": "",
        }
    text = message.data.decode(errors="replace").replace("\0", "")
    row = key | {"subject": message.subject, "envelope": text, "error": repr(error)}
    try:
        async with sessions.begin() as session:
            await session.execute(
                insert(dead_letter).values(**row, attempts=message.metadata.num_delivered).on_conflict_do_nothing()
            )
    except Exception:
        log.exception("could not park", subject=message.subject)
        return False
    return True


async def replay(sessions: Sessions, reactions: Reactions) -> tuple[int, int]:
    """Try every parked fact again; those that now work leave. Answers (worked, still failing)."""
    async with sessions() as session:
        parked = (await session.execute(select(dead_letter).order_by(dead_letter.c.failed_at))).all()
    worked = 0
    for letter in parked:
        try:
            await react(sessions, reactions, letter.envelope.encode())
        except Exception:
            log.exception("replay failed", subject=letter.subject)
            continue
        here = (dead_letter.c.event_id == letter.event_id) & (dead_letter.c.reaction == letter.reaction)
        async with sessions.begin() as session:
            await session.execute(delete(dead_letter).where(here))
        worked += 1
    return worked, len(parked) - worked
