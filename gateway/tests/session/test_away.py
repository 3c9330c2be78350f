"""While Redis or the issuer is away, or where there is no issuer: who is nobody in particular notices nothing."""

import time

import pytest

from gateway.session.issuer import Tokens
from gateway.session.sessions import Person
from gateway.settings import GatewaySettings
from sandbox.redis import Redis

PLACE = "/api/directory/places/1"
SHOWN = {"Cookie": f"session={'a' * 43}"}


@pytest.fixture
def place(service):
    service.say("/places/1", b'{"revision": 1}', cache_tag="place")


async def test_without_redis_who_is_signed_in_is_told_and_strangers_read_on(house, service, place):
    async with house.another_gateway(redis_url="redis://127.0.0.1:1", rate_limits="on") as (client, _):
        for came in ("miss", "hit"):
            read = await client.get(PLACE)
            assert (read.status_code, read.headers["x-cache"]) == (200, came)
        for method, path in (("GET", PLACE), ("POST", PLACE), ("GET", "/api/me"), ("GET", "/api/me/sessions")):
            answer = await client.request(method, path, headers=SHOWN)
            assert (answer.status_code, answer.json()["type"]) == (503, "/problems/sessions-unavailable")
            assert int(answer.headers["retry-after"]) >= 1
            assert "set-cookie" not in answer.headers  # the session may well be there still
        login = await client.get("/auth/login?moved=true")
        assert (login.status_code, login.json()["type"]) == (503, "/problems/sessions-unavailable")
        assert (await client.get("/api/me")).status_code == 401
        token = await client.get(PLACE, headers={"Authorization": "Bearer t"})
        assert token.status_code == 200
    assert "authorization" in service.headers()


async def test_when_redis_comes_back_sessions_go_on(house, browser, tmp_path):
    server = Redis(tmp_path / "redis-away")
    server.start()
    async with house.another_gateway(redis_url=server.url) as (client, gateway):
        session = await begin(gateway)
        shown = {"Cookie": f"session={session.secret}"}
        assert (await client.get("/api/me", headers=shown)).status_code == 200
        server.stop()
        assert (await client.get("/api/me", headers=shown)).status_code == 503
        server.start()
        try:
            assert (await client.get("/api/me", headers=shown)).status_code == 200
        finally:
            server.stop()


async def begin(gateway):
    person = Person("00000000-0000-4000-8000-000000000001", "Camille", None, "camille", ())
    tokens = Tokens("a", "r", "i", time.time() + 300)
    return await gateway.sign_in.sessions.begin(person, tokens, sid="s", device="x", address="y")


async def test_while_the_issuer_is_away_nobody_signs_in_and_all_else_goes_on(house, browser, camille):
    back = await camille.click(await camille.leave(), "camille")
    house.issuer.away = True

    answer = await camille.http.get(back)

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/sign-in-unavailable")
    assert (await camille.me())["username"] == "camille"


async def test_a_person_in_a_browser_is_told_in_words(house, browser):
    page = await browser.http.get("/auth/callback?state=x", headers={"Accept": "text/html,*/*"})

    assert page.status_code == 400
    assert page.headers["content-type"].startswith("text/html")
    assert "recommencez" in page.text
    assert "begin again" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


async def test_without_an_issuer_nobody_can_sign_in_and_nothing_else_is_missing(client, service, place):
    for method, path in (("GET", "/auth/login"), ("GET", "/auth/callback"), ("POST", "/auth/backchannel-logout")):
        answer = await client.request(method, path)
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/sign-in-unavailable")
    assert (await client.get("/api/me", headers=SHOWN)).status_code == 401
    assert (await client.get("/api/me", headers={"Authorization": "Bearer x"})).status_code == 401
    read = await client.get(PLACE, headers=SHOWN)
    assert read.status_code == 200
    assert len(read.headers.get_list("set-cookie")) == 2
    assert (await client.post(PLACE, headers=SHOWN)).status_code == 401


ISSUER = "https://sso.example/realms/navigator"


def test_a_production_does_not_start_with_a_sign_in_that_is_none():
    with pytest.raises(ValueError, match="OIDC_CLIENT_SECRET"):
        GatewaySettings(oidc_issuer=ISSUER)
    with pytest.raises(ValueError, match="OIDC_ISSUER is not https"):
        GatewaySettings(oidc_issuer="http://sso/realms/navigator", oidc_client_secret="x")
    with pytest.raises(ValueError, match="SESSION_IDLE_SECONDS"):
        GatewaySettings(session_idle_seconds=100, session_seconds=50)
    with pytest.raises(ValueError, match="SERVICES"):
        GatewaySettings(services={"me": "http://x"})


def test_what_is_allowed_explicitly_starts():
    assert GatewaySettings(oidc_issuer=ISSUER, oidc_client_secret="x").oidc_issuer == ISSUER
    GatewaySettings(oidc_issuer="http://sso/realms/navigator", oidc_client_secret="x", oidc_allow_http=True)
    GatewaySettings(oidc_issuer="http://sso/realms/navigator", environment="development")
    assert "x-secret" not in repr(GatewaySettings(oidc_issuer=ISSUER, oidc_client_secret="x-secret"))


def test_lists_from_the_environment_are_split(monkeypatch):
    monkeypatch.setenv("OIDC_CLIENTS", "one, two")
    monkeypatch.setenv("CORS_ORIGINS", "https://a, https://b")
    told = GatewaySettings()
    assert told.oidc_clients == ("one", "two")
    assert told.cors_origins == ("https://a", "https://b")
