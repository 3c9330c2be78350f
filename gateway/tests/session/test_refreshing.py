"""Tokens are renewed before they expire: once, whoever asks, and as long as the issuer agrees."""

import asyncio
import time

import pytest

PLACE = "/api/directory/places/1"


@pytest.fixture
def place(service):
    service.say("/places/1", b'{"revision": 1}', cache_tag="place")


async def reads(client, browser, times=1, path=PLACE):
    shown = {"Cookie": f"session={browser.cookie()}"}
    return await asyncio.gather(*(client.get(path, headers=shown) for _ in range(times)))


async def test_a_token_that_holds_is_not_renewed(house, service, camille, place):
    before = house.issuer.token_requests

    await reads(house.client, camille, 5)

    assert house.issuer.token_requests == before
    assert len({scope_token(scope) for scope in service.asked}) == 1


def scope_token(scope):
    return dict(scope["headers"])[b"authorization"]


async def test_of_many_requests_at_once_one_renews(house, service, browser, short_tokens, place):
    short_tokens(20)  # less than is kept in hand
    await browser.sign_in()
    short_tokens(300)
    before, house.issuer.delay = house.issuer.token_requests, 0.2

    answers = await reads(house.client, browser, 30)

    assert {answer.status_code for answer in answers} == {200}
    assert house.issuer.token_requests == before + 1
    await reads(house.client, browser)
    assert house.issuer.token_requests == before + 1
    assert len({scope_token(scope) for scope in service.asked}) == 1


@pytest.mark.parametrize("seconds", [20, 1])
async def test_of_several_gateways_one_renews(house, service, browser, short_tokens, place, seconds):
    """The issuer takes a refresh token once, and ends the session of who shows it twice."""
    short_tokens(seconds)
    await browser.sign_in()
    short_tokens(300)
    before, house.issuer.delay = house.issuer.token_requests, 0.3

    async with house.another_gateway() as (second, _), house.another_gateway() as (third, _):
        answers = await asyncio.gather(*(reads(client, browser, 10) for client in (house.client, second, third)))
        assert {answer.status_code for some in answers for answer in some} == {200}
        assert house.issuer.token_requests == before + 1
        assert all("authorization" in service.headers(number) for number in range(len(service.asked)))
        for client in (house.client, second, third):
            assert (await reads(client, browser, path="/api/me"))[0].status_code == 200
    assert house.issuer.token_requests == before + 1


async def test_a_session_that_the_issuer_ended_is_over(house, service, browser, short_tokens, place):
    short_tokens(1)
    await browser.sign_in()
    headers = await browser.csrf()
    realm = house.issuer.realm
    realm.memory.end(realm.memory.of_browser(browser.cookie(realm.cookie)))
    asked = len(service.asked)

    (read,) = await reads(house.client, browser)
    assert (read.status_code, read.json()) == (200, {"revision": 1})
    assert "authorization" not in service.headers()
    assert read.headers["cache-control"] == "no-store"
    assert any(line.startswith("session=; ") for line in read.headers.get_list("set-cookie"))
    assert any(line.startswith("signed-in=; ") for line in read.headers.get_list("set-cookie"))

    write = await browser.http.post(PLACE, headers=headers)
    assert (write.status_code, write.json()["type"]) == (401, "/problems/session-ended")
    assert len(service.asked) == asked + 1


async def test_while_the_issuer_is_away_a_token_is_used_as_long_as_it_holds(house, browser, short_tokens, place):
    short_tokens(20)
    await browser.sign_in()
    house.issuer.away = True

    (read,) = await reads(house.client, browser, path="/api/me")
    assert read.status_code == 200


async def test_when_no_token_holds_and_the_issuer_is_away_the_asker_is_told(house, browser, short_tokens, place):
    short_tokens(1)
    await browser.sign_in()
    house.issuer.away = True

    for answer in (*(await reads(house.client, browser)), *(await reads(house.client, browser, path="/api/me"))):
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/sign-in-unavailable")
        assert int(answer.headers["retry-after"]) >= 1
        assert "set-cookie" not in answer.headers
    house.issuer.away = False
    assert (await reads(house.client, browser, path="/api/me"))[0].status_code == 200


async def test_a_sign_out_during_a_renewal_is_not_undone(house, browser, short_tokens, place, monkeypatch):
    short_tokens(1)
    await browser.sign_in()
    sign_in = house.gateway.sign_in
    plain, going = sign_in.issuer.refresh, asyncio.Event()

    async def slowly(tokens):
        fresh = await plain(tokens)
        going.set()
        await asyncio.sleep(0.2)
        return fresh

    monkeypatch.setattr(sign_in.issuer, "refresh", slowly)
    reading = asyncio.create_task(house.client.get("/api/me", headers={"Cookie": f"session={browser.cookie()}"}))
    await going.wait()
    await sign_in.sessions.end_all("00000000-0000-4000-8000-000000000001")

    assert (await reading).status_code == 401
    assert (await reads(house.client, browser, path="/api/me"))[0].status_code == 401


async def test_who_was_too_slow_uses_what_somebody_else_got(house, camille):
    """A lock ends by itself, should the issuer be slower than anybody thought."""
    sign_in = house.gateway.sign_in
    slow = await sign_in.sessions.read(camille.cookie().encode())
    await sign_in.sessions.renew(slow, await sign_in.issuer.refresh(slow.tokens), ())
    taken = house.issuer.realm.keys.read(slow.tokens.refresh)["jti"]
    assert taken not in house.issuer.realm.memory.of_browser(camille.cookie(house.issuer.realm.cookie)).refresh

    renewed = await sign_in.refresher._renew(slow)

    assert renewed.tokens.refresh != slow.tokens.refresh


async def test_an_asker_who_leaves_does_not_stop_the_renewal(house, browser, short_tokens, monkeypatch):
    short_tokens(1)
    await browser.sign_in()
    short_tokens(300)
    sign_in = house.gateway.sign_in
    session = await sign_in.sessions.read(browser.cookie().encode())

    asking = asyncio.create_task(sign_in.refresher.fresh(session))
    await asyncio.sleep(0)
    asking.cancel()
    await sign_in.refresher.close()

    renewed = await sign_in.sessions.read(browser.cookie().encode())
    assert renewed.tokens.expires_at > time.time() + 100


async def test_a_role_that_was_taken_away_is_gone_with_the_next_token(house, browser, short_tokens, monkeypatch):
    short_tokens(20)
    await browser.sign_in("morgan")
    plain = house.issuer.realm.keys.sign

    def sign(claims, kind="JWT"):
        return plain(claims | ({"realm_access": {"roles": []}} if claims.get("typ") == "Bearer" else {}), kind)

    monkeypatch.setattr(house.issuer.realm.keys, "sign", sign)
    assert (await browser.me())["roles"] == []


async def test_a_session_whose_end_we_were_not_told_ends_with_its_token(house, browser, short_tokens):
    """The issuer could not reach us when it ended: the next renewal finds out."""
    short_tokens(1)
    await browser.sign_in()
    realm = house.issuer.realm
    realm.memory.of_browser(browser.cookie(realm.cookie)).leave("navigator-gateway")

    assert (await browser.http.get("/api/me")).status_code == 401
