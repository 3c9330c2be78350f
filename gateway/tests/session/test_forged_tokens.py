"""Tokens that nobody issued, or that were issued to others, open nothing and sign nobody in."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest

from gateway.tests.session.forging import PERSON, forged


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


async def test_a_token_of_a_program_of_ours_opens_me_without_a_session(trusting, issuer):
    client, _ = trusting
    claims = issuer.claims(PERSON, name="Camille Roche", roles=("moderator",))

    answer = await client.get("/api/me", headers=bearer(issuer.sign(claims)))

    assert answer.status_code == 200
    told = answer.json()
    assert (told["name"], told["roles"], told["csrf"], told["session"]) == ("Camille Roche", ["moderator"], None, None)


async def test_forged_tokens_open_nothing(trusting, issuer):
    client, _ = trusting
    for what, token in forged(issuer, issuer.claims(PERSON, name="Camille")).items():
        answer = await client.get("/api/me", headers=bearer(token))
        assert answer.status_code == 401, what
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "other",
    [
        {"aud": "another-api"},
        {"aud": ["account"]},
        {"iss": "https://evil.example/realms/navigator"},
        {"iss": "http://127.0.0.1/realms/other"},
        {"exp": int(time.time()) - 60},
        {"nbf": int(time.time()) + 600},
        {"azp": "another-client"},
        {"typ": "Refresh"},
        {"typ": "ID", "aud": "navigator-gateway"},
    ],
)
async def test_tokens_for_others_and_for_other_times_open_nothing(trusting, issuer, other):
    client, _ = trusting
    token = issuer.sign(issuer.claims(PERSON, name="Camille", **other))

    assert (await client.get("/api/me", headers=bearer(token))).status_code == 401


async def test_a_program_has_no_account_here(trusting, issuer):
    client, _ = trusting
    claims = issuer.claims(
        PERSON, name="x", azp="partner-example", preferred_username="service-account-partner-example"
    )

    assert (await client.get("/api/me", headers=bearer(issuer.sign(claims)))).status_code == 403


@pytest.mark.parametrize(
    "other",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "navigator-mobile"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"azp": "navigator-mobile"},
        {"sub": "00000000-0000-4000-8000-000000000002"},
        {"typ": "Bearer"},
    ],
)
async def test_an_id_token_that_is_not_for_this_sign_in_signs_nobody_in(house, browser, monkeypatch, other):
    keys = house.issuer.realm.keys
    plain = keys.sign

    def sign(claims, kind="JWT"):
        return plain({**claims, **other} if claims.get("typ") == "ID" else claims, kind)

    monkeypatch.setattr(keys, "sign", sign)
    answer = await browser.sign_in()

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/sign-in-refused")
    assert browser.cookie() is None


@pytest.mark.parametrize("what", ["none", "HS256 by the public key", "claims changed", "another key of the same name"])
async def test_an_id_token_that_nobody_signed_signs_nobody_in(trusting, issuer, monkeypatch, what):
    client, gateway = trusting
    left = await client.get("/auth/login", params={"moved": "true"})
    asked = parse_qs(urlsplit(left.headers["location"]).query)
    claims = issuer.claims(PERSON, name="Camille")
    stated = {**claims, "aud": "navigator-gateway", "typ": "ID", "nonce": asked["nonce"][0]}

    async def ask(grant, form):
        return {"access_token": issuer.sign(claims), "id_token": forged(issuer, stated)[what], "expires_in": 300}

    monkeypatch.setattr(gateway.sign_in.issuer, "_ask", ask)
    back = {"state": asked["state"][0], "code": "x"}
    answer = await client.get("/auth/callback", params=back)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/sign-in-refused")
