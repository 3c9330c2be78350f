"""What happens to usages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from directory.bulk import among
from directory.places import queries as places
from directory.places.tags import retag_by_id
from directory.schemas import Source
from directory.tables import Tool, Usage
from directory.usages import rules
from directory.usages.documents import locked, publish, publish_next
from directory.usages.schemas import UsageDraft


async def declare_usages(
    session: AsyncSession, drafts: Sequence[UsageDraft], *, source: Source, now: datetime
) -> list[UUID]:
    """Declare or complete usages by (place, tool); the id of each, in the drafts' order.

    Raises PlaceNotPublished or UnknownTool, and then changes nothing.
    """
    place_ids, tool_ids = {one.place_id for one in drafts}, {one.tool_id for one in drafts}
    published = {row["id"] for row in await places.locked(session, place_ids) if row["state"] == "published"}
    tools = await session.scalars(select(Tool.id).where(among(Tool.id, tool_ids)))
    rules.check_declarable(drafts, published=published, tools=set(tools))

    known = await _between(session, place_ids, tool_ids)
    changed: dict[tuple[UUID, UUID], dict[str, Any]] = {}
    for draft in drafts:
        pair = draft.place_id, draft.tool_id
        if changes := rules.declared(known.get(pair), draft):
            known[pair] = changed[pair] = _next(known.get(pair), changes, draft, source, now, again=pair in changed)
    await publish(session, changed.values())
    await retag_by_id(session, {place_id for place_id, _ in changed})
    return [known[draft.place_id, draft.tool_id]["id"] for draft in drafts]


async def withdraw_usages(session: AsyncSession, usage_ids: Iterable[UUID], *, now: datetime) -> int:
    """Withdraw declared usages; the number that were declared."""
    chosen = among(Usage.id, set(usage_ids)) & (Usage.state == "declared")
    await places.locked(session, await session.scalars(select(Usage.place_id).where(chosen)))
    rows = await locked(session, chosen)
    ended = [row | {"state": "withdrawn"} for row in rows]
    await publish_next(session, ended, now=now)
    await retag_by_id(session, {row["place_id"] for row in ended})
    return len(ended)


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
