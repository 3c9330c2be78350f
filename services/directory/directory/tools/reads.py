"""What the public reads of tools, and of who uses them."""

from collections.abc import Mapping
from typing import Any

from asyncpg import Record
from pydantic_core import to_json

from chassis.pages import encode_cursor
from directory.browsing import Browsing, Shelf, one, page, ranked, years
from directory.places import facets
from directory.places.filters import Filter
from directory.reading import Answer, Reader, document, extended, listing, plain_text, position
from directory.territories.divisions import regions
from directory.tools.schemas import ToolListing

SHELF = Shelf("tool", "users", "tool usage place")
# The tag says at once that the place is published and the usage declared.
USERS = "place_tag t join usage u on u.place_id = t.place_id and u.tool_id = $2 where t.tag = $1"


async def tools(reader: Reader, asked: ToolListing, *, query: str) -> Answer:
    """A page of tools, each with its number of users."""
    having = {"kind": asked.kind, "category": asked.category}
    return await page(reader, SHELF, asked, query=query, having=having, sort=asked.sort)


async def one_tool(reader: Reader, reference: str, *, known: str | None) -> Answer:
    """A tool by slug or id, with who uses it, since when and how well. Raises NotFound."""
    found = await one(reader, "tool", reference)

    async def find() -> bytes:
        return to_json(await _usage(reader, found))

    usage: bytes = await reader.memo.get(("tool", found["slug"]), find)
    return document(extended(found["document"], usage=usage), tags="tool usage place", known=known)


async def _usage(reader: Reader, tool: Record) -> Mapping[str, Any]:
    tag = f"tool:{tool['slug']}"
    summed = await reader.one(
        "select count(*) as users, min(u.since) as first, count(u.satisfaction) as answers, "
        f"round(avg(u.satisfaction), 2)::float8 as mean from {USERS}",
        tag,
        tool["id"],
    )
    begun = await reader.connection.fetch(
        f"select left(u.since, 4)::int, count(*) from {USERS} and u.since is not null group by 1", tag, tool["id"]
    )
    counts = await facets.counts(reader, Filter(groups=((tag,),)), ("region",))
    return {
        "users": summed["users"],
        "since_first": summed["first"],
        "satisfaction": {"mean": summed["mean"], "answers": summed["answers"]},
        "by_region": ranked(counts["region"], names=("label", facets.called(regions()))),
        "by_year": years(begun),
    }


async def usages(reader: Reader, reference: str, asked: Browsing, *, query: str) -> Answer:
    """A page of the usages of a tool, by the place's name. Raises NotFound."""
    tool = await one(reader, "tool", reference)
    named = (f"tool:{tool['slug']}", tool["id"])
    after = position(asked.cursor, sort="place", read=plain_text) if asked.cursor else ()
    rows = await reader.connection.fetch(
        f"select convert_to(u.document, 'UTF8'), t.name_key, t.place_id from {USERS} "
        + ("and (t.name_key, t.place_id) > ($3, $4) " if after else "")
        + f"order by t.name_key, t.place_id limit {asked.limit + 1}",
        *named,
        *after,
    )
    total = await reader.connection.fetchval(f"select count(*) from {USERS}", *named)
    shown = rows[: asked.limit]
    ahead = encode_cursor([shown[-1][1], str(shown[-1][2])], sort="place") if len(rows) > asked.limit else None
    return listing((row[0] for row in shown), total=total, cursor=ahead, query=query, tags="usage tool place")
