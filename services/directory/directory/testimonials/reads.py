"""What is read of testimonials: by the public, by their author, by moderators."""

from typing import Any
from uuid import UUID

from asyncpg import Record
from pydantic_core import to_json

from chassis.pages import encode_cursor
from directory.browsing import Browsing
from directory.reading import Answer, Reader, listing, moment, position

COLUMNS = """
    t.id, t.revision, t.state, t.text, t.person_id, t.author_name, t.written_at, t.reason,
    t.reply, t.reply_at, r.name as reply_by
"""
# Who replied is named when he wishes to be named beside the places that he speaks for.
KEPT = "testimonial t left join person r on r.id = t.reply_by and r.named"
ABOUT = "join place o on o.id = t.place_id join place p on p.id = coalesce(o.merged_into, o.id)"
NAMED = "p.id as place_id, p.slug, p.name"
PUBLIC = "t.state = 'published' and t.place_id in (select id from place where id = $1 or merged_into = $1)"
SORT, QUEUE = "-written", "written"


async def testimonials(reader: Reader, place: UUID, asked: Browsing, *, query: str) -> Answer:
    """A page of what is published about a place, the latest first."""
    after = position(asked.cursor, sort=SORT, read=moment) if asked.cursor else ()
    rows = await reader.connection.fetch(
        f"select {COLUMNS} from {KEPT} where {PUBLIC} {'and (t.written_at, t.id) < ($2, $3)' if after else ''} "
        f"order by t.written_at desc, t.id desc limit {asked.limit + 1}",
        place,
        *after,
    )
    total = await reader.connection.fetchval(f"select count(*) from testimonial t where {PUBLIC}", place)
    shown, cursor = _cut(rows, asked.limit, SORT)
    items = (to_json(_item(row)) for row in shown)
    return listing(items, total=total, cursor=cursor, query=query, tags="testimonial place")


async def waiting(reader: Reader, asked: Browsing) -> dict[str, Any]:
    """A page of those that wait for a moderator, the oldest first."""
    after = position(asked.cursor, sort=QUEUE, read=moment) if asked.cursor else ()
    rows = await reader.connection.fetch(
        f"select {COLUMNS}, {NAMED} from {KEPT} {ABOUT} where t.state = 'pending' "
        f"{'and (t.written_at, t.id) > ($1, $2)' if after else ''} "
        f"order by t.written_at, t.id limit {asked.limit + 1}",
        *after,
    )
    total = await reader.connection.fetchval("select count(*) from testimonial where state = 'pending'")
    shown, cursor = _cut(rows, asked.limit, QUEUE)
    return {"items": [_item_on(row) for row in shown], "total": total, "next": cursor}


async def mine(reader: Reader, person: UUID) -> list[dict[str, Any]]:
    """All that one person said of places and has not withdrawn, the latest first."""
    rows = await reader.connection.fetch(
        f"select {COLUMNS}, {NAMED} from {KEPT} {ABOUT} where t.person_id = $1 and t.state <> 'withdrawn' "
        "order by t.written_at desc, t.id desc",
        person,
    )
    return [_item_on(row) for row in rows]


async def one(reader: Reader, testimonial: UUID) -> dict[str, Any]:
    """One of them, which is there."""
    return _item(await reader.one(f"select {COLUMNS} from {KEPT} where t.id = $1", testimonial))


def _cut(rows: list[Record], limit: int, sort: str) -> tuple[list[Record], str | None]:
    """The rows of a page, and the cursor of the next one if there is any."""
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], encode_cursor([last["written_at"].isoformat(), str(last["id"])], sort=sort)


def _item(row: Record) -> dict[str, Any]:
    shown = {name: row[name] for name in ("id", "revision", "state", "text", "written_at", "reason")}
    shown["author"] = {"id": row["person_id"], "name": row["author_name"]} if row["person_id"] else None
    replied = {"text": row["reply"], "by": row["reply_by"], "at": row["reply_at"]}
    return shown | {"reply": replied if row["reply"] is not None else None}


def _item_on(row: Record) -> dict[str, Any]:
    return _item(row) | {"place": {"id": row["place_id"], "slug": row["slug"], "name": row["name"]}}
