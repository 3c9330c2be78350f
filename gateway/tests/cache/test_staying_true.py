"""What is remembered stays true: facts, and the absence of the bus, make it old."""

import asyncio
import os
import signal


async def publish(nats_server, *subjects):
    """Facts on the bus, by somebody else."""
    import nats

    bus = await nats.connect(nats_server.url)
    for subject in subjects:
        await bus.publish(subject, b"{}")
    await bus.flush()
    await bus.close()


async def test_a_fact_about_a_noun_makes_its_answers_old(client, service, place, nats_server, until):
    await client.get(place)
    service.say("/places/1", b'{"revision": 2}', cache_tag="place network")

    await publish(nats_server, "directory.place.changed.v1.0198c2f0")
    async with asyncio.timeout(5):
        while (answer := await client.get(place)).json() != {"revision": 2}:
            await asyncio.sleep(0.002)

    assert answer.headers["x-cache"] == "miss"
    assert (await client.get(place)).headers["x-cache"] == "hit"


async def test_jetstream_facts_are_heard_too(client, gateway, place, nats_server, until):
    import nats

    await client.get(place)
    bus = await nats.connect(nats_server.url)
    js = bus.jetstream()
    await js.add_stream(name="DIRECTORY", subjects=["directory.>"])
    before = gateway.generations.noun("directory", "place").moved
    await js.publish("directory.place.changed.v1.0198c2f0", b"{}")
    await until(lambda: gateway.generations.noun("directory", "place").moved > before)
    await js.delete_stream("DIRECTORY")
    await bus.close()

    assert (await client.get(place)).headers["x-cache"] == "miss"


async def test_a_fact_about_another_noun_or_service_leaves_answers_alone(client, gateway, place, nats_server, until):
    await client.get(place)

    await publish(
        nats_server, "directory.tool.changed.v1.x", "needs.place.changed.v1.x", "directory.partner.changed.v1.y"
    )
    await until(lambda: gateway.generations.noun("directory", "partner").moved)

    assert (await client.get(place)).headers["x-cache"] == "hit"


async def test_an_answer_may_depend_on_one_thing_only(client, gateway, service, nats_server, until):
    service.say("/places/1", b"{}", cache_tag="place:aaa network")
    await client.get("/api/directory/places/1")

    await publish(nats_server, "directory.place.changed.v1.bbb")
    await until(lambda: gateway.generations.noun("directory", "place").moved)
    assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "hit"

    clock = gateway.generations.clock
    await publish(nats_server, "directory.place.changed.v1.aaa")
    await until(lambda: gateway.generations.clock > clock)
    assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"


async def test_a_change_while_the_service_is_answering_is_not_missed(client, gateway, service):
    """The service read the old row; the fact came before its answer did: that answer is old when it arrives."""

    async def slow(scope, receive, send):
        gateway.generations.bump("directory", "place")
        lines = [(b"cache-tag", b"place"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        await send({"type": "http.response.body", "body": b"{}"})

    service.answers["/places/1"] = slow
    await client.get("/api/directory/places/1")

    assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"


async def test_while_the_bus_is_away_nothing_older_than_a_moment_is_served(serving, service):
    service.say("/places/1", b"{}", cache_tag="place")
    async with serving(services={"directory": service.url}, stale_seconds=0.5) as (client, _):
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "hit"
        await asyncio.sleep(0.6)
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"


async def test_when_the_bus_goes_and_comes_back_everything_is_asked_again(serving, service, tmp_path, until):
    from sandbox.nats import Nats

    service.say("/places/1", b"{}", cache_tag="place")
    bus = Nats(tmp_path / "bus", fast=True)
    await asyncio.to_thread(bus.start)
    settings = {"nats_url": bus.url, "stale_seconds": 0.0}
    async with serving(services={"directory": service.url}, **settings) as (client, gateway):
        await until(lambda: gateway.generations.live)
        await client.get("/api/directory/places/1")
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "hit"

        await asyncio.to_thread(bus.stop)
        await until(lambda: not gateway.generations.live)
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"
        assert (await client.get("/readyz")).json()["checks"]["bus"] == "ConnectionError"

        await asyncio.to_thread(bus.start)
        await until(lambda: gateway.generations.live)
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "hit"
        await publish(bus, "directory.place.changed.v1.x")
        await until(lambda: gateway.generations.noun("directory", "place").moved)
        assert (await client.get("/api/directory/places/1")).headers["x-cache"] == "miss"
    await asyncio.to_thread(bus.stop)


async def test_a_bus_that_is_connected_but_dumb_is_away(serving, tmp_path, until):
    from sandbox.nats import Nats

    bus = Nats(tmp_path / "bus", fast=True)
    await asyncio.to_thread(bus.start)
    async with serving(nats_url=bus.url) as (_, gateway):
        await until(lambda: gateway.generations.live)
        os.kill(bus.pid, signal.SIGSTOP)
        await until(lambda: not gateway.generations.live, seconds=6)
        os.kill(bus.pid, signal.SIGCONT)
        await until(lambda: gateway.generations.live)
    await asyncio.to_thread(bus.stop)
