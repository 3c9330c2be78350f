"""Brings a realm to what is written: makes what is lacking, changes what differs, removes nothing foreign."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
from keycloak import KeycloakAdmin
from keycloak.exceptions import KeycloakError, KeycloakGetError

from sandbox.keycloak.access import Access
from sandbox.keycloak.compare import as_written, laid_over, masked
from sandbox.keycloak.declared import Declared, Table

NOT_FOUND = 404
ENDPOINTS = {
    "authorizationUrl": "authorization_endpoint",
    "tokenUrl": "token_endpoint",
    "userInfoUrl": "userinfo_endpoint",
    "jwksUrl": "jwks_uri",
    "logoutUrl": "end_session_endpoint",
    "issuer": "issuer",
}


def apply(access: Access, declared: Declared) -> Iterator[str]:
    """Yield each change as it is made; nothing when all is as written."""
    admin = access.to(declared.realm["realm"])
    yield from _realm(admin, declared.realm)
    yield from _texts(admin, declared.texts)
    yield from _required_actions(admin, declared.required_actions)
    for role in declared.roles:
        yield from _role(admin, role)
    scopes = {scope["name"]: scope for scope in admin.get_client_scopes()}
    for scope in declared.client_scopes:
        yield from _client_scope(admin, scope, scopes.get(scope["name"]))
    for client in declared.clients:
        yield from _client(admin, client)
    yield from _identity_providers(admin, declared)


def _realm(admin: KeycloakAdmin, written: Table) -> Iterator[str]:
    name = written["realm"]
    try:
        found = admin.get_realm(name)
    except KeycloakGetError as error:
        if error.response_code != NOT_FOUND:
            raise
        admin.create_realm({"realm": name, "enabled": False})
        # The token in hand knows nothing of a realm that was not there when it was made.
        admin.connection.get_token()
        admin.update_realm(name, written)
        yield f"realm {name}: made"
        return
    yield from _update(f"realm {name}", written, found, lambda whole: admin.update_realm(name, whole))


def _texts(admin: KeycloakAdmin, written: dict[str, dict[str, str]]) -> Iterator[str]:
    for language, texts in written.items():
        path = f"admin/realms/{admin.get_current_realm()}/localization/{language}"
        if not as_written(texts, admin.connection.raw_get(path).json()):
            _done(admin.connection.raw_post(path, data=json.dumps(texts)))
            yield f"texts {language}: changed"


def _required_actions(admin: KeycloakAdmin, written: list[Table]) -> Iterator[str]:
    found = {action["alias"]: action for action in admin.get_required_actions()}
    for action in written:
        alias = action["alias"]

        def change(whole: Table, alias: str = alias) -> None:
            admin.update_required_action(alias, whole)

        yield from _update(f"required action {alias}", action, found[alias], change)


def _role(admin: KeycloakAdmin, written: Table) -> Iterator[str]:
    name = written["name"]
    bare = {key: value for key, value in written.items() if key != "composites"}
    try:
        found = admin.get_realm_role(name)
    except KeycloakGetError as error:
        if error.response_code != NOT_FOUND:
            raise
        admin.create_realm_role(bare)
        yield f"role {name}: made"
    else:
        yield from _update(f"role {name}", bare, found, lambda whole: admin.update_realm_role(name, whole))
    wanted = written.get("composites", [])
    held = {role["name"] for role in admin.get_composite_realm_roles_of_role(name)} if wanted else set()
    for inner in set(wanted) - held:
        admin.add_composite_realm_roles_to_role(name, [admin.get_realm_role(inner)])
        yield f"role {name}: holds {inner}"


def _client_scope(admin: KeycloakAdmin, written: Table, found: Table | None) -> Iterator[str]:
    name = written["name"]
    bare = {key: value for key, value in written.items() if key != "mappers"}
    if found is None:
        scope_id = admin.create_client_scope(bare)
        yield f"client scope {name}: made"
    else:
        scope_id = found["id"]
        yield from _update(
            f"client scope {name}", bare, found, lambda whole: admin.update_client_scope(scope_id, whole)
        )
    mappers = {mapper["name"]: mapper for mapper in (found or {}).get("protocolMappers", [])}
    for mapper in written.get("mappers", []):
        known = mappers.get(mapper["name"])
        if known is None:
            admin.add_mapper_to_client_scope(scope_id, mapper)
            yield f"client scope {name}: mapper {mapper['name']} made"
        elif not as_written(mapper, known):
            admin.update_mapper_in_client_scope(scope_id, known["id"], laid_over(known, mapper))
            yield f"client scope {name}: mapper {mapper['name']} changed"


def _client(admin: KeycloakAdmin, written: Table) -> Iterator[str]:
    name = written["clientId"]
    apart = ("defaultClientScopes", "optionalClientScopes", "service_account_roles")
    bare = {key: value for key, value in written.items() if key not in apart}
    known = admin.get_client_id(name)
    if known is None:
        known = admin.create_client({**bare, **{key: written[key] for key in apart[:2]}})
        yield f"client {name}: made"
    else:
        found = admin.get_client(known)
        yield from _update(f"client {name}", bare, found, lambda whole: admin.update_client(known, whole))
    yield from _scopes_of(admin, written, known)
    for holder, roles in written.get("service_account_roles", {}).items():
        yield from _service_account(admin, name, known, (holder, roles))


def _scopes_of(admin: KeycloakAdmin, written: Table, known: str) -> Iterator[str]:
    """A client's scopes are not changed with the client: each is given and taken by itself."""
    ids = {scope["name"]: scope["id"] for scope in admin.get_client_scopes()}
    kinds: list[tuple[str, Any, Any, Any]] = [
        (
            "default",
            admin.get_client_default_client_scopes,
            admin.add_client_default_client_scope,
            admin.delete_client_default_client_scope,
        ),
        (
            "optional",
            admin.get_client_optional_client_scopes,
            admin.add_client_optional_client_scope,
            admin.delete_client_optional_client_scope,
        ),
    ]
    for kind, get, add, delete in kinds:
        wanted, held = set(written[f"{kind}ClientScopes"]), {scope["name"] for scope in get(known)}
        for scope in sorted(held - wanted):
            delete(known, ids[scope])
            yield f"client {written['clientId']}: {kind} scope {scope} taken"
        for scope in sorted(wanted - held):
            add(known, ids[scope], {"realm": admin.get_current_realm(), "client": known, "clientScopeId": ids[scope]})
            yield f"client {written['clientId']}: {kind} scope {scope} given"


