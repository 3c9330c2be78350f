"""How many places each further choice would find: the counts beside the filters.

Disjunctive: the counts of one parameter leave that parameter's own choice out, so that choosing a second value of it
shows what would be added.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import to_json

from directory.browsing import ranked
from directory.places import selection
from directory.places.filters import Filter, PlaceFilters
from directory.places.reads import drive, slugs, total
from directory.places.selection import Arguments
from directory.reading import JSON, Answer, Reader
from directory.territories.divisions import Departement, Region, departements, regions

DIMENSIONS = ("typology", "region", "departement", "network", "tool", "label")
Counts = dict[str, dict[str, int]]  # dimension -> key -> places


async def facets(reader: Reader, asked: PlaceFilters) -> Answer:
    """The counts of every dimension, the most frequent first, and the total."""
    named = await slugs(reader, asked)
    wanted = asked.filter(named)
    found = await counts(reader, wanted, [one for one in DIMENSIONS if not getattr(asked, one)])
    for one in DIMENSIONS:
        if getattr(asked, one):
            found |= await counts(reader, asked.filter(named, without=one), [one])
    body: dict[str, Any] = {"total": await total(reader, wanted, await drive(reader, wanted))}
    for one in DIMENSIONS:
        body[one] = ranked(found[one], names=await _labels(reader, one, found[one]))
    return Answer(to_json(body), {"content-type": JSON, "cache-tag": "place network usage tool"})


async def counts(reader: Reader, wanted: Filter, dimensions: Iterable[str]) -> Counts:
    """How many places have each key of each dimension, among those that match."""
    asked_for = tuple(dimensions)

    async def find() -> Counts:
        bind = Arguments()
        statement = selection.by_tag(wanted, await drive(reader, wanted), list(asked_for), bind)
        found: Counts = {one: {} for one in asked_for}
        for tag, places in await reader.connection.fetch(statement, *bind.values):
            dimension, key = tag.split(":", 1)
            found[dimension][key] = places
        return found

    found: Counts = await reader.memo.get((wanted, asked_for), find) if asked_for else {}
    return dict(found)


async def _labels(reader: Reader, dimension: str, keys: Iterable[str]) -> tuple[str, Mapping[str, str]] | None:
    """What the keys of a dimension are called, and that this is their label; none where the vocabulary says it."""
    match dimension:
        case "region":
            return "label", called(regions())
        case "departement":
            return "label", called(departements())
        case "network" | "tool":
            return "label", await names(reader, dimension, keys)
    return None


def called(divisions: Mapping[str, Region] | Mapping[str, Departement]) -> dict[str, str]:
    """The name of each code."""
    return {code: division.name for code, division in divisions.items()}


async def names(reader: Reader, noun: str, slugs: Iterable[str]) -> dict[str, str]:
    """The name of each slug of this noun."""
    rows = await reader.connection.fetch(f"select slug, name from {noun} where slug = any($1)", list(slugs))
    return {row["slug"]: row["name"] for row in rows}
