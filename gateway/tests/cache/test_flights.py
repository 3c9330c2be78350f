"""Of many who ask the same at once, one goes to the service."""

import asyncio


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
