"""How networks, partners and tools are read: one, or a page of a list with a count beside each.

There are hundreds of them where there are a hundred thousand places: they are sorted when asked.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from asyncpg import Record
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chassis.pages import encode_cursor
from chassis.refusals import NotFound
from directory.reading import REFERENCE, Answer, Reader, as_id, count, extended, listing, plain_text, position

Sort = Literal["name", "-users"]  # the name, or what is counted beside it, the most first


class Browsing(BaseModel):
    """A page of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(max_length=1000)] | None = Field(
        default=None, description="The `next` of the page before."
    )


class Shelf(NamedTuple):
    """Where a noun is kept, and what is counted beside it: the places that have its tag."""

    noun: str
    counted: str | None  # the name the count goes by
    tags: str  # the nouns that the list depends on


async def page(
    reader: Reader,
    shelf: Shelf,
    asked: Browsing,
    *,
    query: str,
    having: Mapping[str, str | None],
    sort: Sort = "name",
) -> Answer:
    """A page of the list, of those that have these values in these columns."""
    wanted = {column: value for column, value in having.items() if value is not None}
    where = "".join(f" and {column} = ${number}" for number, column in enumerate(wanted, 1))
    rows = await reader.connection.fetch(
        _statement(shelf, where, asked, sort, len(wanted)), *wanted.values(), *_after(asked, sort)
    )
    total = await reader.connection.fetchval(f"select count(*) from {shelf.noun} where true{where}", *wanted.values())
    shown = rows[: asked.limit]
    cursor = _cursor(shown[-1], sort) if len(rows) > asked.limit else None
    items = (_item(row, shelf) for row in shown)
    return listing(items, total=total, cursor=cursor, query=query, tags=shelf.tags)


def _statement(shelf: Shelf, where: str, asked: Browsing, sort: Sort, bound: int) -> str:
    counted = f"(select count(*) from place_tag t where t.tag = '{shelf.noun}:' || n.slug)" if shelf.counted else "0"
    key, sign, way = ("name_key", ">", "asc") if sort == "name" else ("places", "<", "desc")
    after = f" where ({key}, id) {sign} (${bound + 1}, ${bound + 2})" if asked.cursor else ""
    every = (
        f"select n.id, n.name_key, {counted} as places, convert_to(n.document, 'UTF8') as document "
        f"from {shelf.noun} n where true{where}"
    )
    return f"select * from ({every}) n{after} order by {key} {way}, id {way} limit {asked.limit + 1}"


def _item(row: Record, shelf: Shelf) -> bytes:
    document: bytes = row["document"]
    return extended(document, **{shelf.counted: b"%d" % row["places"]}) if shelf.counted else document


def _cursor(last: Record, sort: Sort) -> str:
    return encode_cursor([last["name_key"] if sort == "name" else last["places"], str(last["id"])], sort=sort)


def _after(asked: Browsing, sort: Sort) -> tuple[Any, ...]:
    """The key and id after which the page begins. Raises Invalid when the cursor is not one of this list."""
    return position(asked.cursor, sort=sort, read=plain_text if sort == "name" else count) if asked.cursor else ()


async def one(reader: Reader, noun: str, reference: str) -> Record:
    """The id, slug, revision and document of the noun with this slug or id. Raises NotFound."""
    found = None
    if REFERENCE.fullmatch(reference):
        found = await reader.connection.fetchrow(
            f"select id, slug, revision, convert_to(document, 'UTF8') as document from {noun} "
            "where slug = $1 or id = $2",
            reference,
            as_id(reference),
        )
    if found is None:
        raise NotFound(f"There is no {noun} {reference!r}.")
    return found


def ranked(
    counts: Mapping[str, int], *, key: str = "key", names: tuple[str, Mapping[str, str]] | None = None
) -> list[dict[str, Any]]:
    """Counts as a list, the most frequent first; ``names`` says what the keys are called and under which name."""
    order = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    if names is None:
        return [{key: value, "count": count} for value, count in order]
    label, called = names
    return [{key: value, label: called.get(value, value), "count": count} for value, count in order]


def years(rows: Iterable[Record]) -> list[dict[str, int]]:
    """Rows (year, count) in the order of the years."""
    return [{"year": int(year), "count": count} for year, count in sorted(tuple(row) for row in rows)]
