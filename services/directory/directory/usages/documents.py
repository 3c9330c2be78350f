"""What the public reads of usages: rendered when they, their place's or their tool's name change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from contracts.directory import PlaceMention, ToolMention, UsageDeclared, UsageWithdrawn
from directory.bulk import among, upsert
from directory.tables import Place, Tool, Usage

Row = Mapping[str, Any]
Fact = UsageDeclared | UsageWithdrawn
FACTS: Mapping[str, type[Fact]] = {"declared": UsageDeclared, "withdrawn": UsageWithdrawn}


async def publish(session: AsyncSession, usages: Iterable[Row]) -> list[dict[str, Any]]:
    """Write these usages (rows without their document) with what the public reads of them, and announce them."""
    rows = list(usages)
    if not rows:
        return []
    places = await _places(session, {row["place_id"] for row in rows})
    tools = await _tools(session, {row["tool_id"] for row in rows})
    facts = [render(row, places[row["place_id"]], tools[row["tool_id"]]) for row in rows]
    written = [{**row, "document": fact.model_dump_json()} for row, fact in zip(rows, facts, strict=True)]
    await upsert(session, Usage, written)
    await emit(session, *facts)
    return written


async def publish_next(session: AsyncSession, usages: Iterable[Row], *, now: datetime) -> list[dict[str, Any]]:
    """Write these rows as the next revision of their usages, and announce it; the rows as they are then."""
    return await publish(session, [{**row, "revision": row["revision"] + 1, "updated_at": now} for row in usages])


async def republish(session: AsyncSession, condition: ColumnElement[bool], *, now: datetime) -> None:
    """Announce anew the declared usages that show something which changed elsewhere: a place's or a tool's name."""
    await publish_next(session, await locked(session, condition & (Usage.state == "declared")), now=now)


async def locked(session: AsyncSession, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """The usages that meet the condition, ours until the transaction ends; always locked in the same order."""
    found = await session.execute(
        select(Usage.__table__).where(condition).order_by(Usage.id).with_for_update(key_share=True)
    )
    return [dict(row) for row in found.mappings()]


def render(usage: Row, place: PlaceMention, tool: ToolMention) -> Fact:
    """The public document of a usage, as the fact that announces it."""
    shown = {name: usage[name] for name in UsageDeclared.model_fields if name in usage}
    return FACTS[usage["state"]].model_validate(shown | {"place": place, "tool": tool})


async def _places(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, PlaceMention]:
    columns = [getattr(Place, name) for name in PlaceMention.model_fields]
    found = await session.execute(select(*columns).where(among(Place.id, ids)))
    return {row["id"]: PlaceMention.model_validate(dict(row)) for row in found.mappings()}


async def _tools(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, ToolMention]:
    columns = [getattr(Tool, name) for name in ToolMention.model_fields]
    found = await session.execute(select(*columns).where(among(Tool.id, ids)))
    return {row["id"]: ToolMention.model_validate(dict(row)) for row in found.mappings()}
