"""What others try while a person is on the way back from the issuer, or with what they bring."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest


def state_of(location):
    return parse_qs(urlsplit(location).query)["state"][0]


async def test_a_code_is_good_once(browser, other_browser):
    back = await browser.click(await browser.leave(), "camille")
    assert (await browser.http.get(back)).status_code == 302

    again = await browser.http.get(back)

    assert again.status_code == 400
    assert again.json()["type"] == "/problems/sign-in-not-begun-here"


async def test_a_stolen_code_is_of_no_use_in_a_sign_in_of_ones_own(house, browser, other_browser):
    """The thief begins a sign-in and puts the code of the other into it: PKCE and the issuer see through it."""
    stolen = parse_qs(urlsplit(await browser.click(await browser.leave(), "camille")).query)["code"][0]
    left = await other_browser.http.get("/auth/login")

    answer = await other_browser.http.get(
        "/auth/callback", params={"state": state_of(left.headers["location"]), "code": stolen}
    )

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/sign-in-refused"
    assert other_browser.cookie() is None


@pytest.mark.parametrize("state", ["", "x", "a" * 43, "é"])
async def test_a_way_back_that_nobody_left_by_is_refused(browser, state):
    back = await browser.click(await browser.leave(), "camille")
    code = parse_qs(urlsplit(back).query)["code"][0]

    answer = await browser.http.get("/auth/callback", params={"state": state, "code": code})

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/sign-in-not-begun-here")
    assert browser.cookie() is None


async def test_nobody_is_signed_in_as_somebody_else_by_a_link(browser, other_browser):
    """Login CSRF: the attacker sends the victim the way back of their own sign-in."""
    sent = await other_browser.click(await other_browser.leave(), "lou")

    own = None
    for prepared in (False, True):
        if prepared:
            own = await browser.click(await browser.leave(), "camille")  # the victim happens to be signing in, too
        answer = await browser.http.get(sent)
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/sign-in-not-begun-here")
        assert browser.cookie() is None
    await browser.http.get(own)
    assert (await browser.me())["username"] == "camille"


async def test_a_way_back_from_another_issuer_is_refused(browser):
    back = await browser.click(await browser.leave(), "camille")
    turned = re.sub(r"iss=[^&]*", "iss=https%3A%2F%2Fevil.example", back)
    assert turned != back

    assert (await browser.http.get(turned)).json()["type"] == "/problems/sign-in-refused"


async def test_a_session_cannot_be_fixed_beforehand(house, browser, other_browser):
    """The attacker's session, or an invented one, is in the browser when its person signs in: it is theirs no more."""
    await other_browser.sign_in("lou")
    planted = other_browser.cookie()
    back = await browser.click(await browser.leave(), "camille")
    answer = await browser.http.get(back, headers={"Cookie": f"session={planted}; {login_of(browser)}"})

    given = re.search(r"session=([\w-]{43});", str(answer.headers.get_list("set-cookie")))[1]
    assert given != planted
    seen = await house.client.get("/api/me", headers={"Cookie": f"session={planted}"})
    assert seen.status_code == 401


def login_of(browser):
    return f"session-login={browser.cookie('session-login')}"


async def test_two_cookies_of_one_name_open_nothing(house, camille, other_browser):
    """Cookie tossing: another host of the domain sets a cookie of the same name; nobody can tell which is which."""
    await other_browser.sign_in("lou")
    mine, theirs = camille.cookie(), other_browser.cookie()
    for shown in (f"session={mine}; session={theirs}", f"session={theirs}; session={mine}"):
        answer = await house.client.get("/api/me", headers={"Cookie": shown})
        assert answer.status_code == 401
    for lines in ([("Cookie", f"session={mine}"), ("Cookie", f"session={theirs}")],):
        assert (await house.client.get("/api/me", headers=lines)).status_code == 401
    twice = await house.client.get("/api/me", headers={"Cookie": f"session={mine}; session={mine}"})
    assert twice.json()["username"] == "camille"  # the same twice says nothing new

    left = await camille.http.get("/auth/login")
    both = f"{login_of(camille)}; session-login={'b' * 43}"
    answer = await house.client.get(
        "/auth/callback", params={"state": state_of(left.headers["location"]), "code": "x"}, headers={"Cookie": both}
    )
    assert answer.json()["type"] == "/problems/sign-in-not-begun-here"


@pytest.mark.parametrize("size", [44, 4_000, 20_000])
async def test_an_oversized_cookie_is_a_strangers(house, service, size):
    service.say("/x", b"{}", cache_tag="place")
    answer = await house.client.get("/api/directory/x", headers={"Cookie": f"session={'a' * size}"})

    assert answer.status_code == 200
    assert any(line.startswith("session=;") for line in answer.headers.get_list("set-cookie"))
    too_much = await house.client.get("/api/directory/x", headers={"Cookie": f"session={'a' * 40_000}"})
    assert too_much.status_code == 431
