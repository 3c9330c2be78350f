"""Whoever a verified token speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

PROGRAM = "service-account-"  # how the issuer names the account of a client that is no person
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


def read(claims: Mapping[str, Any]) -> Caller:
    """The caller that these verified claims speak of. Raises ValueError, KeyError or TypeError when they do not."""
    username = str(claims.get("preferred_username", ""))
    access = claims.get("realm_access") or {}
    return Caller(
        id=UUID(claims["sub"]),
        kind="client" if username.startswith(PROGRAM) else "person",
        name=str(claims.get("name") or username),
        email=claims.get("email"),
        username=username,
        roles=frozenset(access.get("roles", ())),
        client=claims["azp"],
        scopes=frozenset(str(claims.get("scope", "")).split()),
        session=claims.get("sid"),
        expires_at=int(claims["exp"]),
    )
