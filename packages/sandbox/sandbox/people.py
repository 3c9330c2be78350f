"""The people of the demonstration, as the ecosystem's people.toml says."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

# A role that holds others, as in the realm: who has the first has the second.
COMPOSITES = {"administrator": ("moderator",)}


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in. `fr` and `en` say in a few words who this is."""

    username: str
    id: UUID
    first_name: str
    last_name: str
    email: str
    fr: str = ""
    en: str = ""
    roles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in full."""
        return f"{self.first_name} {self.last_name}"

    @property
    def all_roles(self) -> list[str]:
        """The realm roles, those that another one holds included."""
        held = [role for given in self.roles for role in COMPOSITES.get(given, ())]
        return sorted({*self.roles, *held})


def read_people(ecosystem: Path) -> list[Person]:
    """Return the demonstration's people; none where the ecosystem has no people.toml."""
    file = ecosystem / "people.toml"
    if not file.exists():
        return []
    told = tomllib.loads(file.read_text())
    domain = told["email_domain"]
    return [_person(one, domain) for one in told["people"]]


def _person(told: Mapping[str, Any], domain: str) -> Person:
    return Person(
        username=told["username"],
        id=UUID(told["id"]),
        first_name=told["first_name"],
        last_name=told["last_name"],
        email=f"{told['username']}@{domain}",
        fr=told.get("fr", ""),
        en=told.get("en", ""),
        roles=tuple(told.get("roles", ())),
    )