def _service_account(admin: KeycloakAdmin, name: str, known: str, wanted: tuple[str, list[str]]) -> Iterator[str]:
    holder, roles = wanted
    account, client = admin.get_client_service_account_user(known)["id"], admin.get_client_id(holder) or ""
    held = {role["name"] for role in admin.get_client_roles_of_user(account, client)}
    lacking = [admin.get_client_role(client, role) for role in roles if role not in held]
    beyond = [admin.get_client_role(client, role) for role in sorted(held - set(roles))]
    if lacking:
        admin.assign_client_role(account, client, lacking)
        yield f"client {name}: may {', '.join(role['name'] for role in lacking)}"
    if beyond:
        admin.delete_client_roles_of_user(account, client, beyond)
        yield f"client {name}: may no longer {', '.join(role['name'] for role in beyond)}"


def _identity_providers(admin: KeycloakAdmin, declared: Declared) -> Iterator[str]:
    found = {provider["alias"]: provider for provider in admin.get_idps()}
    for written in declared.identity_providers:
        provider = _discovered(written)
        alias = provider["alias"]
        if alias not in found:
            admin.create_idp(provider)
            yield f"identity provider {alias}: made"
            continue

        def change(whole: Table, alias: str = alias) -> None:
            admin.update_idp(alias, whole)

        yield from _update(f"identity provider {alias}", provider, found[alias], change)
    for left_out in declared.left_out:
        alias = left_out["alias"]
        if found.get(alias, {}).get("enabled"):
            admin.update_idp(alias, {**found[alias], "enabled": False})
            yield f"identity provider {alias}: turned off"


def _discovered(written: Table) -> Table:
    """Return a provider with its endpoints, as it says them itself."""
    address = f"{written['discovery'].rstrip('/')}/.well-known/openid-configuration"
    said = httpx2.get(address, timeout=30).raise_for_status().json()
    endpoints = {name: said[key] for name, key in ENDPOINTS.items() if key in said}
    bare = {key: value for key, value in written.items() if key != "discovery"}
    return bare | {"config": endpoints | written["config"]}


def _update(what: str, written: Table, found: Table, change: Callable[[Table], object]) -> Iterator[str]:
    if not as_written(written, found):
        change(laid_over(found, written))
        yield f"{what}: changed"
    elif masked(found):
        # Whether the secret is the same cannot be seen: it is written again, which changes nothing if it is.
        change(laid_over(found, written))


def _done(answer: Any) -> None:
    if not answer.ok:
        raise KeycloakError(answer.text, answer.status_code, answer.content)
