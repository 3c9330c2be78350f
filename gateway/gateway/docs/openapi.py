"""Every service's OpenAPI as one document, addressed as the gateway addresses them.

Paths get the prefix ``/api/<service>``; operation ids become ``<service>_<verb>_<path>``; a schema name that two
services use for different shapes gets the service's name in front (the first, by name of service, keeps it).
"""

import re
from collections.abc import Mapping
from importlib.metadata import entry_points, version
from typing import Any

from gateway.session import app as account
from gateway.session.documented import SCHEMES, secured

Described = dict[str, Any]

INFO = {
    "title": "Navigateur des tiers-lieux",
    "description": "Open data under ODbL. Reads need no account. Errors are problem documents (RFC 9457).",
    "license": {"name": "GPL-2.0-or-later", "identifier": "GPL-2.0-or-later"},
}
NOWHERE = "postgresql+asyncpg://nowhere/"  # describing connects to nothing


def installed() -> dict[str, Described]:
    """What each service installed here answers, without running it."""
    from chassis.service import (
        GROUP,
        api,
        load,
    )  # with all that a service rides on: the running gateway needs none of it
    from chassis.settings import Settings

    names = sorted(point.name for point in entry_points(group=GROUP))
    settings = Settings(database_url=NOWHERE)
    return {name: api(load(name), settings).openapi() for name in names}


def own() -> Described:
    """What the gateway answers itself about people."""
    return account.described()


def merge(services: Mapping[str, Described], *, own: Described | None = None) -> Described:
    """One document of many, the gateway's own answers first."""
    merged: Described = {
        "openapi": "3.1.0",
        "info": {**INFO, "version": version("gateway")},
        "paths": {},
        "components": {"schemas": {}, "securitySchemes": SCHEMES},
        "tags": [],
    }
    if own is not None:
        _add(merged, "gateway", own, prefix="")
    for name in sorted(services):
        _add(merged, name, secured(services[name]), prefix=f"/api/{name}")
    return merged


def _add(merged: Described, service: str, described: Described, *, prefix: str) -> None:
    schemas = described.get("components", {}).get("schemas", {})
    taken = merged["components"]["schemas"]
    renamed = {name: f"{service.title()}{name}" for name in schemas if taken.get(name, schemas[name]) != schemas[name]}
    described = _refer(described, renamed)
    for name, schema in described.get("components", {}).get("schemas", {}).items():
        taken[renamed.get(name, name)] = schema
    for path, operations in described["paths"].items():
        merged["paths"][f"{prefix}{path}"] = {
            verb: {**operation, "operationId": operation_id(service, verb, path)}
            for verb, operation in operations.items()
        }
    known = {tag["name"] for tag in merged["tags"]}
    used = {
        tag
        for operations in described["paths"].values()
        for verb in operations.values()
        for tag in verb.get("tags", ())
    }
    merged["tags"] += [{"name": tag} for tag in sorted(used - known)]


def operation_id(service: str, verb: str, path: str) -> str:
    """Stable and unique: ``directory_get_places_reference_usages``."""
    return "_".join([service, verb, *re.findall(r"[a-z0-9]+", path.lower())])


def _refer(part: Any, renamed: Mapping[str, str]) -> Any:
    """The same, with references to renamed schemas following them."""
    if isinstance(part, dict):
        return {
            key: _follow(value, renamed) if key == "$ref" else _refer(value, renamed) for key, value in part.items()
        }
    if isinstance(part, list):
        return [_refer(item, renamed) for item in part]
    return part


def _follow(reference: str, renamed: Mapping[str, str]) -> str:
    prefix, _, name = reference.rpartition("/")
    return f"{prefix}/{renamed.get(name, name)}"
