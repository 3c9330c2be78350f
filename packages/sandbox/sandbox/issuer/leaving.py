"""Signing out: by the person, by the client, by an administrator; every client that was let in is told.

OpenID Connect RP-Initiated Logout 1.0, Back-Channel Logout 1.0; RFC 7009 for tokens.
"""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode

import httpx2
import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.issuer import pages, tokens
from sandbox.issuer.asking import client_of, form, refusal
from sandbox.issuer.clients import Client
from sandbox.issuer.memory import Session
from sandbox.issuer.realm import Realm, realm_of

PATIENCE = 5.0  # seconds for a client that is told
log = structlog.get_logger(__name__)


async def logout(request: Request) -> Response:
    """End the browser's session and go where the client wishes, if that is one of its own addresses.

    With no ID token to say who means to leave, any page could have sent the browser here: then the person is asked.
    """
    realm = realm_of(request)
    told = dict(request.query_params) | (await form(request) if request.method == "POST" else {})
    spoken = pages.language(request, told.get("ui_locales", ""))
    hint = realm.keys.read(told.get("id_token_hint", "")) or {}
    if told.get("id_token_hint") and hint.get("typ") != "ID":
        return pages.message("bad_request", spoken, 400)
    client = realm.clients.get(hint.get("aud", told.get("client_id", "")))
    target = told.get("post_logout_redirect_uri", "")
    if target and (client is None or target not in client.post_logout_uris):
        return pages.message("bad_request", spoken, 400)
    session = realm.session_of(request)
    if session and not hint and told.get("confirm") != "yes":
        return pages.question(f"{request.url.path}?{urlencode(told)}", spoken)
    found = session or realm.memory.session(hint.get("sid", ""))
    if found is not None:
        await end(realm, found)
    answer = _onward(target, told) if target else pages.message("signed_out", spoken)
    answer.delete_cookie(realm.cookie, path=f"{request.url.path.partition('/protocol')[0]}/")
    return answer


async def revoke(request: Request) -> Response:
    """Make a refresh token worthless, and with it all the client was given in that session."""
    realm, told = realm_of(request), await form(request)
    client = client_of(realm, request, told)
    if client is None:
        return refusal("invalid_client", "Invalid client or Invalid client credentials", 401)
    claims = realm.keys.read(told.get("token", ""))
    session = realm.memory.session(claims.get("sid", "")) if claims else None
    if claims and session and claims.get("typ") == "Refresh" and claims["azp"] == client.client_id:
        session.leave(client.client_id)
        realm.memory.save()
    return Response(headers={"cache-control": "no-store"})


async def end(realm: Realm, session: Session) -> None:
    """End a session and tell every client that was let in."""
    realm.memory.end(session)
    known = realm.clients
    told = [known[name] for name in sorted(session.clients) if name in known and known[name].backchannel_logout]
    async with httpx2.AsyncClient(timeout=PATIENCE) as http:
        await asyncio.gather(*(_tell(http, realm, client, session) for client in told))


async def _tell(http: httpx2.AsyncClient, realm: Realm, client: Client, session: Session) -> None:
    data = {"logout_token": tokens.logout_token(realm, client, session)}
    try:
        answer = await http.post(client.backchannel_logout, data=data)
    except httpx2.HTTPError as error:
        log.warning("a client could not be told that a session is over", client=client.client_id, error=repr(error))
        return
    if answer.is_error:
        log.warning("a client refused a logout", client=client.client_id, status=answer.status_code)


def _onward(target: str, told: Mapping[str, str]) -> Response:
    state = f"?{urlencode({'state': told['state']})}" if told.get("state") else ""
    return RedirectResponse(f"{target}{state}", 302, {"cache-control": "no-store"})
