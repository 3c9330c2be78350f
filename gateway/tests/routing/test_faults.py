"""Services that are away, slow, or break off: the asker learns it clearly, and soon."""

import asyncio

import httpx2
import pytest

OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"


async def test_a_service_that_is_away_is_a_clear_503(serving):
    async with serving(services={"directory": "http://127.0.0.1:1"}) as (client, _):
        answer = await client.get("/api/directory/places")

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["type"] == "/problems/service-unavailable"
    assert "directory" in answer.json()["detail"]


async def test_the_breaker_opens_then_closes_once_the_service_is_back(serving, service):
    async with serving(services={"directory": "http://127.0.0.1:1"}) as (client, gateway):
        for _ in range(5):
            await client.get("/api/directory/places")
        metrics = (await client.get("/metrics")).text
        assert 'gateway_breaker_state{service="directory"} 2.0' in metrics
        refused = await client.get("/api/directory/places")
        assert "left alone" in refused.json()["detail"]
        assert int(refused.headers["retry-after"]) >= 1

        service.say("/places")
        gateway.neighbours["directory"].pool.port = int(service.url.rpartition(":")[2])
        async with asyncio.timeout(10):
            while (await client.get("/api/directory/places")).status_code != 200:
                await asyncio.sleep(0.1)
        assert 'gateway_breaker_state{service="directory"} 0.0' in (await client.get("/metrics")).text


async def test_a_service_that_says_nothing_is_a_504(serving, raw_service):
    async def behave(reader, writer):
        await asyncio.sleep(60)

    async with raw_service(behave) as url, serving(services={"directory": url}, head_seconds=0.3) as (client, _):
        async with asyncio.timeout(30):
            answer = await client.get("/api/directory/places")

    assert answer.status_code == 504
    assert answer.json()["type"] == "/problems/service-too-slow"


async def test_an_answer_that_stops_in_the_middle_is_never_taken_for_whole(serving, raw_service):
    async def behave(reader, writer):
        path = await reader.readuntil(b"\r\n\r\n")
        kind = b"application/json\r\ncache-tag: place" if b"cached" in path else b"application/zip"
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: " + kind + b"\r\ncontent-length: 100000\r\n\r\n" + b"x" * 50_000
        )
        await writer.drain()

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, gateway):
        with pytest.raises(httpx2.RemoteProtocolError):
            await client.get("/api/directory/download")
        answer = await client.get("/api/directory/cached")  # nothing had left yet: it can still be said
        assert answer.status_code == 502
        assert answer.json()["type"] == "/problems/service-broken"
        assert len(gateway.memory.store) == 0


async def test_a_chunked_answer_that_stops_is_cut_and_one_that_falls_silent_too(serving, raw_service):
    async def behave(reader, writer):
        path = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n")
        await writer.drain()
        await asyncio.sleep(60 if b"silent" in path else 0.05)

    settings = {"silence_seconds": 0.3}
    async with raw_service(behave) as url, serving(services={"directory": url}, **settings) as (client, _):
        for path in ("/api/directory/stops", "/api/directory/silent"):
            with pytest.raises(httpx2.RemoteProtocolError):
                await client.get(path)


async def test_what_is_no_http_is_a_502(serving, raw_service):
    async def behave(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"SSH-2.0-OpenSSH\r\n")
        await writer.drain()

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        assert (await client.get("/api/directory/x")).status_code == 502


async def test_an_ambiguous_answer_of_a_service_is_a_502(serving, raw_service):
    async def behave(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n")
        await writer.drain()

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        assert (await client.get("/api/directory/x")).status_code == 502


async def test_a_read_is_asked_again_when_a_kept_connection_was_closed_and_a_write_is_not(serving, raw_service):
    asked = []

    async def behave(reader, writer):
        """Answer once, then close the moment the second request on the same connection comes."""
        for number in range(2):
            head = await reader.readuntil(b"\r\n\r\n")
            asked.append((head.split(b" ", 1)[0], number))
            if number:
                return
            writer.write(OK)

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        assert (await client.get("/api/directory/a")).status_code == 200
        assert (await client.get("/api/directory/b")).status_code == 200
        assert asked == [(b"GET", 0), (b"GET", 1), (b"GET", 0)]

        asked.clear()
        answer = await client.post("/api/directory/c")
        assert answer.status_code == 502
        assert asked == [(b"POST", 1)]


async def test_a_read_is_not_asked_again_once_part_of_an_answer_came(serving, raw_service):
    asked = []

    async def behave(reader, writer):
        while True:
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            if len(asked) > 1:
                writer.write(b"HTTP/1.1 200 OK\r\ncont")
                return
            writer.write(OK)

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        await client.get("/api/directory/a")
        assert (await client.get("/api/directory/b")).status_code == 502
        assert len(asked) == 2


async def test_a_service_that_talks_out_of_turn_is_not_believed(serving, raw_service):
    async def behave(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK + b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged")
        await writer.drain()
        await asyncio.sleep(5)

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        for _ in range(3):
            assert (await client.get("/api/directory/a")).text == "{}"


async def test_a_service_that_refuses_early_is_heard(serving, raw_service):
    async def behave(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\nno")
        await writer.drain()
        await asyncio.sleep(5)  # it never reads the body

    async def endless():
        for _ in range(100):
            yield b"x" * 10_000
            await asyncio.sleep(0.02)

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        answer = await client.post("/api/directory/x", content=endless())
        assert answer.status_code == 401
        assert answer.text == "no"


async def test_connections_are_kept_and_bounded(serving, raw_service, until):
    connections = []

    async def behave(reader, writer):
        connections.append(writer)
        while True:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(0.01)
            writer.write(OK)

    settings = {"upstream_connections": 3}
    async with raw_service(behave) as url, serving(services={"directory": url}, **settings) as (client, _):
        answers = await asyncio.gather(*(client.get(f"/api/directory/{number}") for number in range(30)))
        assert {answer.status_code for answer in answers} == {200}
        assert len(connections) == 3


async def test_an_asker_who_leaves_lets_the_service_stop(serving, raw_service, until):
    ended = []

    async def behave(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        try:
            while True:
                writer.write(b"7\r\ndata: 1\r\n")
                await writer.drain()
                await asyncio.sleep(0.02)
        except ConnectionError:
            ended.append(True)

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        async with client.stream("GET", "/api/directory/events", headers={"accept-encoding": "br"}) as answer:
            assert "content-encoding" not in answer.headers
            async for _ in answer.aiter_bytes():
                break
        await until(lambda: ended)


async def test_a_fault_of_our_own_is_a_problem_and_tells_nothing(client, gateway, service):
    def broken(*_):
        raise RuntimeError("secret")

    gateway.memory.store.look = broken
    answer = await client.get("/api/directory/x")

    assert answer.status_code == 500
    assert answer.json() == {
        "type": "/problems/internal-error",
        "title": "Something went wrong on our side.",
        "status": 500,
    }
