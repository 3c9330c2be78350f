"""What the navigator asks of the identity provider: find and remove accounts, end sessions, let partners in.

One adapter for all of it: nothing else speaks to Keycloak's admin side. The sandbox's issuer answers the same calls.
"""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from keycloak import KeycloakAdmin, KeycloakOpenIDConnection
from keycloak.exceptions import KeycloakError

from chassis.refusals import Refusal
from chassis.settings import Settings
from identity.caller import PARTNERS
from identity.refusals import IdentityUnavailable

DEFAULT_SCOPE = "directory:read"
SCOPES = frozenset({DEFAULT_SCOPE, "directory:write"})  # what a partner's program may be given
# Without these a token has no subject, and none of the navigator's audience.
BASE_SCOPES = ("basic", "navigator-api")
PATIENCE = 10  # seconds for one answer
NOT_FOUND = 404
CONFLICT = 409


class PartnerNameTaken(Refusal):
    """Another partner's program has this name."""

    status = 409


@dataclass(frozen=True)
class Account:
    """A person's account."""

    id: UUID
    username: str
    name: str
    email: str
    enabled: bool


@dataclass(frozen=True)
class Partner:
    """A partner's program: who may ask in its own name, and for what."""

    client_id: str
    name: str
    enabled: bool
    scopes: frozenset[str]


@dataclass(frozen=True)
class PartnerSecret:
    """What a partner's program signs in with. Shown once: nobody keeps it but the issuer and the partner."""

    client_id: str
    secret: str


class IdentityProvider(Protocol):
    """What any provider of ours promises. Every call raises IdentityUnavailable when the provider does not answer."""

    async def find(self, person: UUID) -> Account | None:
        """The account of this person."""

    async def find_by_name(self, name: str) -> Account | None:
        """The account with this username or this e-mail, all of it, in any case."""

    async def erase(self, person: UUID) -> bool:
        """Sign a person out everywhere and remove the account; whether there was one. Again does nothing."""

    async def end_sessions(self, person: UUID) -> None:
        """Sign a person out everywhere; the clients are told. Without an account there is nothing to do."""

    async def create_partner(self, name: str, *, label: str, scopes: Collection[str]) -> PartnerSecret:
        """Let a program in, called ``partner-<name>``. Raises PartnerNameTaken."""

    async def partners(self) -> list[Partner]:
        """All partners' programs, by name."""

    async def disable_partner(self, client_id: str) -> bool:
        """Shut a partner's program out from its next token on; whether there was one."""


class KeycloakProvider:
    """Keycloak, through its admin side, with the rights of one service account."""

    def __init__(self, settings: Settings) -> None:
        inside = settings.oidc_internal_url or settings.oidc_issuer
        self._server, _, self._realm = inside.rstrip("/").rpartition("/realms/")
        self._client = settings.oidc_admin_client
        self._secret = settings.oidc_admin_secret.get_secret_value()

    async def find(self, person: UUID) -> Account | None:
        """The account of this person."""
        async with self._admin() as admin:
            with _absent_is_none():
                return _account(await admin.a_get_user(str(person)))
        return None

    async def find_by_name(self, name: str) -> Account | None:
        """The account with this username or this e-mail, all of it, in any case."""
        async with self._admin() as admin:
            for field in ("username", "email"):
                found = await admin.a_get_users({field: name, "exact": "true", "max": 1})
                if found:
                    return _account(found[0])
        return None

    async def erase(self, person: UUID) -> bool:
        """Sign a person out everywhere and remove the account; whether there was one. Again does nothing."""
        async with self._admin() as admin:
            with _absent_is_none():
                # First, so that the clients are told: a session whose person is gone ends in silence.
                await admin.a_user_logout(str(person))
                await admin.a_delete_user(str(person))
                return True
        return False

    async def end_sessions(self, person: UUID) -> None:
        """Sign a person out everywhere; the clients are told. Without an account there is nothing to do."""
        async with self._admin() as admin:
            with _absent_is_none():
                await admin.a_user_logout(str(person))

    async def create_partner(self, name: str, *, label: str, scopes: Collection[str]) -> PartnerSecret:
        """Let a program in, called ``partner-<name>``. Raises PartnerNameTaken."""
        unknown = set(scopes) - SCOPES
        if unknown:
            raise ValueError(f"no such scope: {', '.join(sorted(unknown))}")
        client_id = f"{PARTNERS}{name}"
        async with self._admin() as admin:
            try:
                made = await admin.a_create_client(_representation(client_id, label, scopes))
            except KeycloakError as error:
                if error.response_code == CONFLICT:
                    raise PartnerNameTaken(f"There is a program called {client_id} already.") from error
                raise
            secret = await admin.a_get_client_secrets(made)
        return PartnerSecret(client_id, secret["value"])

    async def partners(self) -> list[Partner]:
        """All partners' programs, by name."""
        async with self._admin() as admin:
            clients = await admin.a_get_clients()
        found = [_partner(client) for client in clients if client["clientId"].startswith(PARTNERS)]
        return sorted(found, key=lambda partner: partner.client_id)

    async def disable_partner(self, client_id: str) -> bool:
        """Shut a partner's program out from its next token on; whether there was one."""
        if not client_id.startswith(PARTNERS):
            return False
        async with self._admin() as admin:
            known = await admin.a_get_client_id(client_id)
            if known is not None:
                await admin.a_update_client(known, {"clientId": client_id, "enabled": False})
        return known is not None

    @asynccontextmanager
    async def _admin(self) -> AsyncIterator[KeycloakAdmin]:
        """One conversation: calls are rare, and a connection kept for a month is one more thing to go stale."""
        connection = KeycloakOpenIDConnection(
            server_url=self._server,
            realm_name=self._realm,
            client_id=self._client,
            client_secret_key=self._secret,
            timeout=PATIENCE,
        )
        try:
            yield KeycloakAdmin(connection=connection)
        except KeycloakError as error:
            raise IdentityUnavailable(f"The identity provider did not do what was asked: {error}") from error
        finally:
            await connection.aclose()
            await connection.keycloak_openid.connection.aclose()


@contextmanager
def _absent_is_none() -> Iterator[None]:
    """Take "there is no such thing" for an answer."""
    try:
        yield
    except KeycloakError as error:
        if error.response_code != NOT_FOUND:
            raise


def _account(user: Mapping[str, Any]) -> Account:
    names = (user.get("firstName"), user.get("lastName"))
    return Account(
        id=UUID(user["id"]),
        username=user["username"],
        name=" ".join(filter(None, names)) or user["username"],
        email=user.get("email", ""),
        enabled=user["enabled"],
    )


def _representation(client_id: str, label: str, scopes: Collection[str]) -> dict[str, Any]:
    return {
        "clientId": client_id,
        "name": label,
        "enabled": True,
        "protocol": "openid-connect",
        "publicClient": False,
        "clientAuthenticatorType": "client-secret",
        "serviceAccountsEnabled": True,
        "standardFlowEnabled": False,
        "directAccessGrantsEnabled": False,
        "fullScopeAllowed": False,
        "defaultClientScopes": [*BASE_SCOPES, DEFAULT_SCOPE],
        "optionalClientScopes": sorted(set(scopes) - {DEFAULT_SCOPE}),
    }


def _partner(client: Mapping[str, Any]) -> Partner:
    scopes = {*client.get("defaultClientScopes", ()), *client.get("optionalClientScopes", ())}
    return Partner(
        client_id=client["clientId"],
        name=client.get("name") or client["clientId"],
        enabled=client["enabled"],
        scopes=SCOPES & scopes,
    )
