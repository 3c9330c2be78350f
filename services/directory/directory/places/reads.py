"""What the public reads of places: one, a page of a list, a map, counts."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from chassis.pages import encode_cursor
from chassis.refusals import NotFound
from directory.geometry import Box
from directory.places import neighbours, selection
from directory.places.filters import Filter, PlaceFilters, PlaceListing, Sort
from directory.places.selection import ORDERS, Arguments, Drive, Page
from directory.places.tags import is_commune
from directory.reading import (
    REFERENCE,
    Answer,
    Lend,
    Reader,
    array,
    as_id,
    document,
    extended,
    listing,
    plain_text,
    position,
)

Ahead = tuple[str, UUID] | None  # the key and the id after which a chunk begins
FEW = 1000  # places in a box: below, taking them all first is cheaper than walking a list until a page is full
CHUNK = 2000  # features fetched at a time
MAP_HEADERS = {"content-type": "application/geo+json", "cache-tag": "place network usage tool"}
DOCUMENT = "convert_to(d.document, 'UTF8')"

# What is shown of a place of a page `p`
DOCUMENTS = f"(select {DOCUMENT} from place_document d where d.place_id = p.place_id)"
FEATURES = "(select convert_to(f.feature, 'UTF8') from place_feature f where f.place_id = p.place_id)"


async def one_place(reader: Reader, reference: str, *, include: frozenset[str], known: str | None) -> Answer:
    """A place by slug or id, or where to find the one it was merged into. Raises NotFound; a draft is not there."""
    place_id = as_id(reference)
    found = REFERENCE.fullmatch(reference) and await reader.connection.fetchrow(
        f"select d.place_id, d.revision, {DOCUMENT} as document, n.slug as became from place_document d "
        f"left join place_document n on n.place_id = d.merged_into where {'d.place_id' if place_id else 'd.slug'} = $1",
        place_id or reference,
    )
    if not found:
        raise NotFound(f"There is no place {reference!r}.")
    if found["became"]:
        asked = f"?include={','.join(sorted(include))}" if include else ""
        return Answer(b"", {"location": found["became"] + asked, "cache-tag": "place"}, 308)
    if not include:
        return document(found["document"], tags="place", known=known, revision=found["revision"])
    parts = {}
    if "usages" in include:
        parts["usages"] = array(await _usages(reader, found["place_id"]))
    if "nearest" in include:
        parts["nearest"] = await neighbours.nearest(reader, found["place_id"])
    return document(extended(found["document"], **parts), tags="place tool usage", known=known)


async def _usages(reader: Reader, place_id: UUID) -> list[bytes]:
    """The usages that a place declares, by the tool's name."""
    rows = await reader.connection.fetch(
        "select convert_to(u.document, 'UTF8') from usage u join tool t on t.id = u.tool_id "
        "where u.place_id = $1 and u.state = 'declared' order by t.name, t.id",
        place_id,
    )
    return [row[0] for row in rows]


async def places(reader: Reader, asked: PlaceListing, *, query: str) -> Answer:
    """A page of the places that match, with how many there are in all. ``query``: the query string, to go on."""
    wanted = await _wanted(reader, asked)
    part = Page(ORDERS[asked.order], _after(asked), asked.limit + 1)
    way = await drive(reader, wanted, walks=asked.order != "distance")
    count = await total(reader, wanted, way)
    rows = await _rows(reader, wanted, way, part, DOCUMENTS)
    shown = rows[: asked.limit]
    cursor = _cursor(asked.order, shown[-1]) if len(rows) > asked.limit else None
    return listing((row[0] for row in shown), total=count, cursor=cursor, query=query, tags="place network usage tool")


async def _wanted(reader: Reader, asked: PlaceFilters) -> Filter:
    named = await slugs(reader, asked)
    return asked.filter(named) if named else asked.usual


async def slugs(reader: Reader, asked: PlaceFilters) -> dict[str, str]:
    """The slugs of the networks and tools that were named by id."""
    found: dict[str, str] = {}
    for noun in ("network", "tool"):
        if ids := asked.ids(noun):
            rows = await reader.connection.fetch(f"select id, slug from {noun} where id = any($1)", ids)
            found |= {str(row["id"]): row["slug"] for row in rows}
    return found


