"""A request goes to its service and the answer comes back, each with what it should carry and nothing else."""

import json

import pytest


async def test_a_request_reaches_its_service_without_the_prefix(client, service):
    service.say("/places", b'{"items": []}')

    answer = await client.get("/api/directory/places?region=84&limit=3")

    assert answer.json() == {"items": []}
    assert service.asked[0]["path"] == "/places"
    assert service.asked[0]["query_string"] == b"region=84&limit=3"


async def test_the_body_and_the_method_go_along(client, service):
    seen = []

    async def echo(scope, receive, send):
        message = await receive()
        seen.append((scope["method"], message["body"]))
        await send({"type": "http.response.start", "status": 201, "headers": [(b"location", b"/places/x")]})
        await send({"type": "http.response.body", "body": message["body"]})

    service.answers["/places"] = echo
    answer = await client.post("/api/directory/places", json={"name": "L'Atelier"})

    assert answer.status_code == 201
    assert answer.json() == {"name": "L'Atelier"}
    assert answer.headers["location"] == "/api/directory/places/x"
    assert seen[0][0] == "POST"


async def test_a_large_body_streams_both_ways(client, service):
    async def echo(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/zip")]})
        more = True
        while more:
            message = await receive()
            more = message.get("more_body", False)
            await send({"type": "http.response.body", "body": message.get("body", b""), "more_body": more})

    async def pieces():
        for number in range(200):
            yield bytes([number]) * 10_000

    async def count(scope, receive, send):
        total, more = 0, True
        while more:
            message = await receive()
            total += len(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(total).encode()})

    service.answers["/count"] = count
    assert (await client.post("/api/directory/count", content=pieces())).text == "2000000"

    service.answers["/download"] = _two_megabytes
    answer = await client.get("/api/directory/download")
    assert len(answer.content) == 2_000_000
    assert answer.headers["x-cache"] == "bypass"


async def _two_megabytes(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/zip")]})
    for number in range(200):
        await send({"type": "http.response.body", "body": bytes([number]) * 10_000, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def test_hop_by_hop_headers_stop_here(client, service):
    service.say(
        "/x", b"{}", keep_alive="timeout=5", cache_tag="place", x_powered_by="us", connection="x-inner", x_inner="1"
    )

    answer = await client.get(
        "/api/directory/x",
        headers={
            "Connection": "keep-alive, X-Private",
            "X-Private": "1",
            "TE": "trailers",
            "Authorization": "Bearer t",
        },
    )

    said = service.headers()
    assert not {"connection", "x-private", "te"} & set(said)
    assert said["authorization"] == "Bearer t"
    assert not {"keep-alive", "cache-tag", "x-powered-by", "x-inner"} & set(answer.headers)


async def test_identity_from_outside_is_not_heard(client, service):
    service.say("/x")
    forged = {
        "X-Forwarded-For": "6.6.6.6",
        "Forwarded": "for=6.6.6.6",
        "X-Real-IP": "6.6.6.6",
        "X-User-Id": "admin",
        "X-Remote-User": "admin",
        "Remote-User": "admin",
        "X_Forwarded_For": "6.6.6.6",
        "X-Auth-Request-Email": "admin@x",
        "X-Original-URL": "/admin",
        "X-HTTP-Method-Override": "DELETE",
        "Authorization": "Bearer t",
    }

    await client.get("/api/directory/x", headers=forged)

    said = service.headers()
    assert said["x-forwarded-for"] == "127.0.0.1"
    assert said["x-forwarded-host"] == "navigator.test"
    assert said["x-forwarded-proto"] == "http"
    assert said["x-forwarded-prefix"] == "/api/directory"
    assert "admin" not in json.dumps(said)
    assert "6.6.6.6" not in json.dumps(said)


async def test_ids_are_made_or_passed_on(client, service):
    service.say("/x")
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    given = await client.get("/api/directory/x", headers={"X-Request-Id": "abc-1", "traceparent": trace})
    assert given.headers["x-request-id"] == "abc-1"
    assert service.headers()["x-request-id"] == "abc-1"
    assert service.headers()["traceparent"] == trace

    made = await client.get("/api/directory/x", headers={"X-Request-Id": "a b\tc" * 40, "traceparent": "junk"})
    assert made.headers["x-request-id"] == service.headers()["x-request-id"] != "abc-1"
    assert service.headers()["traceparent"].startswith("00-")


async def test_an_unknown_service_is_a_problem(client):
    answer = await client.get("/api/nowhere/places")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/no-such-path"


@pytest.mark.parametrize(
    "path",
    [
        b"/api/directory//places",
        b"/api//directory/places",
        b"/api/directory/../other/places",
        b"/api/directory/%2e%2e/other",
        b"/api/directory/.%2E/other",
        b"/api/directory/./places",
        b"/api/directory/..",
        b"/api/directory/a%2fb",
        b"/api/directory/a%2Fb",
        b"/api/directory/a%5cb",
        b"/api/directory/a\\b",
        b"/api/directory/a;b=1",
        b"/api/directory/a%00b",
        b"/api/directory/a%0d%0ab",
        b"/api/directory/a%zz",
    ],
)
async def test_a_confusing_path_is_refused(client, service, talk, path):
    heard = await talk(client, b"GET " + path + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    assert heard.startswith(b"HTTP/1.1 400")
    assert b"/problems/confusing-path" in heard
    assert service.asked == []


@pytest.mark.parametrize(
    "path", ["/api/directory/caf%C3%A9", "/api/directory/a.b", "/api/directory/..a", "/api/directory/a%20b"]
)
async def test_an_unusual_but_plain_path_passes(client, service, path):
    await client.get(path)

    assert service.asked[0]["raw_path"].decode() == path.removeprefix("/api/directory")


async def test_head_has_no_body_and_keeps_the_length(client, service):
    service.say("/x", b'{"a": 1}')

    answer = await client.head("/api/directory/x")

    assert answer.status_code == 200
    assert answer.headers["content-length"] == "8"
    assert answer.content == b""
    assert (await client.get("/api/directory/x")).json() == {"a": 1}


async def test_redirections_of_a_service_lead_through_the_gateway(client, service):
    service.say("/places/old", b"", status=308, location="/places/new")
    service.say("/slash", b"", status=307, location=service.url + "/slash/")

    assert (await client.get("/api/directory/places/old")).headers["location"] == "/api/directory/places/new"
    assert (await client.get("/api/directory/slash")).headers["location"] == "/api/directory/slash/"


async def test_an_unknown_method_is_refused(client, service):
    answer = await client.request("TRACE", "/api/directory/x")

    assert answer.status_code == 405
    assert service.asked == []


async def test_an_answer_that_ends_with_its_connection_is_whole(raw_service, serving):
    async def behave(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nhello")

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        assert (await client.get("/api/directory/x")).text == "hello"


async def test_interim_answers_are_passed_over(raw_service, serving):
    async def behave(reader, writer):
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(
                b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
            )

    async with raw_service(behave) as url, serving(services={"directory": url}) as (client, _):
        assert (await client.get("/api/directory/x")).text == "ok"
        assert (await client.get("/api/directory/x")).text == "ok"
