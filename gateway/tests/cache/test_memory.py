"""Answers are remembered for everybody, until something they depend on changes."""

import asyncio
import os
import signal

import pytest


async def publish(nats_server, *subjects):
    """Facts on the bus, by somebody else."""
    import nats

    bus = await nats.connect(nats_server.url)
    for subject in subjects:
        await bus.publish(subject, b"{}")
    await bus.flush()
    await bus.close()


@pytest.fixture
def place(service):
    service.say("/places/1", b'{"revision": 1}', cache_tag="place network", etag='"1"')
    return "/api/directory/places/1"


async def test_a_second_reader_is_answered_from_memory(client, service, place):
    first = await client.get(place)
    second = await client.get(place)

    assert (first.headers["x-cache"], second.headers["x-cache"]) == ("miss", "hit")
    assert first.json() == second.json() == {"revision": 1}
    assert len(service.asked) == 1
    for answer in (first, second):
        assert answer.headers["etag"] == '"1"'
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "cache-tag" not in answer.headers


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


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer t"}, {"Cookie": "a=1; session=abc"}, {"Cookie": "__Host-session=abc"}],
)
async def test_who_says_who_they_are_is_answered_by_the_service(client, service, place, headers):
    await client.get(place)

    answer = await client.get(place, headers=headers)

    assert answer.headers["x-cache"] == "bypass"
    assert len(service.asked) == 2


async def test_another_cookie_makes_nobody_known(client, place):
    await client.get(place)

    assert (await client.get(place, headers={"Cookie": "theme=dark; lastsession=1"})).headers["x-cache"] == "hit"


async def test_nothing_of_the_asker_leaks_into_a_shared_answer(client, service, place):
    await client.get(
        place,
        headers={"Accept-Language": "de", "Cookie": "theme=dark", "Referer": "http://secret", "Accept": "text/csv"},
    )

    said = service.headers()
    assert not {"accept-language", "cookie", "referer", "user-agent"} & set(said)
    assert said["accept"] == "*/*"


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (200, {}),
        (404, {"cache_tag": "place"}),
        (500, {"cache_tag": "place"}),
        (200, {"cache_tag": "place", "set_cookie": "a=1"}),
        (200, {"cache_tag": "place", "cache_control": "private"}),
        (200, {"cache_tag": "place", "cache_control": "no-store"}),
        (200, {"cache_tag": "place", "vary": "Accept-Language"}),
    ],
)
async def test_what_may_not_be_shared_is_not(client, service, status, headers):
    service.say("/x", b"{}", status=status, **headers)

    for _ in range(2):
        answer = await client.get("/api/directory/x")
        assert answer.headers["x-cache"] == "bypass"
        assert answer.status_code == status
    assert len(service.asked) == 2


async def test_a_redirection_is_remembered_with_our_address(client, service):
    service.say("/places/old", b"", status=308, location="/places/new", cache_tag="place")

    for came in ("miss", "hit"):
        answer = await client.get("/api/directory/places/old")
        assert (answer.status_code, answer.headers["x-cache"]) == (308, came)
        assert answer.headers["location"] == "/api/directory/places/new"


async def test_spellings_of_one_question_share_an_answer(client, service):
    service.say("/places", b"{}", cache_tag="place")

    for target in ("/places?a=1&b=2", "/places?b=2&a=1", "/places?b=%32&a=1", "/pl%61ces?a=1&b=2", "/places?b=2&a=1"):
        await client.get("/api/directory" + target)
    assert len(service.asked) == 1

    await client.get("/api/directory/places?a=1&a=2")
    await client.get("/api/directory/places?a=2&a=1")
    assert len(service.asked) == 3


