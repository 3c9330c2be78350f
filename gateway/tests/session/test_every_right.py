"""The gateway's rows of the table of rights, asked by each persona that differs here: mandates mean nothing to it."""

import httpx2
import pytest

from gateway.session.rights import endpoints
from identity.table import PERSONAS

SIGNED_IN = {"signed-in": "lou", "moderator": "morgan", "administrator": "admin"}
DENIED = {401, 403, 404}
# Anyone may come there, and is judged by what he brings: tests of their own bring it.
BY_WHAT_IS_BROUGHT = {"GET /auth/callback", "POST /auth/backchannel-logout"}
ENDPOINTS = {str(one): one for one in endpoints() if str(one) not in BY_WHAT_IS_BROUGHT}


@pytest.fixture
async def program(house):
    """The headers of a partner's program."""
    form = {
        "grant_type": "client_credentials",
        "client_id": "partner-example",
        "client_secret": house.settings["oidc_client_secret"],
    }
    async with httpx2.AsyncClient() as http:
        answer = await http.post(f"{house.issuer.url}/protocol/openid-connect/token", data=form)
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


async def ask(name, browser, headers, username=""):
    endpoint, body = ENDPOINTS[name], {}
    if name == "DELETE /api/me":
        body = {"json": {"confirm": username or "lou"}}
    session = "AAAA"
    if username and "session_id" in endpoint.path:
        session = (await browser.http.get("/api/me/sessions")).json()["items"][0]["id"]
    path = endpoint.path.format(session_id=session)
    return await browser.http.request(endpoint.verb, path, headers=headers, **body)


@pytest.mark.parametrize("name", ENDPOINTS)
async def test_whoever_may_does_and_nobody_else(service, browser, other_browser, program, name):
    service.say("/me", b"{}", status=202)
    service.say("/me/export", b"{}")
    wrong, endpoint = [], ENDPOINTS[name]

    async def judge(persona, answer):
        may = endpoint.lets(PERSONAS[persona])
        if not (answer.status_code < 400 if may else answer.status_code in DENIED):
            wrong.append(f"{persona} {'may' if may else 'may not'}: {answer.status_code} {answer.text}")

    await judge("stranger", await ask(name, other_browser, {}))
    if endpoint.rights:
        await judge("partner client", await ask(name, other_browser, program))
    for persona, username in SIGNED_IN.items():
        browser.http.cookies.clear()
        await browser.sign_in(username)
        await judge(persona, await ask(name, browser, await browser.csrf(), username))
    assert wrong == []
