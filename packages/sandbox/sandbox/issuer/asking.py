"""Who asks, and what: forms, and a client's proof of itself."""

import base64
import binascii
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.issuer.clients import Client
from sandbox.issuer.realm import Realm

LIMIT = 64 * 1024  # bytes of a form
PRIVATE = {"cache-control": "no-store", "pragma": "no-cache"}


async def form(request: Request) -> dict[str, str]:
    """Return the fields of a form; nothing when it is too long to be one of ours."""
    read = b""
    async for piece in request.stream():
        read += piece
        if len(read) > LIMIT:
            return {}
    return dict(parse_qsl(read.decode(errors="replace"), keep_blank_values=True))


def client_of(realm: Realm, request: Request, told: Mapping[str, str]) -> Client | None:
    """Return the client that asks, once it has proved itself: by its secret, or by having none to keep."""
    name, secret = _basic(request) or (told.get("client_id", ""), told.get("client_secret", ""))
    client = realm.clients.get(name)
    if client is None or not client.enabled:
        return None
    return client if not client.secret or client.knows(secret) else None


def bearer(realm: Realm, request: Request) -> dict[str, Any] | None:
    """Return the claims of the access token shown, when it is one of ours and still good."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    claims = realm.keys.read(token) if kind.lower() == "bearer" else None
    if claims is None or claims.get("typ") != "Bearer" or claims["exp"] <= time.time():
        return None
    if "sid" in claims and realm.memory.session(claims["sid"]) is None:
        return None
    return claims


def refusal(error: str, description: str, status: int = 400) -> Response:
    """A "no" as OAuth says it (RFC 6749 5.2)."""
    return JSONResponse({"error": error, "error_description": description}, status, PRIVATE)


def _basic(request: Request) -> tuple[str, str] | None:
    kind, _, coded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)