async def test_one_of_many_goes_to_the_service(client, service):
    asked = asyncio.Event()

    async def slow(scope, receive, send):
        asked.set()
        await asyncio.sleep(0.2)
        lines = [(b"cache-tag", b"place"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        await send({"type": "http.response.body", "body": b'{"a": 1}'})

    service.answers["/places"] = slow
    answers = await asyncio.gather(*(client.get("/api/directory/places") for _ in range(100)))

    assert [answer.json() for answer in answers] == [{"a": 1}] * 100
    assert len(service.asked) == 1


async def test_many_who_ask_for_what_cannot_be_shared_each_get_their_own(client, service):
    async def slow(scope, receive, send):
        await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": str(len(service.asked)).encode()})

    service.answers["/mine"] = slow
    answers = await asyncio.gather(*(client.get("/api/directory/mine") for _ in range(20)))

    assert len(service.asked) == 20
    assert {answer.status_code for answer in answers} == {200}


async def test_a_failed_leader_fails_nobody_for_ever(client, service):
    async def slow_then_nothing(scope, receive, send):
        await asyncio.sleep(0.1)
        raise RuntimeError

    service.answers["/places"] = slow_then_nothing
    answers = await asyncio.gather(*(client.get("/api/directory/places") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {500}
    asked = len(service.asked)

    service.say("/places", b'{"a": 1}', cache_tag="place")
    answers = await asyncio.gather(*(client.get("/api/directory/places") for _ in range(20)))
    assert [answer.json() for answer in answers] == [{"a": 1}] * 20
    assert len(service.asked) <= asked + 20


async def test_a_leader_who_leaves_takes_nobody_down(client, service):
    begun = asyncio.Event()

    async def slow(scope, receive, send):
        begun.set()
        await asyncio.sleep(0.3)
        lines = [(b"cache-tag", b"place"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        await send({"type": "http.response.body", "body": b'{"a": 1}'})

    service.answers["/places"] = slow
    leader = asyncio.create_task(client.get("/api/directory/places"))
    await begun.wait()
    follower = asyncio.create_task(client.get("/api/directory/places"))
    await asyncio.sleep(0.05)
    leader.cancel()

    assert (await follower).json() == {"a": 1}
    assert len(service.asked) == 1


async def test_nobody_boards_a_flight_that_left_before_a_change(client, gateway, service):
    revision = 1

    async def slow(scope, receive, send):
        body = b'{"revision": %d}' % revision
        await asyncio.sleep(0.3)
        lines = [(b"cache-tag", b"place"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        await send({"type": "http.response.body", "body": body})

    service.answers["/places/1"] = slow
    early = asyncio.create_task(client.get("/api/directory/places/1"))
    while not service.asked:
        await asyncio.sleep(0.005)
    revision = 2
    gateway.generations.bump("directory", "place")
    late = await client.get("/api/directory/places/1")

    assert (await early).json() == {"revision": 1}
    assert late.json() == {"revision": 2}
    assert (await client.get("/api/directory/places/1")).json() == {"revision": 2}


async def test_who_has_it_already_gets_304(client, service, place):
    first = await client.get(place)
    tag = first.headers["etag"]

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = await client.get(place, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert "content-length" not in answer.headers
    assert (await client.get(place, headers={"If-None-Match": '"0"'})).status_code == 200
    assert len(service.asked) == 1


async def test_a_miss_too_is_304_for_who_has_it(client, place):
    answer = await client.get(place, headers={"If-None-Match": '"1"'})

    assert (answer.status_code, answer.headers["x-cache"]) == (304, "miss")


async def test_who_has_an_answer_that_is_not_shared_gets_304_too(client, service):
    service.say("/x", b"{}", etag='"9"')

    answer = await client.get("/api/directory/x", headers={"If-None-Match": '"9"'})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"9"')


async def test_an_answer_without_a_tag_gets_one_of_its_bytes(client, service):
    service.say("/places", b'{"a": 1}', cache_tag="place")

    first = await client.get("/api/directory/places")
    again = await client.get("/api/directory/places", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["etag"].startswith('"')
    assert again.status_code == 304


async def test_asking_past_the_memory_is_for_benchmarks(serving, client, service, place):
    await client.get(place)
    assert (await client.get(place, headers={"Cache-Control": "no-cache"})).headers["x-cache"] == "hit"

    settings = {"services": {"directory": service.url}, "trust_no_cache": True}
    async with serving(**settings) as (trusting, _):
        await trusting.get(place)
        assert (await trusting.get(place)).headers["x-cache"] == "hit"
        assert (await trusting.get(place, headers={"Cache-Control": "no-cache"})).headers["x-cache"] == "bypass"


async def test_head_is_answered_from_what_get_left(client, service, place):
    await client.get(place)
    answer = await client.head(place)

    assert (answer.headers["x-cache"], answer.headers["content-length"]) == ("hit", "15")
    assert len(service.asked) == 1


async def test_memory_is_bounded_and_the_least_used_leave(serving, service):
    for number in range(40):
        service.say(f"/{number}", b"x" * 10_000, cache_tag="place")
    async with serving(services={"directory": service.url}, cache_bytes=200_000, stale_seconds=60) as (client, gateway):
        for number in range(40):
            await client.get(f"/api/directory/{number}")
            await client.get("/api/directory/0")
        store = gateway.memory.store
        assert 100_000 < store.bytes <= 200_000
        assert (await client.get("/api/directory/0")).headers["x-cache"] == "hit"
        assert (await client.get("/api/directory/39")).headers["x-cache"] == "hit"
        assert (await client.get("/api/directory/5")).headers["x-cache"] == "miss"


async def test_what_is_too_large_to_remember_streams_through(serving, service):
    async def large(scope, receive, send):
        lines = [(b"cache-tag", b"place"), (b"content-type", b"application/zip")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        for _ in range(10):
            await send({"type": "http.response.body", "body": b"x" * 10_000, "more_body": True})
        await send({"type": "http.response.body", "body": b"end"})

    service.answers["/large"] = large
    async with serving(services={"directory": service.url}, cache_bytes=200_000) as (client, gateway):
        answer = await client.get("/api/directory/large")
        assert answer.content == b"x" * 100_000 + b"end"
        assert answer.headers["x-cache"] == "bypass"
        assert len(gateway.memory.store) == 0


async def test_codings_are_made_once_and_counted(client, gateway, service):
    body = b'{"a": "' + b"tiers-lieux " * 1000 + b'"}'
    service.say("/places", body, cache_tag="place", etag='"7"')

    for coding in ("br", "gzip", "identity"):
        for _ in range(2):
            answer = await client.get("/api/directory/places", headers={"Accept-Encoding": coding})
            assert answer.json()["a"].startswith("tiers-lieux")
            assert answer.headers.get("content-encoding", "identity") == coding
            assert answer.headers["etag"] == ('"7"' if coding == "identity" else 'W/"7"')
    assert len(service.asked) == 1
    known = await client.get("/api/directory/places", headers={"Accept-Encoding": "br", "If-None-Match": 'W/"7"'})
    assert known.status_code == 304
    assert gateway.memory.store.bytes > len(body)


async def test_what_was_counted_is_shown(client, place):
    await client.get(place)
    await client.get(place)

    metrics = (await client.get("/metrics")).text
    assert "gateway_cache_entries 1.0" in metrics
    assert 'gateway_cache_total{outcome="hit"}' in metrics
    assert "gateway_cache_served_bytes_total" in metrics
    assert 'gateway_upstream_seconds_count{service="directory"}' in metrics
