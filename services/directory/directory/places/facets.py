"""How many places each further choice would find: the counts beside the filters.

Disjunctive: the counts of one parameter leave that parameter's own choice out, so that choosing a second value of it
shows what would be added.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import to_json

from directory.places import selection
from directory.places.filters import Filter, PlaceFilters
from directory.places.reads import drive, slugs, total
from directory.places.selection import Arguments
from directory.reading import JSON, Answer, Reader
from directory.territories.divisions import departements, regions

DIMENSIONS = ("typology", "region", "departement", "network", "tool", "label")
Counts = dict[str, dict[str, int]]  # dimension -> key -> places


async def facets(reader: Reader, asked: PlaceFilters) -> Answer:
    """The counts of every dimension, the most frequent first, and the total."""
    named = await slugs(reader, asked)
    wanted = asked.filter(named)
    counts = await _counts(reader, wanted, [one for one in DIMENSIONS if not getattr(asked, one)])
    for one in DIMENSIONS:
        if getattr(asked, one):
            counts |= await _counts(reader, asked.filter(named, without=one), [one])
    names = await _names(reader, counts)
    body: dict[str, Any] = {"total": await total(reader, wanted, await drive(reader, wanted))}
    for one in DIMENSIONS:
        ranked = sorted(counts[one].items(), key=lambda entry: (-entry[1], entry[0]))
        body[one] = [_entry(key, count, names.get(one)) for key, count in ranked]
    return Answer(to_json(body), {"content-type": JSON, "cache-tag": "place network tool usage"})


def _entry(key: str, count: int, names: Mapping[str, str] | None) -> dict[str, Any]:
    label = {} if names is None else {"label": names.get(key, key)}
    return {"key": key, **label, "count": count}


async def _counts(reader: Reader, wanted: Filter, dimensions: Iterable[str]) -> Counts:
    """Places by key of each dimension, among those that match."""
    asked_for = tuple(dimensions)

    async def find() -> Counts:
        bind = Arguments()
        statement = selection.by_tag(wanted, await drive(reader, wanted), _prefixes(wanted, asked_for), bind)
        counts: Counts = {one: {} for one in asked_for}
        for tag, places in await reader.connection.fetch(statement, *bind.values):
            dimension, key = tag.rpartition("/")[2].split(":", 1)
            counts[dimension][key] = places
        return counts

    found: Counts = await reader.memo.get((wanted, asked_for), find) if asked_for else {}
    return dict(found)


def _prefixes(wanted: Filter, dimensions: Iterable[str]) -> list[str]:
    prefix = wanted.every.removesuffix("all")
    return [f"{prefix}{one}" for one in dimensions]


async def _names(reader: Reader, counts: Counts) -> dict[str, Mapping[str, str]]:
    """What the keys of some dimensions are called."""
    return {
        "region": {code: region.name for code, region in regions().items()},
        "departement": {code: departement.name for code, departement in departements().items()},
        "network": await _called(reader, "network", counts["network"]),
        "tool": await _called(reader, "tool", counts["tool"]),
    }


async def _called(reader: Reader, noun: str, slugs: Iterable[str]) -> dict[str, str]:
    rows = await reader.connection.fetch(f"select slug, name from {noun} where slug = any($1)", list(slugs))
    return {row["slug"]: row["name"] for row in rows}
