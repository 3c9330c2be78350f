"""The token endpoint: a code, a refresh token or a program's own secret against tokens (RFC 6749 4.1.3, 4.4, 6)."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.issuer import tokens
from sandbox.issuer.asking import PRIVATE, client_of, form, refusal
from sandbox.issuer.clients import Client
from sandbox.issuer.codes import Asked, Code
from sandbox.issuer.memory import Session
from sandbox.issuer.realm import Realm, realm_of

Grant = Callable[[Realm, Client, Mapping[str, str]], Response]


async def token(request: Request) -> Response:
    """Answer tokens, or say why not."""
    realm, told = realm_of(request), await form(request)
    grant = GRANTS.get(told.get("grant_type", ""))
    if grant is None:
        return refusal("unsupported_grant_type", "Unsupported grant_type")
    client = client_of(realm, request, told)
    if client is None:
        return refusal("invalid_client", "Invalid client or Invalid client credentials", 401)
    return grant(realm, client, told)


def _by_code(realm: Realm, client: Client, told: Mapping[str, str]) -> Response:
    code = realm.codes.find(told.get("code", ""))
    if code is None or code.asked.client_id != client.client_id:
        return refusal("invalid_grant", "Code not valid")
    session = realm.memory.session(code.session)
    if code.used or session is None:
        if session is not None:
            # Two have had the code, and nobody knows which of them is the thief (RFC 6749 4.1.2).
            session.leave(client.client_id)
            realm.memory.save()
        return refusal("invalid_grant", "Code not valid")
    code.used = True
    wrong = _wrong(code, told)
    if wrong:
        return refusal("invalid_grant", wrong)
    return _tokens(realm, client, session, code.asked)


def _wrong(code: Code, told: Mapping[str, str]) -> str:
    if told.get("redirect_uri") != code.asked.redirect_uri:
        return "Incorrect redirect_uri"
    verifier = told.get("code_verifier", "")
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if not verifier:
        return "PKCE code verifier not specified"
    return "" if hmac.compare_digest(digest, code.asked.challenge) else "PKCE verification failed: Code mismatch"


def _by_refresh(realm: Realm, client: Client, told: Mapping[str, str]) -> Response:
    claims = realm.keys.read(told.get("refresh_token", ""))
    if claims is None or claims.get("typ") != "Refresh" or claims["azp"] != client.client_id:
        return refusal("invalid_grant", "Invalid refresh token")
    session = realm.memory.session(claims["sid"])
    if session is None or claims["exp"] <= time.time() or realm.person(session.person) is None:
        return refusal("invalid_grant", "Session not active")
    if session.refresh.pop(claims["jti"], None) is None:
        # It was used before: what was got with it may be in a thief's hands (RFC 9700 4.14.2).
        session.leave(client.client_id)
        realm.memory.save()
        return refusal("invalid_grant", "Maximum allowed refresh token reuse exceeded")
    asked = _asked_again(client, claims["scope"], claims["nonce"])
    return _tokens(realm, client, session, asked)


def _asked_again(client: Client, scope: str, nonce: str) -> Asked:
    return replace(_NOTHING, client_id=client.client_id, scope=scope, nonce=nonce)


_NOTHING = Asked("", "", "", "", "", "", frozenset(), None, "")


def _by_secret(realm: Realm, client: Client, told: Mapping[str, str]) -> Response:
    if not client.secret or not client.service_account:
        return refusal("unauthorized_client", "Client not enabled to retrieve service account", 401)
    scope = client.granted(told.get("scope", ""))
    if scope is None:
        return refusal("invalid_scope", f"Invalid scopes: {told['scope']}")
    return JSONResponse(tokens.for_program(realm, client, scope), headers=PRIVATE)


def _tokens(realm: Realm, client: Client, session: Session, asked: Asked) -> Response:
    if realm.person(session.person) is None:
        return refusal("invalid_grant", "User not found")
    return JSONResponse(tokens.for_person(realm, client, session, asked), headers=PRIVATE)


GRANTS: Mapping[str, Grant] = {
    "authorization_code": _by_code,
    "refresh_token": _by_refresh,
    "client_credentials": _by_secret,
}
