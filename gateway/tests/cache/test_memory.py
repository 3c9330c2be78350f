"""Answers are remembered for everybody who is nobody in particular."""

import asyncio

import pytest

from gateway.compression.codings import compress


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


async def test_who_says_who_they_are_is_answered_by_the_service(client, service, place):
    await client.get(place)

    answer = await client.get(place, headers={"Authorization": "Bearer t"})

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
    store = gateway.memory.store
    entry = next(iter(store._entries.values()))
    assert set(entry.variants) == {"br", "gzip", "identity"}
    assert store.bytes >= entry.size > len(body)


async def test_a_large_answer_is_coded_once_for_all_who_wait(client, service, monkeypatch):
    coded = []

    async def count(body, coding):
        coded.append(coding)
        await asyncio.sleep(0.1)
        return compress(body, coding)

    monkeypatch.setattr("gateway.cache.entries.compress_aside", count)
    service.say("/places.geojson", b'{"a": "' + b"tiers-lieux " * 10_000 + b'"}', cache_tag="place")
    asked = {"Accept-Encoding": "br"}
    answers = await asyncio.gather(*(client.get("/api/directory/places.geojson", headers=asked) for _ in range(30)))

    assert {answer.headers["content-encoding"] for answer in answers} == {"br"}
    assert len({answer.text for answer in answers}) == 1
    assert coded == ["br"]


async def test_what_was_counted_is_shown(client, place):
    await client.get(place)
    await client.get(place)

    metrics = (await client.get("/metrics")).text
    assert "gateway_cache_entries 1.0" in metrics
    assert 'gateway_cache_total{outcome="hit"}' in metrics
    assert "gateway_cache_served_bytes_total" in metrics
    assert 'gateway_upstream_seconds_count{service="directory"}' in metrics
