"""What a session changes for requests to services, and what it never changes for anybody else."""

import re

import pytest

PLACE = "/api/directory/places/1"


@pytest.fixture
def place(service):
    service.say("/places/1", b'{"revision": 1}', cache_tag="place", cache_control="public, max-age=60", etag='"1"')


async def test_a_service_gets_the_token_and_never_the_cookie(camille, service):
    service.say("/me", b"{}")

    answer = await camille.http.get("/api/directory/me", headers={"X-Other": "1"})

    said = service.headers()
    assert re.fullmatch(r"Bearer ey[\w-]+\.[\w-]+\.[\w-]+", said["authorization"])
    assert not {"cookie", "x-csrf-token"} & set(said)
    assert answer.headers["cache-control"] == "no-store"


async def test_no_cookie_at_all_goes_inward(client, service):
    service.say("/x")

    await client.get("/api/directory/x", headers={"Cookie": "theme=dark; signed-in=1", "Authorization": "Bearer t"})

    assert "cookie" not in service.headers()
    assert service.headers()["authorization"] == "Bearer t"


async def test_a_token_that_is_brought_wins_over_the_session(camille, service):
    service.say("/me", b"{}")

    answer = await camille.http.post("/api/directory/me", headers={"Authorization": "Bearer own"})

    assert answer.status_code == 200  # no other site's page can put that header there: no CSRF token is needed
    assert service.headers()["authorization"] == "Bearer own"


async def test_nobody_says_who_they_are_by_a_header(camille, service):
    service.say("/me", b"{}")
    names = ("X-User-Id", "X-Auth-Request-Email", "X-Forwarded-User", "X-Remote-User", "Remote-User", "X_User")
    forged = dict.fromkeys((*names, "X-Identity-Roles", "X-Navigator-Caller", "X-Consumer-Username"), "admin")

    await camille.http.get("/api/directory/me", headers={**forged, "Connection": "authorization"})

    assert "admin" not in str(service.headers())
    assert service.headers()["authorization"].startswith("Bearer ey")


async def test_an_answer_to_one_person_is_given_to_nobody_else(house, camille, service, place):
    """Whatever its service says of it: it was asked in somebody's name."""
    for _ in range(2):
        own = await camille.http.get(PLACE)
        assert own.headers["x-cache"] == "bypass"
        assert own.headers["cache-control"] == "no-store"
        assert own.headers["etag"] == '"1"'  # edits are made on it
    assert len(house.gateway.memory.store) == 0

    stranger = await house.client.get(PLACE)
    assert stranger.headers["x-cache"] == "miss"
    assert "authorization" not in service.headers()
    assert (await house.client.get(PLACE)).headers["x-cache"] == "hit"
    assert (await camille.http.get(PLACE)).headers["x-cache"] == "bypass"


async def test_a_private_answer_to_a_stranger_is_not_kept_either(house, service):
    for number, control in enumerate(("private", "no-store", "private, max-age=60", "max-age=0, Private")):
        service.say(f"/{number}", b"{}", cache_tag="place", cache_control=control)
        for _ in range(2):
            assert (await house.client.get(f"/api/directory/{number}")).headers["x-cache"] == "bypass"
    assert len(house.gateway.memory.store) == 0


async def test_a_service_sets_no_cookie(camille, service):
    service.say("/me", b"{}", set_cookie="session=evil; Path=/", clear_site_data='"cookies"')

    answer = await camille.http.get("/api/directory/me")

    assert not {"set-cookie", "clear-site-data"} & set(answer.headers)


async def test_the_hint_alone_is_a_strangers(house, service, place):
    await house.client.get(PLACE)

    answer = await house.client.get(PLACE, headers={"Cookie": "signed-in=1; session-login=x; lastsession=1"})

    assert answer.headers["x-cache"] == "hit"
    assert len(service.asked) == 1


async def test_an_old_cookie_is_taken_back_and_its_owner_may_read(house, service, place):
    await house.client.get(PLACE)
    old = {"Cookie": f"session={'a' * 43}"}

    answer = await house.client.get(PLACE, headers=old)
    assert (answer.status_code, answer.headers["x-cache"]) == (200, "hit")
    assert answer.headers["cache-control"] == "no-store"
    assert {line.split("=")[0] for line in answer.headers.get_list("set-cookie")} == {"session", "signed-in"}
    plain = await house.client.get(PLACE)
    assert "set-cookie" not in plain.headers
    assert plain.headers["cache-control"].startswith("public")

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = await house.client.request(method, PLACE, headers=old)
        assert (refused.status_code, refused.json()["type"]) == (401, "/problems/session-ended")
        assert len(refused.headers.get_list("set-cookie")) == 2
    assert len(service.asked) == 1


async def test_a_stranger_costs_no_question_to_redis(house, service, place, redis):
    """A read, the page that asks who is signed in, a token that is brought: Redis hears of none of them."""
    await redis.config_resetstat()
    for path in (PLACE, PLACE, "/api/directory/nothing", "/api/me", "/", "/openapi.json"):
        await house.client.get(path, headers={"Cookie": "signed-in=1"})
    await house.client.get("/api/me", headers={"Authorization": "Bearer x"})
    await house.client.post(PLACE, headers={"Cookie": "theme=dark"})

    asked = {name for name in await redis.info("commandstats") if not name.endswith(("info", "resetstat"))}
    assert asked <= {"cmdstat_hello", "cmdstat_client", "cmdstat_select", "cmdstat_auth", "cmdstat_config"}


async def test_pages_and_files_do_not_look_at_the_session(house, camille, redis):
    await redis.config_resetstat()
    await camille.http.get("/")
    await camille.http.get("/healthz")

    assert "cmdstat_getex" not in await redis.info("commandstats")


async def test_who_is_signed_in_is_counted_like_anybody(house, service, place):
    async with house.another_gateway(rate_limits="on", limit_auth=3, limit_read=3, limit_write=1) as (client, _):
        for path, kind in (("/auth/login", "auth"), ("/api/me", "read")):
            answers = [await client.get(path) for _ in range(4)]
            assert [answer.status_code == 429 for answer in answers] == [False, False, False, True]
            assert answers[0].headers["ratelimit"].startswith(f'"{kind}"')
        many = [await client.post("/auth/backchannel-logout", headers={"X-Forwarded-For": "1.1.1.1"}) for _ in range(2)]
        assert {answer.status_code for answer in many} == {429}  # the reads of that minute are spent
