"""Usages, when two places become one: the kept one has those that it says nothing of itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from directory.bulk import among
from directory.merges.step import Step
from directory.places.tags import retag_by_id
from directory.tables import Usage
from directory.usages import documents as usages

Row = dict[str, Any]
WORDS = ("how", "since", "satisfaction", "demo")


async def hand_over(session: AsyncSession, step: Step) -> Row:
    """Let the kept place have the usages that it has not itself, and withdraw the others; all show its name."""
    ours, theirs = await _by_tool(session, step)
    lost = {tool: row for tool, row in theirs.items() if row["state"] == "declared"}
    moved = [row for tool, row in lost.items() if tool not in ours]
    ended = [row for tool, row in lost.items() if tool in ours]
    kept = [row for row in ours.values() if row["state"] == "declared"]
    after = [*kept, *(row | {"place_id": step.into} for row in moved), *(row | {"state": "withdrawn"} for row in ended)]
    await usages.publish_next(session, after, now=step.now)
    await retag_by_id(session, [step.into])
    return {"moved": [_words(row) for row in moved], "ended": [str(row["tool_id"]) for row in ended]}


async def give_back(session: AsyncSession, step: Step, moved: Row, *, since: datetime) -> None:  # noqa: ARG001 - what was said since is told by its words
    """Give the other place its usages back. One that the kept place spoke of since stays, and is there twice."""
    ours, theirs = await _by_tool(session, step)
    after = {row["id"]: row for row in ours.values() if row["state"] == "declared"}
    for was in moved["moved"]:
        row = ours[UUID(was["tool_id"])]
        same = row["state"] == "declared" and _words(row) == was
        back = (row if same else _again(row, was)) | {"place_id": step.gone}
        after[back["id"]] = back
    for row in (theirs[UUID(tool)] for tool in moved["ended"]):
        after[row["id"]] = row | {"state": "declared"}
    await usages.publish_next(session, after.values(), now=step.now)
    await retag_by_id(session, [step.gone, step.into])


async def _by_tool(session: AsyncSession, step: Step) -> tuple[dict[UUID, Row], dict[UUID, Row]]:
    """The usages of the kept place, and those of the other one, by their tools."""
    found = await usages.locked(session, among(Usage.place_id, [step.gone, step.into]))
    ours = {row["tool_id"]: row for row in found if row["place_id"] == step.into}
    return ours, {row["tool_id"]: row for row in found if row["place_id"] == step.gone}


def _again(row: Row, was: Row) -> Row:
    """What the place said of the tool before, beside what was said of it since."""
    return row | {name: was[name] for name in WORDS} | {"id": new_id(), "revision": 0, "state": "declared"}


def _words(row: Row) -> Row:
    """What a usage says, as JSON holds it."""
    return {"tool_id": str(row["tool_id"])} | {name: row[name] for name in WORDS}
