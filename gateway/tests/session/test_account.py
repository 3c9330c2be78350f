"""My devices, my data, my erasure."""

import asyncio
import io
import json
import re
import zipfile

import httpx2
import pytest

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"  # noqa: E501


async def test_a_stranger_is_told_to_sign_in_and_the_hint_is_taken_back(browser):
    for path in ("/api/me", "/api/me/sessions", "/api/me/export"):
        answer = await browser.http.get(path, headers={"Cookie": "signed-in=1"})
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")
        assert any(line.startswith("signed-in=; ") for line in answer.headers.get_list("set-cookie"))
        assert answer.headers["cache-control"] == "no-store"
    assert (await browser.http.delete("/api/me/sessions")).status_code == 401
    assert (await browser.http.request("DELETE", "/api/me", json={"confirm": "x"})).status_code == 401


@pytest.fixture
async def phone(other_browser):
    """Camille's other device."""
    other_browser.http.headers["User-Agent"] = PHONE
    await other_browser.sign_in("camille")
    return other_browser


async def test_my_devices_are_listed_as_i_know_them(camille, phone):
    listed = (await camille.http.get("/api/me/sessions")).json()["items"]

    assert [
        (one["device"], one["current"], one["address"]) for one in sorted(listed, key=lambda one: one["device"])
    ] == [
        ("Firefox on Linux", True, "127.0.0.x"),
        ("Mobile Safari on iOS", False, "127.0.0.x"),
    ]
    for one in listed:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one["created_at"])
        assert one["seen_at"] >= one["created_at"]


async def test_a_device_is_signed_out(camille, phone):
    listed = (await camille.http.get("/api/me/sessions")).json()["items"]
    (other,) = [one["id"] for one in listed if not one["current"]]

    assert (await camille.http.delete(f"/api/me/sessions/{other}", headers=await camille.csrf())).status_code == 204

    assert (await phone.http.get("/api/me")).status_code == 401
    assert (await camille.http.get("/api/me")).status_code == 200
    again = await camille.http.delete(f"/api/me/sessions/{other}", headers=await camille.csrf())
    assert (again.status_code, again.json()["type"]) == (404, "/problems/no-such-session")
    assert len((await camille.http.get("/api/me/sessions")).json()["items"]) == 1


async def test_a_device_that_was_signed_out_must_prove_again_who_uses_it(house, camille, phone):
    """The issuer still knows it, and would let it in without a question."""
    (other,) = [one["id"] for one in (await sessions_of(camille)) if not one["current"]]
    await camille.http.delete(f"/api/me/sessions/{other}", headers=await camille.csrf())
    await asyncio.sleep(1.1)  # the issuer counts in seconds

    back = await phone.http.get((await phone.leave("/lieux")).headers["location"])
    assert (await phone.http.get("/api/me")).status_code == 401
    assert back.headers["location"].startswith(house.issuer.url)
    assert "prompt=login" in back.headers["location"]
    without_it = await phone.http.get(back.headers["location"].replace("prompt=login", "prompt="))
    again = await phone.http.get(without_it.headers["location"])
    assert "prompt=login" in again.headers["location"]

    page = await phone.http.get(again.headers["location"])
    landed = await phone.http.get(await phone.click(page, "camille"))
    assert landed.headers["location"] == "/lieux"
    assert (await phone.me())["username"] == "camille"
    await phone.http.get((await phone.leave()).headers["location"])
    assert (await phone.me())["username"] == "camille"  # once is enough


async def sessions_of(browser):
    return (await browser.http.get("/api/me/sessions")).json()["items"]


async def test_nobody_signs_out_the_devices_of_somebody_else(camille, other_browser):
    await other_browser.sign_in("lou")
    theirs = (await other_browser.me())["session"]["id"]

    answer = await camille.http.delete(f"/api/me/sessions/{theirs}", headers=await camille.csrf())

    assert answer.status_code == 404
    assert (await other_browser.me())["username"] == "lou"


