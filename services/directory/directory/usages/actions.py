"""What happens to usages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from directory.bulk import among
from directory.people.actions import remember
from directory.places import queries as places
from directory.places.tags import retag_by_id
from directory.schemas import Source
from directory.tables import Tool, Usage
from directory.usages import rules
from directory.usages.documents import locked, publish, publish_next
from directory.usages.schemas import UsageDraft, UsageWord
from identity.caller import Caller

Row = dict[str, Any]


async def declare_usages(
    session: AsyncSession, drafts: Sequence[UsageDraft], *, source: Source, now: datetime
) -> list[UUID]:
    """Declare or complete usages by (place, tool); the id of each, in the drafts' order.

    A demonstration is silent about what a place has said itself. Raises PlaceNotPublished or UnknownTool, and then
    changes nothing.
    """
    place_ids, tool_ids = {one.place_id for one in drafts}, {one.tool_id for one in drafts}
    published = {row["id"] for row in await places.locked(session, place_ids) if row["state"] == "published"}
    tools = await session.scalars(select(Tool.id).where(among(Tool.id, tool_ids)))
    rules.check_declarable(drafts, published=published, tools=set(tools))

    known = await _between(session, place_ids, tool_ids)
    changed: dict[tuple[UUID, UUID], dict[str, Any]] = {}
    for draft in drafts:
        pair = draft.place_id, draft.tool_id
        if source.demo and pair in known and not known[pair]["demo"]:
            continue
        if changes := rules.declared(known.get(pair), draft):
            known[pair] = changed[pair] = _next(known.get(pair), changes, draft, source, now, again=pair in changed)
    await publish(session, changed.values())
    await retag_by_id(session, {place_id for place_id, _ in changed})
    return [known[draft.place_id, draft.tool_id]["id"] for draft in drafts]


async def withdraw_usages(session: AsyncSession, usage_ids: Iterable[UUID], *, now: datetime) -> int:
    """Withdraw declared usages; the number that were declared."""
    chosen = among(Usage.id, set(usage_ids))
    # Of those withdrawn by now as well: somebody may declare one again before we hold its place.
    await places.locked(session, await session.scalars(select(Usage.place_id).where(chosen)))
    rows = await locked(session, chosen & (Usage.state == "declared"))
    ended = [row | {"state": "withdrawn"} for row in rows]
    await publish_next(session, ended, now=now)
    await retag_by_id(session, {row["place_id"] for row in ended})
    return len(ended)


async def say_usage(
    session: AsyncSession, place: UUID, tool: UUID, word: UsageWord, *, by: Caller, now: datetime
) -> Row:
    """Let a place say how it uses a tool; the usage afterwards. Raises PlaceNotPublished."""
    await remember(session, by, now=now)
    known = await _open(session, place, tool)
    if changes := rules.said(known, word):
        fresh = {"id": new_id(), "revision": 0, "place_id": place, "tool_id": tool}
        return await _change(session, known or fresh, changes, now)
    assert known is not None
    return known


async def unsay_usage(session: AsyncSession, place: UUID, tool: UUID, *, by: Caller, now: datetime) -> None:
    """Let a place no longer use a tool; once more changes nothing. Raises PlaceNotPublished."""
    await remember(session, by, now=now)
    known = await _open(session, place, tool)
    if known and (changes := rules.withdrawn(known)):
        await _change(session, known, changes, now)


async def _open(session: AsyncSession, place: UUID, tool: UUID) -> Row | None:
    """What a published place, ours until the transaction ends, says of a tool. Raises PlaceNotPublished."""
    [row] = await places.locked(session, [place])
    rules.check_published(row)
    return (await _between(session, [place], [tool])).get((place, tool))


async def _change(session: AsyncSession, known: Row, changes: Row, now: datetime) -> Row:
    """Write the next revision of a usage, with what follows from it."""
    [after] = await publish_next(session, [known | changes], now=now)
    await retag_by_id(session, [after["place_id"]])
    return after


async def _between(
    session: AsyncSession, place_ids: Iterable[UUID], tool_ids: Iterable[UUID]
) -> dict[tuple[UUID, UUID], dict[str, Any]]:
    """The usages between any of these places and any of these tools, ours until the transaction ends."""
    rows = await locked(session, among(Usage.place_id, place_ids) & among(Usage.tool_id, tool_ids))
    return {(row["place_id"], row["tool_id"]): row for row in rows}


def _next(
    known: dict[str, Any] | None,
    changes: dict[str, Any],
    draft: UsageDraft,
    source: Source,
    now: datetime,
    *,
    again: bool,
) -> dict[str, Any]:
    """The row after the changes; said twice in one batch is still one revision."""
    fresh: dict[str, Any] = {
        "id": new_id(),
        "revision": 0,
        "place_id": draft.place_id,
        "tool_id": draft.tool_id,
        "demo": source.demo,
    }
    row = known or fresh
    return row | changes | {"revision": row["revision"] + (not again), "updated_at": now}
