"""What a client may say on its connection, and how much and how slowly."""

import asyncio
import os
import re
import signal
import sys

import httpx2
import pytest

PLACE = b"/api/directory/places/1"


def request(target=PLACE, *lines, method=b"GET"):
    return b"\r\n".join([method + b" " + target + b" HTTP/1.1", b"Host: navigator.test", *lines]) + b"\r\n\r\n"


@pytest.fixture
async def remembered(client, service):
    service.say("/places/1", b'{"revision": 1}', cache_tag="place", etag='"1"')
    await client.get(PLACE.decode())


@pytest.fixture
def seen(client, service, remembered):
    return client, service


@pytest.mark.parametrize(
    "lines",
    [
        (b"Content-Length: 5", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding: chunked", b"Content-Length: 5"),
        (b"Content-Length: 5", b"Content-Length: 6"),
        (b"Content-Length: 5", b"Content-Length: 5"),
        (b"Content-Length: +5",),
        (b"Content-Length : 5",),
        (b"Content-Length: 5, 5",),
        (b"Transfer-Encoding: xchunked",),
        (b"Transfer-Encoding: gzip, chunked",),
        (b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity"),
        (b"Host: other.test",),
        (b"X-Folded: a", b" b"),
        (b"X-Null: a\x00b",),
        (b"Authorization: a", b"Authorization: b"),
    ],
)
@pytest.mark.parametrize("target", [b"/api/directory/places/1", b"/api/directory/other"])
async def test_what_two_readers_could_read_in_two_ways_is_refused(seen, talk, target, lines):
    client, service = seen
    asked = len(service.asked)

    body = b"0\r\n\r\n" if any(b"chunked" in line for line in lines) else b""
    heard = await talk(client, request(target, *lines, method=b"POST") + body)

    assert heard.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in heard
    assert len(service.asked) == asked


async def test_nothing_is_smuggled_behind_a_body(client, service, talk):
    """The second request is the body of the first for every reader on the way."""
    service.say("/x", b"{}")
    inner = b"GET /api/directory/secret HTTP/1.1\r\nHost: a\r\n\r\n"

    await talk(client, request(b"/api/directory/x", b"Content-Length: %d" % len(inner), method=b"POST") + inner)

    assert [scope["path"] for scope in service.asked] == ["/x"]


async def test_a_trailer_does_not_pass_for_a_header(client, service, talk):
    seen = []

    async def note(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        seen.append(dict(scope["headers"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    service.answers["/x"] = note
    await talk(
        client,
        request(b"/api/directory/x", b"Transfer-Encoding: chunked", method=b"POST"),
        b"2\r\nok\r\n0\r\nAuthorization: Bearer forged\r\nX-Extra: 1\r\n\r\n",
    )

    assert len(seen) == 1
    assert not {b"authorization", b"x-extra"} & set(seen[0])


async def test_requests_in_one_packet_are_answered_in_order(client, service, remembered, talk):
    async def slow(scope, receive, send):
        await asyncio.sleep(0.2)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"slow"})

    service.answers["/slow"] = slow
    heard = await talk(client, request() + request(b"/api/directory/slow") + request() + request())

    bodies = [part.partition(b"HTTP/1.1")[0] for part in heard.split(b"\r\n\r\n")[1:]]
    assert bodies == [b'{"revision": 1}', b"slow", b'{"revision": 1}', b'{"revision": 1}']


async def test_a_request_in_pieces_is_answered(client, remembered, talk):
    whole = request()

    heard = await talk(client, *(whole[at : at + 7] for at in range(0, len(whole), 7)), pause=0.001)

    assert heard.count(b"HTTP/1.1 200 OK") == 1
    assert b"x-cache: hit" in heard


async def test_what_follows_a_whole_request_does_not_cost_its_answer(client, service, talk):
    async def slow(scope, receive, send):
        await asyncio.sleep(0.1)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    service.answers["/x"] = slow
    heard = await talk(client, request(b"/api/directory/x") + b"junk\r\n\r\n")

    assert heard.startswith(b"HTTP/1.1 200 OK")
    assert heard.endswith(b"ok")


async def test_who_asks_to_close_is_closed(client, remembered, talk):
    heard = await talk(client, request(PLACE, b"Connection: close"))

    assert b"connection: close" in heard
    assert heard.endswith(b'{"revision": 1}')


async def test_http_1_0_is_answered_and_closed(client, remembered, talk):
    heard = await talk(client, b"GET " + PLACE + b" HTTP/1.0\r\nHost: a\r\n\r\n")

    assert heard.startswith(b"HTTP/1.1 200 OK")
    assert heard.endswith(b'{"revision": 1}')


@pytest.mark.parametrize("packets", [1, 40])
async def test_a_long_address_is_a_414(client, talk, packets):
    whole = request(b"/api/directory/" + b"a" * 9000)
    size = len(whole) // packets + 1

    heard = await talk(client, *(whole[at : at + size] for at in range(0, len(whole), size)))

    assert heard.startswith(b"HTTP/1.1 414 ")
    assert b"/problems/target-too-long" in heard


@pytest.mark.parametrize("packets", [1, 40])
async def test_a_large_head_is_a_431(client, talk, packets):
    whole = request(PLACE, *(b"X-%d: %b" % (number, b"a" * 1000) for number in range(40)))
    size = len(whole) // packets + 1

    heard = await talk(client, *(whole[at : at + size] for at in range(0, len(whole), size)))

    assert heard.startswith(b"HTTP/1.1 431 ")
    assert b"/problems/head-too-large" in heard


async def test_a_head_that_never_ends_is_a_431(client, talk):
    heard = await talk(client, b"GET / HTTP/1.1\r\n", *[b"X-Slow: " + b"a" * 5000 + b"\r\n"] * 10)

    assert heard.startswith(b"HTTP/1.1 431 ")


async def test_a_body_larger_than_announced_limits_is_a_413(serving, service, talk):
    async def read(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    service.answers["/x"] = read
    async with serving(services={"directory": service.url}, body_bytes=1000) as (client, _):
        announced = await client.post("/api/directory/x", content=b"x" * 1001)
        assert announced.status_code == 413
        assert announced.json()["type"] == "/problems/body-too-large"
        assert announced.headers["connection"] == "close"
        assert service.asked == []

        async def pieces():
            for _ in range(20):
                yield b"x" * 100

        chunked = await client.post("/api/directory/x", content=pieces())
        assert chunked.status_code == 413
        assert (await client.post("/api/directory/x", content=b"x" * 1000)).status_code == 200


async def test_a_body_that_does_not_come_is_a_408(serving, service, talk):
    async with serving(services={"directory": service.url}, silence_seconds=0.2) as (client, _):
        heard = await talk(client, request(b"/api/directory/x", b"Content-Length: 10", method=b"POST") + b"half")

    assert heard.startswith(b"HTTP/1.1 408 ")


async def test_a_client_that_is_silent_is_let_go(serving):
    settings = {"client_head_seconds": 0.3, "client_idle_seconds": 0.6}
    async with serving(**settings) as (client, _):
        url = client.base_url
        silent = await asyncio.open_connection(url.host, url.port)
        dribbling = await asyncio.open_connection(url.host, url.port)
        dribbling[1].write(b"GET / HT")
        idle = await asyncio.open_connection(url.host, url.port)
        idle[1].write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        async with asyncio.timeout(8):
            for reader, writer in (silent, dribbling, idle):
                heard = await reader.read()
                assert (reader is idle[0]) == heard.startswith(b"HTTP/1.1 200")
                writer.close()


async def test_a_slow_answer_is_waited_for(serving, service):
    async def slow(scope, receive, send):
        await asyncio.sleep(2.5)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"late"})

    service.answers["/slow"] = slow
    settings = {"client_head_seconds": 0.3, "client_idle_seconds": 0.3}
    async with serving(services={"directory": service.url}, **settings) as (client, _):
        assert (await client.get("/api/directory/slow")).text == "late"


async def test_what_is_no_http_is_refused(client, talk):
    assert (await talk(client, b"\x16\x03\x01\x02\x00\x01\x00")).startswith(b"HTTP/1.1 400 ")


async def test_a_request_under_way_is_finished_before_the_server_stops(serving, service):
    begun = asyncio.Event()

    async def slow(scope, receive, send):
        begun.set()
        await asyncio.sleep(0.3)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    service.answers["/slow"] = slow
    async with serving(services={"directory": service.url}) as (client, _):
        under_way = asyncio.create_task(client.get("/api/directory/slow"))
        await begun.wait()
        client.server.should_exit = True
        assert (await under_way).text == "done"


async def test_a_request_for_nobody_in_particular_is_refused(client, talk):
    assert (await talk(client, b"GET /healthz HTTP/1.1\r\n\r\n")).startswith(b"HTTP/1.1 400 ")


async def test_the_command_serves_and_stops_when_told(tmp_path, redis_server, nats_server):
    """The real process, as an operator runs it."""
    environment = {
        **os.environ,
        "PORT": "0",
        "NATS_URL": nats_server.url,
        "REDIS_URL": redis_server.url,
        "LOG_FORMAT": "json",
        "WEB_ROOT": str(tmp_path),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", "serve", env=environment, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        async for line in process.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line.decode())
            if found:
                break
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{found[1]}") as client:
        assert (await client.get("/healthz")).status_code == 200
        assert "gateway_requests_total" in (await client.get("/metrics")).text
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            said = (await process.stderr.read()).decode()
            assert await process.wait() in (0, -signal.SIGTERM)
    assert "Traceback" not in said