async def test_all_other_devices_are_signed_out_at_once(camille, phone):
    assert (await camille.http.delete("/api/me/sessions", headers=await camille.csrf())).status_code == 204

    assert (await phone.http.get("/api/me")).status_code == 401
    assert [one["current"] for one in (await camille.http.get("/api/me/sessions")).json()["items"]] == [True]


async def test_signing_out_this_device_takes_its_cookie_back(camille):
    own = (await camille.me())["session"]["id"]

    await camille.http.delete(f"/api/me/sessions/{own}", headers=await camille.csrf())

    assert camille.cookie() is None
    assert (await camille.http.get("/api/me")).status_code == 401


async def test_everything_about_me_comes_in_one_archive(camille, phone, service):
    service.say("/me/export", json.dumps({"favourites": ["é" * 5000]}).encode())

    answer = await camille.http.get("/api/me/export")

    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["account.json", "directory.json"]
        account = json.loads(archive.read("account.json"))
        assert account["account"]["email"] == "camille@exemple.test"
        assert len(account["sessions"]) == 2
        assert json.loads(archive.read("directory.json")) == {"favourites": ["é" * 5000]}
    said = service.headers()
    assert said["authorization"].startswith("Bearer ey")
    assert "cookie" not in said


@pytest.mark.parametrize("status", [404, 401, 500])
async def test_there_is_no_archive_with_a_hole_in_it(camille, service, status):
    service.say("/me/export", b"{}", status=status)

    answer = await camille.http.get("/api/me/export")

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/export-incomplete")
    assert "directory" in answer.json()["detail"]


async def test_an_archive_waits_for_every_service(house, camille, service):
    service.say("/me/export", b"{}")
    services = {"directory": service.url, "needs": "http://127.0.0.1:1"}
    async with house.another_gateway(services=services) as (client, _):
        answer = await client.get("/api/me/export", headers={"Cookie": f"session={camille.cookie()}"})
        assert answer.status_code == 503
        assert "needs" in answer.json()["detail"]


async def test_an_archive_that_breaks_off_does_not_look_whole(camille, service):
    async def broken(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'{"a": ' + b"1" * 300_000, "more_body": True})
        await asyncio.sleep(0.1)
        raise ConnectionError("gone")

    service.answers["/me/export"] = broken
    with pytest.raises(httpx2.RemoteProtocolError):
        await camille.http.get("/api/me/export")


@pytest.mark.parametrize("confirm", ["camille", "Camille@exemple.test ", "CAMILLE"])
async def test_i_am_erased_when_i_confirm_it(camille, phone, service, confirm):
    service.say("/me", b"", status=202)

    answer = await camille.http.request("DELETE", "/api/me", json={"confirm": confirm}, headers=await camille.csrf())

    assert answer.status_code == 202
    assert [(scope["method"], scope["path"]) for scope in service.asked] == [("DELETE", "/me")]
    assert service.headers()["authorization"].startswith("Bearer ey")
    assert camille.cookie() is None
    for browser in (camille, phone):
        assert (await browser.http.get("/api/me")).status_code == 401


@pytest.mark.parametrize(
    "body", [{"confirm": "lou"}, {"confirm": ""}, {"confirm": "Camille Roche"}, {}, {"confirm": 1}, []]
)
async def test_a_slip_erases_nobody(camille, service, body):
    answer = await camille.http.request("DELETE", "/api/me", json=body, headers=await camille.csrf())

    assert answer.status_code == 422
    assert service.asked == []
    assert (await camille.me())["username"] == "camille"


async def test_an_erasure_that_cannot_begin_changes_nothing(camille, service):
    service.say("/me", b"{}", status=500)

    answer = await camille.http.request("DELETE", "/api/me", json={"confirm": "camille"}, headers=await camille.csrf())

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/erasure-not-taken")
    assert (await camille.me())["username"] == "camille"