async def places_map(lend: Lend, asked: PlaceFilters) -> Answer:
    """Every place that matches and has a location, as GeoJSON.

    It is fetched in chunks, each with a connection of its own: a slow reader of a large map holds none.
    """
    async with lend() as reader:
        wanted = await _wanted(reader, asked)
        drawn, ahead = await _features(reader, wanted, None)
    rest = _more_features(lend, wanted, ahead, begun=bool(drawn))
    return Answer(b'{"type":"FeatureCollection","features":[' + b",".join(drawn), MAP_HEADERS, rest=rest)


async def _more_features(lend: Lend, wanted: Filter, ahead: Ahead, *, begun: bool) -> AsyncIterator[bytes]:
    while ahead:
        async with lend() as reader:
            drawn, ahead = await _features(reader, wanted, ahead)
        if drawn:
            yield b"," * begun + b",".join(drawn)
            begun = True
    yield b"]}"


async def _features(reader: Reader, wanted: Filter, after: Ahead) -> tuple[list[bytes], Ahead]:
    """A chunk of features, by the places' names, and where the next one begins."""
    part = Page(ORDERS["name"], after, CHUNK)
    rows = await _rows(reader, wanted, await drive(reader, wanted), part, FEATURES)
    ahead = (rows[-1][1], rows[-1][2]) if len(rows) == CHUNK else None
    return [row[0] for row in rows if row[0]], ahead


async def _rows(reader: Reader, wanted: Filter, way: Drive, part: Page, shown: str) -> list[Any]:
    """What is shown of each place of a page, then the place's sort key and id."""
    statement, values = _statement(wanted, way, part, shown)
    return await reader.connection.fetch(statement, *values)


@lru_cache(4096)
def _statement(wanted: Filter, way: Drive, part: Page, shown: str) -> tuple[str, list[Any]]:
    bind = Arguments()
    page = selection.page(wanted, way, part, bind)
    column, direction = part.order
    ends = f"p.{column} {direction}, p.place_id {direction}"
    statement = f"select {shown}, p.{column}, p.place_id from ({page}) p order by {ends}"
    return statement, bind.values


async def total(reader: Reader, wanted: Filter, way: Drive) -> int:
    """How many places match."""

    async def find() -> int:
        bind = Arguments()
        statement = selection.count(wanted, way, bind)
        return int(await reader.connection.fetchval(statement, *bind.values))

    return int(await reader.memo.get(wanted, find))


async def drive(reader: Reader, wanted: Filter, *, walks: bool = True) -> Drive:
    """What to walk: a commune; the positions in a box, if they are few or must all be measured; the rarest trait."""
    for number, group in enumerate(wanted.groups):
        if is_commune(group[0]):
            return number
    if wanted.bounds and not wanted.prefix and (not walks or await _is_small(reader, wanted.bounds)):
        return "position"
    if len(wanted.groups) < 2:  # noqa: PLR2004 - nothing to choose between
        return 0
    sizes = [await _size(reader, wanted.prefix, group) for group in wanted.groups]
    return sizes.index(min(sizes))


async def _is_small(reader: Reader, box: Box) -> bool:
    """Whether the box holds few places: so it was when last counted, or so it is."""

    async def find() -> int:
        bind = Arguments()
        return int(await reader.connection.fetchval(selection.few_in_box(box, bind, at_most=FEW), *bind.values))

    known = reader.memo.last(box)
    return (await reader.memo.get(box, find) if known is None else int(known)) <= FEW


async def _size(reader: Reader, prefix: str, group: tuple[str, ...]) -> int:
    """About how many places have one of these tags: what was last counted will do."""
    alone = Filter(groups=(group,), prefix=prefix)
    known = reader.memo.last(alone)
    return await total(reader, alone, 0) if known is None else known


def _cursor(sort: Sort, last: Any) -> str:
    key = last[1].isoformat() if isinstance(last[1], datetime) else last[1]
    return encode_cursor([key, str(last[2])], sort=sort)


def _after(asked: PlaceListing) -> Ahead:
    """The key and id after which the page begins. Raises Invalid when the cursor is not one of this list."""
    return position(asked.cursor, sort=asked.order, read=KEYS[asked.order]) if asked.cursor else None


KEYS: dict[Sort, Callable[[Any], Any]] = {"name": plain_text, "-updated": datetime.fromisoformat, "distance": float}
