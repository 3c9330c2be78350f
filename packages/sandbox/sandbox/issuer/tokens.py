"""The tokens, claim for claim as Keycloak writes them."""

import secrets
import time
from typing import Any

from sandbox.issuer.clients import Client
from sandbox.issuer.codes import Asked
from sandbox.issuer.memory import ACCESS, SESSION_IDLE, SESSION_MAX, Session
from sandbox.issuer.realm import Realm
from sandbox.people import Person

AUDIENCE = "navigator-api"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
DEFAULT_ROLES = ("default-roles-navigator", "offline_access", "uma_authorization")  # that every account has


def for_person(realm: Realm, client: Client, session: Session, asked: Asked) -> dict[str, Any]:
    """Return the token endpoint's answer for a person, and remember its refresh token."""
    person = realm.person(session.person)
    assert person is not None
    now = int(time.time())
    session.seen = now
    session.clients.add(client.client_id)
    until = min(now + SESSION_IDLE, session.started + SESSION_MAX)
    common = _common(realm, client, now) | {"sub": str(person.id), "sid": session.id, "auth_time": session.started}
    access = common | about(person) | {"aud": [AUDIENCE, "account"], "typ": "Bearer", "scope": asked.scope}
    access["realm_access"] = {"roles": sorted({*DEFAULT_ROLES, *person.all_roles})}
    refresh = common | {
        "jti": secrets.token_urlsafe(16),
        "aud": common["iss"],
        "typ": "Refresh",
        "exp": until,
        "scope": asked.scope,
    }
    session.refresh[refresh["jti"]] = client.client_id
    answer = _answer(asked.scope, realm.keys.sign(access)) | {
        "refresh_token": realm.keys.sign(refresh | {"nonce": asked.nonce}),
        "refresh_expires_in": until - now,
        "session_state": session.id,
    }
    if "openid" in asked.scope.split():
        nonce = {"nonce": asked.nonce} if asked.nonce else {}
        answer["id_token"] = realm.keys.sign(common | about(person) | {"aud": client.client_id, "typ": "ID"} | nonce)
    realm.memory.save()
    return answer


def for_program(realm: Realm, client: Client, scope: str) -> dict[str, Any]:
    """Return the token endpoint's answer for a program in its own name: no refresh token, no session."""
    claims = _common(realm, client, int(time.time())) | {
        "sub": client.service_account_id,
        "aud": AUDIENCE,
        "typ": "Bearer",
        "scope": scope,
        "client_id": client.client_id,
        "preferred_username": f"service-account-{client.client_id}",
    }
    return _answer(scope, realm.keys.sign(claims)) | {"refresh_expires_in": 0}


def logout_token(realm: Realm, client: Client, session: Session) -> str:
    """Return what tells a client that a session is over (OpenID Connect Back-Channel Logout 1.0, 2.4)."""
    claims = _common(realm, client, int(time.time())) | {
        "aud": client.client_id,
        "sub": str(session.person),
        "sid": session.id,
        "typ": "Logout",
        "events": {LOGOUT_EVENT: {}},
    }
    del claims["azp"]
    return realm.keys.sign(claims, kind="logout+jwt")


def about(person: Person) -> dict[str, Any]:
    """Return what the scopes profile and email tell of a person."""
    return {
        "name": person.name,
        "preferred_username": person.username,
        "given_name": person.first_name,
        "family_name": person.last_name,
        "email": person.email,
        "email_verified": True,
        "locale": "fr",
    }


def _common(realm: Realm, client: Client, now: int) -> dict[str, Any]:
    return {
        "iss": realm.settings.issuer,
        "azp": client.client_id,
        "jti": secrets.token_urlsafe(16),
        "iat": now,
        "exp": now + ACCESS,
    }


def _answer(scope: str, access: str) -> dict[str, Any]:
    return {
        "access_token": access,
        "expires_in": ACCESS,
        "token_type": "Bearer",
        "not-before-policy": 0,
        "scope": scope,
    }
