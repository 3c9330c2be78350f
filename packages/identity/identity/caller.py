"""Whoever a verified token speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

PROGRAM = "service-account-"  # how the issuer names the account of a client that is no person
MODERATING = ("moderator", "administrator")  # the realm roles that do: an administrator is a moderator as well
PARTNERS = "partner-"  # and we the clients of partners


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. ``client``: through which program; ``session``: of which sign-in; ``expires_at``: in Unix seconds."""

    id: UUID
    kind: Literal["person", "client"]
    name: str
    email: str | None
    username: str
    roles: frozenset[str]
    client: str
    scopes: frozenset[str]
    session: str | None
    expires_at: int

    @property
    def is_person(self) -> bool:
        """Whether a human being asks, not a partner's program."""
        return self.kind == "person"

    @property
    def moderates(self) -> bool:
        """Whether the realm says that he answers for everything."""
        return not self.roles.isdisjoint(MODERATING)


def read(claims: Mapping[str, Any]) -> Caller:
    """The caller that these verified claims speak of. Raises ValueError, KeyError or TypeError when they do not."""
    client, username = claims["azp"], _text(claims, "preferred_username") or ""
    if not isinstance(client, str):
        raise TypeError("azp")
    # A partner's program stays one, whatever the token calls it: a name may be missing, the client cannot be.
    is_program = client.startswith(PARTNERS) or username.startswith(PROGRAM)
    return Caller(
        id=UUID(claims["sub"]),
        kind="client" if is_program else "person",
        name=_text(claims, "name") or username or client,
        email=_text(claims, "email"),
        username=username,
        roles=_roles(claims.get("realm_access")),
        client=client,
        scopes=frozenset((_text(claims, "scope") or "").split()),
        session=_text(claims, "sid"),
        expires_at=int(claims["exp"]),
    )


def _text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is None or isinstance(value, str):
        return value
    raise TypeError(name)


def _roles(access: Any) -> frozenset[str]:
    """The realm roles; none where the claim does not hold a list of them."""
    roles = access.get("roles") if isinstance(access, dict) else None
    return frozenset(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else frozenset()
