"""What the documentation says of these routes besides their shapes: who may ask, and how they refuse."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from gateway.session.csrf import HEADER

Described = dict[str, Any]

SCHEMES: Described = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": "The web client's session; over https its name is __Host-session.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": HEADER,
        "description": "With the session, on whatever changes something: what /api/me says under csrf.",
    },
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "An access token of the identity provider, for mobile clients and partners.",
    },
}
READS: list[Described] = [{"session": []}, {"bearer": []}]
WRITES: list[Described] = [{"session": [], "csrf": []}, {"bearer": []}]

ANYBODY: Described = {"security": []}
BY_COOKIE: Described = {"security": WRITES[:1]}
READING: Described = {"security": READS}
WRITING: Described = {"security": WRITES}

LOOK_ELSEWHERE: dict[int | str, Described] = {
    302: {"description": "Go on there.", "headers": {"Location": {"schema": {"type": "string"}}}}
}
ARCHIVE: dict[int | str, Described] = {200: {"content": {"application/zip": {}}}}
LOGOUT_FORM: Described = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["logout_token"],
                    "properties": {"logout_token": {"type": "string"}},
                }
            }
        },
    }
}
WHY = {
    400: "What was sent is not what it should be.",
    401: "Nobody is signed in, or no longer.",
    403: "Not in this way: the session's token is missing, or another site asked.",
    404: "There is no such thing.",
    422: "A value is not what it must be.",
    503: "Sessions or the identity provider are away for the moment.",
}


def refused(*statuses: int) -> dict[int | str, Described]:
    """These answers are problem documents."""
    return {status: {"description": WHY.get(status, HTTPStatus(status).phrase)} for status in statuses}


def secured(described: Described, methods: Iterable[str] = ("get", "head", "options")) -> Described:
    """A service's description as the gateway's: whoever may show a token may be signed in instead."""
    safe = frozenset(methods)
    for operations in described.get("paths", {}).values():
        for verb, operation in operations.items():
            if any("bearer" in way for way in operation.get("security", ())):
                operation["security"] = READS if verb in safe else WRITES
    return described
