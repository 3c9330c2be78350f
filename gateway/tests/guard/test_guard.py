"""Security headers on every answer, and which other sites' scripts may read."""

import pytest

from gateway.guard.headers import policy


@pytest.mark.parametrize(
    "path", ["/api/directory/x", "/api/nowhere/x", "/healthz", "/openapi.json", "/nothing.txt", "/docs", "/"]
)
async def test_every_answer_is_guarded(client, service, path):
    service.say("/x")
    answer = await client.get(path)

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    said = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in said
    assert "default-src 'none'" in said
    assert "unsafe" not in said
    assert "strict-transport-security" not in answer.headers
    if "text/html" in answer.headers["content-type"]:
        assert answer.headers["permissions-policy"].startswith("accelerometer=()")
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "script-src 'self';" in said


async def test_https_is_for_ever(serving):
    async with serving(public_url="https://navigator.test") as (client, _):
        assert "max-age=31536000" in (await client.get("/healthz")).headers["strict-transport-security"]


def test_tiles_may_come_from_where_the_configuration_says_and_nowhere_else():
    said = policy("https://{s}.tiles.example/osm/{z}/{x}/{y}.png")

    assert "img-src 'self' https://*.tiles.example data: blob:" in said
    assert "connect-src 'self' https://*.tiles.example;" in said
    assert "tiles.example" not in policy("")


ELSEWHERE = {"Origin": "https://partner.example"}


async def test_no_other_site_may_read_unless_it_is_told(client, service):
    service.say("/x", b"{}", cache_tag="place")
    for _ in range(2):
        answer = await client.get("/api/directory/x", headers=ELSEWHERE)
        assert "access-control-allow-origin" not in answer.headers
    preflight = await client.options("/api/directory/x", headers={**ELSEWHERE, "Access-Control-Request-Method": "PUT"})
    assert preflight.status_code == 403


async def test_a_listed_site_may_read_and_only_that(serving, service):
    service.say("/x", b"{}", cache_tag="place")
    settings = {"services": {"directory": service.url}, "stale_seconds": 60}
    async with serving(**settings, cors_origins="https://partner.example, https://other.example") as (client, _):
        for came in ("miss", "hit"):
            answer = await client.get("/api/directory/x", headers=ELSEWHERE)
            assert answer.headers["x-cache"] == came
            assert answer.headers["access-control-allow-origin"] == "https://partner.example"
            assert "access-control-allow-credentials" not in answer.headers
            assert "Origin" in answer.headers["vary"]
        stranger = await client.get("/api/directory/x", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in stranger.headers
        nobody = await client.get("/api/directory/x")
        assert "Origin" in nobody.headers["vary"]

        asked = {**ELSEWHERE, "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "if-match"}
        preflight = await client.options("/api/directory/x", headers=asked)
        assert preflight.status_code == 204
        assert "PUT" in preflight.headers["access-control-allow-methods"]
        assert "if-match" in preflight.headers["access-control-allow-headers"]
        assert len(service.asked) == 1


async def test_any_site_may_read_when_told_so(serving, service):
    service.say("/x", b"{}", cache_tag="place")
    async with serving(services={"directory": service.url}, cors_origins="*", stale_seconds=60) as (client, _):
        for _ in range(2):
            answer = await client.get("/api/directory/x", headers=ELSEWHERE)
            assert answer.headers["access-control-allow-origin"] == "*"
