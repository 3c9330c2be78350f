"""The realm as it is written in deploy/keycloak/realm.toml, filled in from the environment."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLACEHOLDER = re.compile(r"\$\{([A-Z_]+)\}")
ONLY_WITH = "only_with"
Table = dict[str, Any]


class MissingError(Exception):
    """Variables without which the realm cannot be written; the message names them all."""


@dataclass(frozen=True)
class Declared:
    """Everything the realm is to have, as Keycloak's admin API names it."""

    realm: Table
    roles: list[Table] = field(default_factory=list)
    client_scopes: list[Table] = field(default_factory=list)
    clients: list[Table] = field(default_factory=list)
    identity_providers: list[Table] = field(default_factory=list)
    required_actions: list[Table] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: list[Table] = field(default_factory=list)  # identity providers whose variable is not set


def read(file: Path, environment: Mapping[str, str]) -> Declared:
    """Return the realm. Raises MissingError when the environment lacks something."""
    told = tomllib.loads(file.read_text())
    filling = _Filling(environment, told.get("defaults", {}))
    mail = told.pop("mail", {ONLY_WITH: ""})
    lists = {name: told.get(name, []) for name in ("roles", "client_scopes", "clients", "required_actions")}
    providers = told.get("identity_providers", [])
    declared = Declared(
        realm=filling.fill(told["realm"] | (_bare(mail) if filling.has(mail) else {})),
        **{name: [filling.fill(_bare(one)) for one in some if filling.has(one)] for name, some in lists.items()},
        identity_providers=[filling.fill(_bare(one)) for one in providers if filling.has(one)],
        texts=filling.fill(told.get("texts", {})),
        left_out=[_bare(one) for one in providers if not filling.has(one)],
    )
    if filling.missing:
        raise MissingError(f"not set: {', '.join(sorted(filling.missing))}")
    return declared


class _Filling:
    """Puts values where ${NAME} stands, and notes which there are none for."""

    def __init__(self, environment: Mapping[str, str], defaults: Mapping[str, str]) -> None:
        self._environment = environment
        self._defaults = defaults
        self.missing: set[str] = set()

    def has(self, table: Table) -> bool:
        """Tell whether the variable that the table depends on is set."""
        name = table.get(ONLY_WITH)
        return name is None or bool(self._environment.get(name))

    def fill(self, value: Any) -> Any:
        """Return the value with everything in it filled in."""
        if isinstance(value, dict):
            return {name: self.fill(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.fill(inner) for inner in value]
        return PLACEHOLDER.sub(self._value, value) if isinstance(value, str) else value

    def _value(self, found: re.Match[str]) -> str:
        name = found[1]
        given = self._environment.get(name)
        if given:
            return given.rstrip("/") if name.endswith("_URL") else given
        if name in self._defaults:
            return PLACEHOLDER.sub(self._value, self._defaults[name])
        self.missing.add(name)
        return ""


def _bare(table: Table) -> Table:
    return {name: value for name, value in table.items() if name != ONLY_WITH}
