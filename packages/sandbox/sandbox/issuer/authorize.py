"""The authorization endpoint and the sign-in page behind it (RFC 6749 4.1, RFC 7636, OpenID Connect Core 3.1.2)."""

import re
import secrets
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.issuer import pages
from sandbox.issuer.asking import form
from sandbox.issuer.codes import Asked, asked_of
from sandbox.issuer.memory import LOGIN, SESSION_MAX, Session
from sandbox.issuer.realm import Realm, realm_of
from sandbox.realm_names import REALM

PATH = f"/realms/{REALM}"
SIGN_IN = f"{PATH}/login-actions/authenticate"
BROWSER = "issuer-browser"
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


async def authorize(request: Request) -> Response:
    """Answer a code to whoever is signed in, else show the sign-in page."""
    realm = realm_of(request)
    told = dict(request.query_params) if request.method == "GET" else await form(request)
    spoken = pages.language(request, told.get("ui_locales", ""))
    client = realm.clients.get(told.get("client_id", ""))
    if client is None or not client.enabled or told.get("redirect_uri") not in client.redirect_uris:
        # Never sent on to an address that is not the client's.
        return pages.message("bad_request", spoken, 400)
    scope = client.granted(told.get("scope", ""))
    asked = asked_of(told, scope or "", spoken)
    refused = _refusal(told, scope)
    if refused:
        return _back(realm, asked, {"error": refused[0], "error_description": refused[1]})
    session = realm.session_of(request)
    if session is not None and _recent_enough(session, asked):
        return _back(realm, asked, _with_code(realm, asked, session))
    if "none" in asked.prompt:
        return _back(realm, asked, {"error": "login_required"})
    return _show(realm, asked, request)


async def sign_in(request: Request) -> Response:
    """Sign in whoever the page's button says, and go back to the client."""
    realm, told = realm_of(request), await form(request)
    asked = realm.codes.close(told.get("page", ""), request.cookies.get(BROWSER, ""))
    person = realm.named(told.get("person", ""))
    if asked is None or person is None:
        return pages.message("expired", pages.language(request), 400)
    session = realm.session_of(request)
    if session is None or session.person != person.id:
        session = realm.memory.begin(person.id)
    session.started = int(time.time())
    answer = _back(realm, asked, _with_code(realm, asked, session), status=303)
    answer.set_cookie(realm.cookie, session.cookie, max_age=SESSION_MAX, path=f"{PATH}/", httponly=True, samesite="lax")
    realm.memory.save()
    return answer


def _refusal(told: Mapping[str, str], scope: str | None) -> tuple[str, str] | None:
    if told.get("response_type") != "code":
        return "unsupported_response_type", "Only response_type=code is answered"
    if told.get("code_challenge_method") != "S256":
        return "invalid_request", "Missing parameter: code_challenge_method"
    if not CHALLENGE.fullmatch(told.get("code_challenge", "")):
        return "invalid_request", "Invalid parameter: code_challenge"
    if scope is None:
        return "invalid_scope", f"Invalid scopes: {told.get('scope', '')}"
    return None


def _recent_enough(session: Session, asked: Asked) -> bool:
    if "login" in asked.prompt:
        return False
    return asked.max_age is None or time.time() - session.started <= asked.max_age


def _with_code(realm: Realm, asked: Asked, session: Session) -> dict[str, str]:
    return {"session_state": session.id, "code": realm.codes.issue(asked, session.id)}


def _show(realm: Realm, asked: Asked, request: Request) -> Response:
    browser = request.cookies.get(BROWSER) or secrets.token_urlsafe(24)
    name = realm.codes.open(asked, browser)
    page = pages.choice(realm.people, name=name, action=SIGN_IN, target=asked.redirect_uri, spoken=asked.language)
    page.set_cookie(BROWSER, browser, max_age=LOGIN, path=f"{PATH}/", httponly=True, samesite="lax")
    return page


def _back(realm: Realm, asked: Asked, answer: Mapping[str, str], *, status: int = 302) -> Response:
    """Send the browser back to the client, with who answers (RFC 9207)."""
    state = {"state": asked.state} if asked.state else {}
    query = urlencode({**state, **answer, "iss": realm.settings.issuer})
    joint = "&" if urlsplit(asked.redirect_uri).query else "?"
    return RedirectResponse(f"{asked.redirect_uri}{joint}{query}", status, {"cache-control": "no-store"})
