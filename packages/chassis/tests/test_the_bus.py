"""Facts out and in, on a real JetStream: at least once on the way, exactly once in effect."""

import asyncio
import json

import pytest
from sqlalchemy import func, select, text
from toy.facts import JarChanged, NeighbourJarChanged
from toy.service import service as toy
from toy.tables import fill

from chassis import bus, relay, streams
from chassis.ids import new_id
from chassis.outbox import dead_letter, emit, inbox, outbox

DECLARED = {
    "streams": {"TOY": {"subjects": ["toy.>"]}, "NEIGHBOUR": {"subjects": ["neighbour.>"]}},
    "consumers": {"toy__neighbour": {"stream": "NEIGHBOUR", "filter_subjects": ["neighbour.jar.changed.v1.>"]}},
}
PATIENCE = 10


@pytest.fixture
async def js(nats_client):
    js = nats_client.jetstream()
    await streams.apply(js, DECLARED)
    return js


async def eventually(look, wanted):
    """Look until it is so; fail with the last look when it never is."""
    async with asyncio.timeout(PATIENCE):
        while (last := await look()) != wanted:
            await asyncio.sleep(0.02)
    return last


async def count(sessions, table):
    async with sessions() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def emit_jars(sessions, number):
    facts = [JarChanged(id=new_id(), revision=1, sweets=n) for n in range(number)]
    async with sessions.begin() as session:
        await emit(session, *facts)
    return facts


def message(fact, event_id=None):
    return json.dumps(
        {"id": str(event_id or new_id()), "type": fact.topic, "data": fact.model_dump(mode="json")}
    ).encode()


async def test_applying_streams_twice_changes_nothing(js):
    before = await js.consumer_info("NEIGHBOUR", "toy__neighbour")
    await streams.apply(js, DECLARED)
    after = await js.consumer_info("NEIGHBOUR", "toy__neighbour")

    assert before.config == after.config
    assert {info.config.name for info in await js.streams_info()} == {"TOY", "NEIGHBOUR"}


async def test_a_durable_is_named_after_its_service_and_stream(js):
    misnamed = {"consumers": {"toy__other": {"stream": "NEIGHBOUR", "filter_subjects": ["neighbour.>"]}}}
    with pytest.raises(ValueError, match="toy__other"):
        await streams.apply(js, misnamed)


async def test_facts_leave_in_order_under_their_subject(committing, js):
    facts = await emit_jars(committing, 300)

    assert await relay.publish_waiting(committing, js.publish) == relay.BATCH
    assert await relay.publish_waiting(committing, js.publish) == 300 - relay.BATCH

    subscription = await js.pull_subscribe("toy.>", "reader", stream="TOY")
    arrived = await subscription.fetch(300, timeout=5)
    assert [arrival.subject for arrival in arrived] == [fact.subject for fact in facts]
    envelope = json.loads(arrived[0].data)
    assert envelope["specversion"] == "1.0"
    assert envelope["source"] == "toy"
    assert envelope["data"] == facts[0].model_dump(mode="json")


async def test_a_crash_between_publishing_and_marking_publishes_nothing_twice(committing, js):
    await emit_jars(committing, 20)

    async def publish_then_crash(*args, **kwargs):
        await js.publish(*args, **kwargs)
        raise ConnectionError("the relay died here")

    with pytest.raises(ConnectionError):
        await relay.publish_waiting(committing, publish_then_crash)
    await relay.publish_waiting(committing, js.publish)

    assert (await js.stream_info("TOY")).state.messages == 20


async def test_what_the_bus_refuses_stays_and_the_rest_is_marked(committing, js):
    facts = await emit_jars(committing, 3)

    async def refuse_one(subject, *args, **kwargs):
        if subject == facts[1].subject:
            raise TimeoutError
        return await js.publish(subject, *args, **kwargs)

    with pytest.raises(TimeoutError):
        await relay.publish_waiting(committing, refuse_one)

    async with committing() as session:
        waiting = await session.scalars(select(outbox.c.subject).where(outbox.c.published_at.is_(None)))
        assert waiting.all() == [facts[1].subject]


