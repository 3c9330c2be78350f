"""What the public reads of the neighbours that a place works with.

Answers depend on facts about neighbours and about places: when one is declared, renamed, closed or merged, what the
gateway remembers is forgotten.
"""

from uuid import UUID

from asyncpg import Record
from pydantic_core import to_json

from chassis.pages import encode_cursor
from directory.browsing import Browsing
from directory.reading import Answer, Reader, listing, moment, position

SORT = "neighbours"
# What place $1 says, one row for each place that the named one is by now; its own word before one that it inherited.
SAID = """
    with ours as (select id from place where id = $1 or merged_into = $1),
    said as (
        select distinct on (n.id) n.id, n.slug, n.name, n.commune, h.what, h.since
        from neighbourhood h join place o on o.id = h.neighbour_id join place n on n.id = coalesce(o.merged_into, o.id)
        where h.place_id in (select id from ours) and h.state = 'declared' and n.state = 'published' and n.id <> $1
        order by n.id, h.place_id = $1 desc, h.since desc, h.id
    )
"""
SHOWN = """
    select s.*, exists (
        select from neighbourhood b join place p on p.id = b.place_id
        where b.neighbour_id in (select id from ours) and b.state = 'declared' and coalesce(p.merged_into, p.id) = s.id
    ) as mutual
    from said s
"""


async def neighbours(reader: Reader, place: UUID, asked: Browsing, *, query: str) -> Answer:
    """A page of the places that this one says it works with, the latest first."""
    after = position(asked.cursor, sort=SORT, read=moment) if asked.cursor else ()
    rows = await reader.connection.fetch(
        f"{SAID} {SHOWN} {'where (s.since, s.id) < ($2, $3)' if after else ''} "
        f"order by s.since desc, s.id desc limit {asked.limit + 1}",
        place,
        *after,
    )
    total = await reader.connection.fetchval(f"{SAID} select count(*) from said", place)
    shown = rows[: asked.limit]
    cursor = None
    if len(rows) > asked.limit:
        cursor = encode_cursor([shown[-1]["since"].isoformat(), str(shown[-1]["id"])], sort=SORT)
    return listing(map(_item, shown), total=total, cursor=cursor, query=query, tags="neighbour place")


async def neighbour(reader: Reader, place: UUID, other: UUID) -> bytes:
    """One of them, which is there."""
    return _item(await reader.one(f"{SAID} {SHOWN} where s.id = $2", place, other))


def _item(row: Record) -> bytes:
    place = {name: row[name] for name in ("id", "slug", "name", "commune")}
    return to_json({"place": place} | {name: row[name] for name in ("what", "since", "mutual")})
