"""As much of Keycloak's admin side as the navigator's adapter asks (`identity.provider`), for the one who may."""

import json
import secrets
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.issuer import leaving
from sandbox.issuer.asking import bearer
from sandbox.issuer.clients import Client
from sandbox.issuer.realm import Realm, realm_of
from sandbox.people import Person
from sandbox.realm_names import PARTNER_SCOPES

Endpoint = Callable[[Realm, Request], Awaitable[Response]]
DONE = 204


def _guarded(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Let only the client in whose work this is."""

    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        realm = realm_of(request)
        claims = bearer(realm, request)
        if claims is None:
            return _error("HTTP 401 Unauthorized", 401)
        if claims["azp"] != realm.settings.oidc_admin_client:
            return _error("HTTP 403 Forbidden", 403)
        return await endpoint(realm, request)

    return guarded


@_guarded
async def users(realm: Realm, request: Request) -> Response:
    """Answer the accounts with this username, this e-mail, or all."""
    asked = request.query_params
    found = [
        person
        for person in realm.people
        if asked.get("username", person.username).lower() == person.username
        and asked.get("email", person.email).lower() == person.email
    ]
    first = int(asked.get("first", 0))
    return JSONResponse([_user(person) for person in found[first : first + int(asked.get("max", 100))]])


@_guarded
async def user(realm: Realm, request: Request) -> Response:
    """Answer one account, or remove it."""
    person = _person(realm, request)
    if person is None:
        return _error("User not found", 404)
    if request.method == "GET":
        return JSONResponse(_user(person))
    for session in realm.memory.of_person(person.id):
        realm.memory.end(session)
    realm.memory.erase(person.id)
    return Response(status_code=DONE)


@_guarded
async def user_logout(realm: Realm, request: Request) -> Response:
    """End all sessions of a person; the clients are told."""
    person = _person(realm, request)
    if person is None:
        return _error("User not found", 404)
    for session in realm.memory.of_person(person.id):
        await leaving.end(realm, session)
    return Response(status_code=DONE)


@_guarded
async def clients(realm: Realm, request: Request) -> Response:
    """Answer the clients, or make one."""
    if request.method == "GET":
        name = request.query_params.get("clientId")
        found = [client for client in realm.clients.values() if name in {None, client.client_id}]
        return JSONResponse([_representation(client) for client in found])
    told = await request.json()
    name = told["clientId"]
    if name in realm.clients:
        return _error(f"Client {name} already exists", 409)
    client = Client(
        client_id=name,
        secret=secrets.token_urlsafe(24),
        name=told.get("name", ""),
        service_account=told.get("serviceAccountsEnabled", False),
        default_scopes=_ours(told.get("defaultClientScopes", ())),
        optional_scopes=_ours(told.get("optionalClientScopes", ())),
    )
    realm.memory.keep_partner(client)
    return Response(status_code=201, headers={"location": f"{request.url}/{client.id}"})


@_guarded
async def client(realm: Realm, request: Request) -> Response:
    """Answer one client, or change it."""
    found = _client(realm, request)
    if found is None:
        return _error("Could not find client", 404)
    if request.method == "GET":
        return JSONResponse(_representation(found))
    told = json.loads(await request.body())
    changed = {field: told[name] for name, field in (("enabled", "enabled"), ("name", "name")) if name in told}
    realm.memory.keep_partner(found.model_copy(update=changed))
    return Response(status_code=DONE)


@_guarded
async def client_secret(realm: Realm, request: Request) -> Response:
    """Answer a client's secret."""
    found = _client(realm, request)
    if found is None:
        return _error("Could not find client", 404)
    return JSONResponse({"type": "secret", "value": found.secret})


@_guarded
async def components(realm: Realm, request: Request) -> Response:
    """Take a new signing key into use, as Keycloak does when it is given a provider of keys."""
    told = await request.json()
    if told.get("providerType") != "org.keycloak.keys.KeyProvider":
        return _error("Unknown component", 400)
    realm.keys.rotate()
    return Response(status_code=201, headers={"location": f"{request.url}/{secrets.token_hex(16)}"})


routes = [
    Route("/users", users),
    Route("/users/{id}", user, methods=["GET", "DELETE"]),
    Route("/users/{id}/logout", user_logout, methods=["POST"]),
    Route("/clients", clients, methods=["GET", "POST"]),
    Route("/clients/{id}", client, methods=["GET", "PUT"]),
    Route("/clients/{id}/client-secret", client_secret),
    Route("/components", components, methods=["POST"]),
]


def _person(realm: Realm, request: Request) -> Person | None:
    try:
        return realm.person(UUID(request.path_params["id"]))
    except ValueError:
        return None


def _client(realm: Realm, request: Request) -> Client | None:
    return next((one for one in realm.clients.values() if one.id == request.path_params["id"]), None)


def _ours(scopes: list[str]) -> tuple[str, ...]:
    """Return the scopes that tokens name; the others only say which claims a token has."""
    return tuple(scope for scope in scopes if scope in PARTNER_SCOPES)


def _user(person: Person) -> dict[str, Any]:
    return {
        "id": str(person.id),
        "username": person.username,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "email": person.email,
        "emailVerified": True,
        "enabled": True,
    }


def _representation(client: Client) -> dict[str, Any]:
    return {
        "id": client.id,
        "clientId": client.client_id,
        "name": client.name,
        "enabled": client.enabled,
        "publicClient": not client.secret,
        "serviceAccountsEnabled": client.service_account,
        "redirectUris": list(client.redirect_uris),
        "defaultClientScopes": list(client.default_scopes),
        "optionalClientScopes": list(client.optional_scopes),
    }


def _error(message: str, status: int) -> Response:
    return JSONResponse({"error": message}, status)