async def test_the_relay_is_woken_by_the_commit(committing, js, monkeypatch):
    monkeypatch.setattr(relay, "FALLBACK", 60)
    task = asyncio.create_task(relay.relay_forever(js, committing))
    try:
        await asyncio.sleep(0.3)
        await emit_jars(committing, 1)

        async def arrived():
            return (await js.stream_info("TOY")).state.messages

        await eventually(arrived, 1)
    finally:
        task.cancel()


async def test_one_relay_at_a_time(committing, js):
    tasks = [asyncio.create_task(relay.relay_forever(js, committing)) for _ in range(2)]
    try:
        for _ in range(10):
            await emit_jars(committing, 10)

        async def arrived():
            return (await js.stream_info("TOY")).state.messages

        await eventually(arrived, 100)
        async with committing() as session:
            locks = (
                "select count(*) from pg_locks where locktype = 'advisory' and granted"
                " and database = (select oid from pg_database where datname = current_database())"
            )
            assert await session.scalar(text(locks)) == 1
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def consuming(committing, js):
    task = asyncio.create_task(bus.consume(js, "toy", committing, toy.reactions))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_the_same_fact_twice_has_one_effect(committing, js, consuming):
    fact, event_id = NeighbourJarChanged(id=new_id(), revision=1, sweets=5), new_id()
    for _ in range(3):
        await js.publish(fact.subject, message(fact, event_id))

    await eventually(lambda: count(committing, fill), 1)
    await settled(js)
    assert await count(committing, inbox) == 1


async def settled(js):
    async def pending():
        info = await js.consumer_info("NEIGHBOUR", "toy__neighbour")
        return info.num_pending + info.num_ack_pending

    await eventually(pending, 0)


async def test_an_older_revision_that_arrives_late_is_ignored(committing, js, consuming):
    jar_id = new_id()
    for revision, sweets in ((3, 30), (1, 10), (2, 20)):
        fact = NeighbourJarChanged(id=jar_id, revision=revision, sweets=sweets)
        await js.publish(fact.subject, message(fact))
    await settled(js)

    async with committing() as session:
        assert (await session.execute(select(fill.c.revision, fill.c.sweets))).one() == (3, 30)


async def test_a_fact_that_never_works_is_parked_and_can_be_replayed(committing, js, monkeypatch):
    monkeypatch.setattr(bus, "DELAYS", (0.01, 0.01, 0.01, 0.01))
    task = asyncio.create_task(bus.consume(js, "toy", committing, toy.reactions))
    try:
        bad = NeighbourJarChanged(id=new_id(), revision=1, sweets=-1)
        good = NeighbourJarChanged(id=new_id(), revision=1, sweets=1)
        await js.publish(bad.subject, message(bad))
        await js.publish(good.subject, message(good))
        await eventually(lambda: count(committing, dead_letter), 1)
        await eventually(lambda: count(committing, fill), 1)
        await settled(js)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with committing() as session:
        letter = (await session.execute(select(dead_letter))).one()
    assert letter.attempts == bus.ATTEMPTS
    assert "less than nothing" in letter.error
    assert await bus.replay(committing, toy.reactions) == (0, 1)

    async def mended(session, event: NeighbourJarChanged) -> None: ...

    assert await bus.replay(committing, {NeighbourJarChanged: mended}) == (1, 0)
    assert await count(committing, dead_letter) == 0


@pytest.mark.parametrize("body", [b"", b"\xff\x00", b"[]", b'{"type":"no.such.fact.v1","id":"x"}', b"null"])
async def test_what_is_no_fact_is_parked_at_once(committing, js, consuming, body):
    await js.publish(f"neighbour.jar.changed.v1.{new_id()}", body)

    await eventually(lambda: count(committing, dead_letter), 1)
    await settled(js)


async def test_the_plugin_delivers_once(deliver, session):
    fact, event_id = NeighbourJarChanged(id=new_id(), revision=1, sweets=5), new_id()

    assert await deliver(fact, event_id=event_id) is True
    assert await deliver(fact, event_id=event_id) is False
    assert await session.scalar(select(fill.c.sweets)) == 5
