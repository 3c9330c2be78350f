"""The issuer tells us behind the browser's back that a session is over (Back-Channel Logout 1.0)."""

import asyncio
import hashlib
import time

import pytest

from gateway.session.issuer import Tokens
from gateway.session.sessions import Person
from gateway.session.statements import LOGOUT_EVENT
from gateway.tests.session.forging import PERSON, forged
from sandbox.issuer import leaving


def logout_claims(issuer, **other):
    now = int(time.time())
    claims = {
        "iss": issuer.url,
        "aud": "navigator-gateway",
        "iat": now,
        "exp": now + 60,
        "jti": hashlib.sha256(str(time.perf_counter_ns()).encode()).hexdigest(),
        "sub": PERSON,
        "sid": "s1",
        "events": {LOGOUT_EVENT: {}},
    } | other
    return {name: value for name, value in claims.items() if value is not None}


async def tell(client, token, **more):
    return await client.post("/auth/backchannel-logout", data={"logout_token": token, **more})


async def test_the_issuer_signs_out_whom_it_names_and_only_once(trusting, issuer):
    client, gateway = trusting
    sessions = gateway.sign_in.sessions
    made = [await begin(sessions, sid) for sid in ("s1", "s2")]

    token = issuer.sign(logout_claims(issuer), typ="logout+jwt")
    answer = await tell(client, token)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert [await sessions.read(one.secret.encode()) is None for one in made] == [True, False]

    again = await tell(client, token)
    assert (again.status_code, again.json()["type"]) == (400, "/problems/logout-token-refused")

    by_person = issuer.sign(logout_claims(issuer, sid=None))
    assert (await tell(client, by_person)).status_code == 200
    assert await sessions.read(made[1].secret.encode()) is None


async def begin(sessions, sid):
    tokens = Tokens("a", "r", "i", time.time() + 300)
    person = Person(PERSON, "Camille", None, "camille", ())
    return await sessions.begin(person, tokens, sid=sid, device="x", address="y")


@pytest.mark.parametrize(
    ("other", "head"),
    [
        ({"iss": "https://evil.example"}, {}),
        ({"aud": "navigator-mobile"}, {}),
        ({"aud": None}, {}),
        ({"events": {}}, {}),
        ({"events": None}, {}),
        ({"events": {LOGOUT_EVENT: "x"}}, {}),
        ({"nonce": "n"}, {}),
        ({"jti": None}, {}),
        ({"sid": None, "sub": None}, {}),
        ({"sid": 7, "sub": None}, {}),
        ({"iat": int(time.time()) - 600}, {}),
        ({"iat": None}, {}),
        ({"exp": int(time.time()) - 60}, {}),
        ({"exp": None}, {}),
        ({}, {"typ": "at+jwt"}),
        ({}, {"kid": "unknown"}),
    ],
)
async def test_a_logout_token_that_is_none_ends_nothing(trusting, issuer, other, head):
    client, gateway = trusting
    made = await begin(gateway.sign_in.sessions, "s1")

    answer = await tell(client, issuer.sign(logout_claims(issuer, **other), **head))

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/logout-token-refused")
    assert await gateway.sign_in.sessions.read(made.secret.encode()) is not None


async def test_a_forged_logout_token_ends_nothing(trusting, issuer):
    client, gateway = trusting
    made = await begin(gateway.sign_in.sessions, "s1")

    for what, token in forged(issuer, logout_claims(issuer)).items():
        assert (await tell(client, token)).status_code == 400, what
    for form in ({}, {"logout_token": ["a", "b"]}):
        assert (await client.post("/auth/backchannel-logout", data=form)).status_code == 400
    assert (await client.post("/auth/backchannel-logout", content=b"\xff\xfe")).status_code == 400
    assert await gateway.sign_in.sessions.read(made.secret.encode()) is not None


async def test_signing_out_elsewhere_reaches_us_through_the_back(house, camille, until):
    """The issuer's own account page, or another client, ends the session there: ours is over as well."""
    realm = house.issuer.realm
    session = realm.memory.of_browser(camille.cookie(realm.cookie))
    await leaving.end(realm, session)

    assert (await camille.http.get("/api/me")).status_code == 401


async def test_a_large_or_endless_body_is_not_read(house, talk):
    large = await house.client.post("/auth/backchannel-logout", content=b"x" * 100_000)
    assert large.status_code == 413

    async def endless():
        for _ in range(3):
            yield b"x" * 1000
            await asyncio.sleep(0)

    assert (await house.client.post("/auth/backchannel-logout", content=endless())).status_code == 411
