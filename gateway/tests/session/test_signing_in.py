"""A person signs in at the issuer, is known here, and leaves."""

import asyncio
import re

CAMILLE = "00000000-0000-4000-8000-000000000001"


async def test_a_person_signs_in_and_comes_back_to_the_page_they_were_on(browser):
    answer = await browser.sign_in("camille", to="/lieux/atelier?vue=plan#horaires")

    assert (answer.status_code, answer.headers["location"]) == (302, "/lieux/atelier?vue=plan#horaires")
    me = await browser.me()
    assert me["id"] == CAMILLE
    assert (me["name"], me["email"], me["username"]) == ("Camille Roche", "camille@exemple.test", "camille")
    assert me["directory"] is None
    assert re.fullmatch(r"[\w-]{43}", me["csrf"])
    assert set(me["session"]) == {"id", "created_at"}


async def test_what_the_browser_is_given_can_be_read_by_no_script_but_the_hint(house, browser):
    answer = await browser.sign_in()

    lines = dict(line.split("=", 1) for line in answer.headers.get_list("set-cookie"))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(lines["session"].split("; "))
    assert "Domain" not in lines["session"]
    assert lines["signed-in"].startswith("1; ")
    assert "HttpOnly" not in lines["signed-in"]
    assert "Max-Age=0" in lines["session-login"]
    assert answer.headers["cache-control"] == "no-store"


async def test_over_https_no_other_host_can_set_the_cookie(serving, redis_server):
    told = {
        "oidc_issuer": "https://sso.test/realms/navigator",
        "oidc_client_secret": "x",
        "redis_url": redis_server.url,
    }
    async with serving(**told, public_url="https://navigator.test") as (client, _):
        left = await client.get("/auth/login", headers={"Host": "navigator.test"})
        (line,) = left.headers.get_list("set-cookie")
        assert line.startswith("__Host-session-login=")
        assert {"Secure", "HttpOnly", "Path=/"} <= set(line.split("; "))
        assert left.headers["location"].startswith("https://sso.test/realms/navigator/protocol/openid-connect/auth?")

        tossed = await client.get("/api/me", headers={"Cookie": f"session={'a' * 43}"})
        assert tossed.status_code == 401
        assert "__Host-session=" not in str(tossed.headers.get_list("set-cookie"))  # it was not even looked at


async def test_the_question_to_the_issuer_is_bound_in_every_way(browser):
    left = await browser.http.get("/auth/login")

    asked = dict(part.split("=", 1) for part in left.headers["location"].split("?")[1].split("&"))
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert all(len(asked[name]) == 43 for name in ("state", "nonce", "code_challenge"))
    assert left.headers["cache-control"] == "no-store"
    again = await browser.http.get("/auth/login")
    assert asked["state"] not in again.headers["location"]


async def test_signing_in_at_another_name_of_ours_goes_on_at_the_public_one(house, browser):
    port = house.address.rpartition(":")[2]
    answer = await browser.http.get(f"http://localhost:{port}/auth/login", params={"next": "/lieux"})

    assert answer.headers["location"] == f"{house.address}/auth/login?next=%2Flieux&moved=true"
    assert "set-cookie" not in answer.headers
    moved = await browser.http.get(f"http://localhost:{port}/auth/login", params={"next": "/lieux", "moved": "true"})
    assert moved.headers["location"].startswith(house.issuer.url)  # a proxy that changes names makes no circle


async def test_a_moderator_has_the_role_here_too(browser):
    await browser.sign_in("morgan")

    assert "moderator" in (await browser.me())["roles"]


async def test_who_gives_up_at_the_issuer_comes_back_a_stranger(browser):
    left = await browser.http.get("/auth/login", params={"next": "/lieux"})
    state = re.search(r"state=([\w-]+)", left.headers["location"])[1]

    answer = await browser.http.get("/auth/callback", params={"state": state, "error": "access_denied"})

    assert (answer.status_code, answer.headers["location"]) == (302, "/lieux")
    assert browser.cookie() is None


async def test_signing_out_ends_the_issuers_session_too(house, camille):
    answer = await camille.http.post("/auth/logout", headers=await camille.csrf())

    location = answer.json()["location"]
    assert location.startswith(f"{house.issuer.url}/protocol/openid-connect/logout?id_token_hint=")
    assert camille.cookie() is None
    assert camille.cookie("signed-in") is None
    left = await camille.http.get(location)
    assert left.headers["location"] == f"{house.address}/auth/signed-out"
    assert (await camille.http.get(left.headers["location"])).headers["location"] == "/"
    page = await camille.leave()
    assert "location" not in page.headers  # the issuer asks again who it is


async def test_a_second_sign_in_needs_no_click_while_the_issuer_knows_the_browser(camille):
    before = camille.cookie()

    await camille.http.get((await camille.leave("/x")).headers["location"])

    assert camille.cookie() != before
    assert (await camille.me())["id"] == CAMILLE


async def test_a_session_ends_when_nobody_uses_it(house, browser, until):
    async with house.another_gateway(session_idle_seconds=1) as (client, _):
        await browser.sign_in()
        shown = {"Cookie": f"session={browser.cookie()}"}
        assert (await client.get("/api/me", headers=shown)).status_code == 200  # from now on it is good for a second

        await asyncio.sleep(2.1)
        assert (await client.get("/api/me", headers=shown)).status_code == 401


async def test_a_session_ends_after_its_longest_time_however_much_it_is_used(house, browser, monkeypatch):
    await browser.sign_in()
    sessions = house.gateway.sign_in.sessions
    now = sessions._clock()
    monkeypatch.setattr(sessions, "_clock", lambda: now + 30 * 24 * 3600 - 5)
    monkeypatch.setattr(house.gateway.sign_in.refresher, "_clock", lambda: now)
    assert (await browser.http.get("/api/me")).status_code == 200
    monkeypatch.setattr(sessions, "_clock", lambda: now + 30 * 24 * 3600 + 5)
    assert (await browser.http.get("/api/me")).status_code == 401
