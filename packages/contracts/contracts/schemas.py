"""JSON Schemas of the facts, kept in git, so that a change of contract is seen and an incompatible one refused."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import contracts
from contracts import Event

FOLDER = Path(__file__).parent.parent / "schemas"
TOOLS = {"schemas", "asyncapi", "__main__"}
Schema = dict[str, Any]


def load_publishers() -> dict[str, type[Event]]:
    """Import every publisher's module; answer all facts by topic, sorted."""
    for module in iter_modules(contracts.__path__):
        if module.name not in TOOLS:
            import_module(f"contracts.{module.name}")
    return {topic: Event.registry[topic] for topic in sorted(Event.registry) if is_published(Event.registry[topic])}


def is_published(event: type[Event]) -> bool:
    """Whether the fact is part of the contracts, not one that a test made up."""
    return event.__module__.startswith("contracts.")


def generate() -> dict[str, str]:
    """File name -> text of the schema of each fact and of the AsyncAPI document."""
    from contracts.asyncapi import document  # here, because the document is made of the schemas

    texts = {f"{topic}.json": as_text(event.model_json_schema()) for topic, event in load_publishers().items()}
    return {**texts, "asyncapi.json": as_text(document())}


def as_text(schema: Schema) -> str:
    """The schema as it is kept in git."""
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def breaks(old: Schema, new: Schema) -> Iterator[str]:
    """What in the new schema of a fact would break a listener, or a fact already on the stream, one sentence each.

    Compared both ways: facts of yesterday are read by today's listeners (replay), facts of today by yesterday's.
    """
    yield from _breaks(old, new, old.get("$defs", {}), new.get("$defs", {}), "")


def _breaks(old: Any, new: Any, old_defs: Schema, new_defs: Schema, at: str) -> Iterator[str]:
    old, new = _resolve(old, old_defs), _resolve(new, new_defs)
    for keyword in ("type", "format", "enum", "const", "pattern", "minimum", "maximum", "minLength", "maxLength"):
        if old.get(keyword) != new.get(keyword):
            yield f"{at or '/'}: {keyword} was {old.get(keyword)!r}, is {new.get(keyword)!r}"
    was, now = old.get("properties", {}), new.get("properties", {})
    for name in was.keys() - now.keys():
        yield f"{at}/{name} was removed"
    for name in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
        yield f"{at}/{name} became required"
    for name in sorted(set(old.get("required", ())) - set(new.get("required", ()))):
        yield f"{at}/{name} is no longer certain"
    for name in was.keys() & now.keys():
        yield from _breaks(was[name], now[name], old_defs, new_defs, f"{at}/{name}")
    if "items" in old:
        yield from _breaks(old["items"], new.get("items", {}), old_defs, new_defs, f"{at}/*")
    if len(old.get("anyOf", ())) != len(new.get("anyOf", ())):
        yield f"{at or '/'}: the alternatives changed"
    for one, other in zip(old.get("anyOf", ()), new.get("anyOf", ()), strict=False):
        yield from _breaks(one, other, old_defs, new_defs, at)


def _resolve(schema: Schema, defs: Schema) -> Schema:
    reference = schema.get("$ref")
    resolved: Schema = defs[reference.rsplit("/", 1)[1]] if reference else schema
    return resolved
