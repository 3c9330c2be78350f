"""Only a page of ours that knows the session changes anything in a person's name, and only by its plain address."""

import pytest


async def test_a_write_needs_the_sessions_own_token(house, service, camille, other_browser):
    service.say("/places", b"{}", status=201)
    await other_browser.sign_in("lou")
    others = await other_browser.csrf()
    own = (await camille.me())["csrf"]

    for wrong in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "x"}, {"X-CSRF-Token": own[:-1]}, others):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = await camille.http.request(method, "/api/directory/places", headers=wrong)
            assert (answer.status_code, answer.json()["type"]) == (403, "/problems/csrf-token-missing")
    assert service.asked == []

    answer = await camille.http.post("/api/directory/places", json={}, headers={"X-CSRF-Token": own})
    assert answer.status_code == 201
    assert "x-csrf-token" not in service.headers()


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_a_write_from_another_sites_page_is_refused_whatever_it_knows(service, camille, said):
    headers = {**await camille.csrf(), **said}

    answer = await camille.http.post("/api/directory/places", headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/cross-site-request")
    assert service.asked == []


async def test_our_own_page_may_write(house, service, camille):
    service.say("/places", b"{}")
    headers = {**await camille.csrf(), "Origin": house.address, "Sec-Fetch-Site": "same-origin"}

    assert (await camille.http.post("/api/directory/places", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/auth/logout"),
        ("POST", "/auth/%6Cogout"),
        ("DELETE", "/api/me"),
        ("DELETE", "/api/me/sessions"),
        ("DELETE", "/api/me/%73essions"),
        ("DELETE", "/api/me/sessions/x"),
    ],
)
async def test_our_own_answers_are_guarded_alike(camille, method, path):
    answer = await camille.http.request(method, path, json={"confirm": "camille"})

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/csrf-token-missing")
    assert (await camille.me())["username"] == "camille"


@pytest.mark.parametrize(
    "path",
    [
        "/api/%6De",
        "/api/ME",
        "/api/me/",
        "/api/me/../me",
        "/api//me",
        "/api/me%2fsessions",
        "/api/me;x",
        "/auth/../api/me",
        "/Auth/logout",
        "/%61uth/login",
        "//auth/login",
        "/auth/login/",
        "/auth/login/x",
        "/auth",
    ],
)
async def test_no_other_spelling_of_a_path_of_ours_is_answered(house, camille, talk, path):
    shown = f"Cookie: session={camille.cookie()}\r\n"
    for method in ("GET", "POST", "DELETE"):
        head = f"{method} {path} HTTP/1.1\r\nHost: {house.address[7:]}\r\n{shown}Connection: close\r\n\r\n"
        heard = await talk(house.client, head.encode())
        assert heard.split(b" ")[1] in (b"400", b"404", b"405"), heard
        assert b"Camille" not in heard
        assert b"session-login" not in heard


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n//evil.example",
        "\t//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "/%2f/evil.example",
        "/%5cevil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/a/../..//evil.example",
        "http:evil.example",
        "/auth/login",
        "/AUTH/logout",
        "/auth",
        "/api/me/export",
        "evil.example",
        "@evil.example",
        "/x\r\nSet-Cookie: session=evil",
        "/\u2028/evil.example",
        "/" + "a" * 3000,
        "",
    ],
)
async def test_a_person_is_sent_back_to_no_other_site(browser, wanted):
    answer = await browser.sign_in(to=wanted)

    assert (answer.status_code, answer.headers["location"]) == (302, "/")
