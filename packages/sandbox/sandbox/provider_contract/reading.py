"""What stands in a token."""

import base64
import json
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.jwk import KeySet, KeySetSerialization
from pydantic import SecretStr

from chassis.settings import Settings
from sandbox.realm_names import ADMIN
from sandbox.realm_server import RealmServer


def header(token: str) -> dict[str, Any]:
    """Return a token's header."""
    return _part(token, 0)


def unverified(token: str) -> dict[str, Any]:
    """Return what a token says, whoever signed it."""
    return _part(token, 1)


def verified(realm: RealmServer, token: str) -> dict[str, Any]:
    """Return what a token says, once one of the realm's keys is seen to have signed it."""
    shown = httpx2.get(f"{realm.url}/protocol/openid-connect/certs").json()
    signing: KeySetSerialization = {"keys": [key for key in shown["keys"] if key["use"] == "sig"]}
    return dict(jwt.decode(token, KeySet.import_key_set(signing), algorithms=["RS256"]).claims)


def told(realm: RealmServer) -> Settings:
    """Return what a service is told of the realm."""
    return Settings(
        database_url="postgresql://nowhere",
        oidc_issuer=realm.url,
        oidc_admin_client=ADMIN,
        oidc_admin_secret=SecretStr(realm.secret(ADMIN)),
    )


def _part(token: str, number: int) -> dict[str, Any]:
    part = token.split(".")[number]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read
