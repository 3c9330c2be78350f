"""The people of the demonstration, as the ecosystem's people.toml says."""

import tomllib
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

# A role that holds others, as in the realm: who has the first has the second.
COMPOSITES = {"administrator": ("moderator",)}


class Person(BaseModel):
    """Somebody who may sign in. `fr` and `en` say in a few words who this is."""

    model_config = ConfigDict(frozen=True)

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
    return [Person(email=f"{one['username']}@{domain}", **one) for one in told["people"]]
