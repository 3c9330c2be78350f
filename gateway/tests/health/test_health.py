"""What operators and robots of theirs ask."""


async def test_the_process_answers(client):
    answer = await client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_ready_means_that_everything_is(client, service):
    assert (await client.get("/readyz")).json()["checks"] == {"directory": "ConnectionError", "bus": "ok"}
    service.say("/readyz")
    answer = await client.get("/readyz")

    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_not_ready_says_why(serving):
    async with serving(services={"directory": "http://127.0.0.1:1"}, rate_limits="on") as (client, _):
        answer = await client.get("/readyz")

    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert checks["directory"] == "ServiceUnavailable"
    assert checks["bus"] == "ConnectionError"
    assert checks["redis"] == "ConnectionError"


async def test_metrics_answer_without_leading_elsewhere(client, service):
    service.say("/x")
    await client.get("/api/directory/x")
    answer = await client.get("/metrics")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    for name in (
        'gateway_requests_total{route_class="read",status="200"}',
        'gateway_cache_total{outcome="bypass"}',
        "gateway_cache_bytes",
        'gateway_breaker_state{service="directory"} 0.0',
        'gateway_upstream_seconds_bucket{le="0.005",service="directory"}',
        "gateway_bus_connected 1.0",
        "process_resident_memory_bytes",
    ):
        assert name in answer.text


async def test_a_request_leaves_a_line_when_it_is_asked_for(serving, service, capsys, monkeypatch):
    import logging

    monkeypatch.setattr(logging.getLogger("request"), "level", logging.INFO)
    service.say("/x", b"{}", cache_tag="place")
    settings = {"services": {"directory": service.url}, "access_log": "info", "stale_seconds": 60}
    async with serving(**settings) as (client, _):
        for _ in range(3):
            await client.get("/api/directory/x", headers={"X-Request-Id": "abc-1"})

    lines = [line for line in capsys.readouterr().out.splitlines() if "answered" in line]
    assert len(lines) == 1  # what came from memory leaves none
    assert "abc-1" in lines[0]
    assert "/api/directory/x" in lines[0]


async def test_no_line_holds_the_token_of_an_invitation(serving, service, capsys, monkeypatch):
    import logging

    monkeypatch.setattr(logging.getLogger("request"), "level", logging.INFO)
    async with serving(services={"directory": service.url}, access_log="info") as (client, _):
        await client.get("/api/directory/invitations/by-token/opens-a-place")
        await client.get("/invitation/opens-a-place")

    told = capsys.readouterr().out
    assert told.count("answered") == 2
    assert "opens-a-place" not in told
