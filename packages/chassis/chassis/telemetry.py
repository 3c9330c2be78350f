"""What an operator sees: Prometheus metrics of requests, the outbox, the durables and the dead letters."""

import asyncio

import structlog
from nats.js import JetStreamContext
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import func, select
from starlette.responses import Response

from chassis import relay
from chassis.bus import Reactions, durable_name
from chassis.database import Sessions
from chassis.outbox import dead_letter, outbox

REQUESTS = Counter("http_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("http_request_seconds", "Time to answer", ["method", "route"])
OUTBOX_DEPTH = Gauge("outbox_depth", "Facts waiting to leave")
OUTBOX_AGE = Gauge("outbox_age_seconds", "Age of the oldest fact waiting to leave")
DEAD_LETTERS = Gauge("dead_letters", "Facts a reaction gave up on")
LAG = Gauge("consumer_lag", "Facts not yet handled", ["durable"])

log = structlog.get_logger(__name__)
PERIOD = 5.0  # seconds
PERIODS_BETWEEN_PRUNINGS = 720


def expose() -> Response:
    """All metrics of this process in the text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def watch_forever(service: str, sessions: Sessions, js: JetStreamContext, reactions: Reactions) -> None:
    """Keep the gauges of a worker current, and prune the outbox once an hour."""
    period = 0
    while True:
        try:
            await measure_tables(sessions)
            await _measure_lag(service, js, reactions)
            if period % PERIODS_BETWEEN_PRUNINGS == 0:
                async with sessions.begin() as session:
                    await relay.prune(session)
        except Exception as error:
            log.warning("could not measure", error=repr(error))
        period += 1
        await asyncio.sleep(PERIOD)


async def measure_tables(sessions: Sessions) -> None:
    """Set the gauges that one look at the database gives."""
    age = func.extract("epoch", func.now() - func.min(outbox.c.created_at))
    waiting = select(func.count(), func.coalesce(age, 0)).where(outbox.c.published_at.is_(None))
    async with sessions() as session:
        depth, seconds = (await session.execute(waiting)).one()
        parked = await session.scalar(select(func.count()).select_from(dead_letter))
    OUTBOX_DEPTH.set(depth)
    OUTBOX_AGE.set(float(seconds))
    DEAD_LETTERS.set(parked or 0)


async def _measure_lag(service: str, js: JetStreamContext, reactions: Reactions) -> None:
    for publisher in {event.topic.split(".", 1)[0] for event in reactions}:
        durable = durable_name(service, publisher)
        info = await js.consumer_info(publisher.upper(), durable)
        LAG.labels(durable).set((info.num_pending or 0) + (info.num_ack_pending or 0))
