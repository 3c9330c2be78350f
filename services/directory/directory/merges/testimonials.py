"""Testimonials, when two places become one: each stays where it was written; of two by one person the later stands."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from directory.bulk import among, upsert
from directory.merges.step import Step
from directory.tables import Testimonial
from directory.testimonials import queries
from directory.testimonials.actions import fact
from directory.testimonials.rules import MERGED, SHOWN, stands

Row = dict[str, Any]


async def hand_over(session: AsyncSession, step: Step) -> list[list[str]]:
    """Hide what its author has said again later; what is shown is announced of the kept place from now on."""
    found = await queries.locked(session, queries.said_of(step.into))
    outlived = _outlived(found)
    hidden = [row | {"state": "hidden", "reason": MERGED} for row in outlived]
    gone = {row["id"] for row in outlived}
    follow = [row for row in found if row["id"] not in gone and row["place_id"] in step.names]
    await _write(session, [(row, step.into) for row in (*hidden, *_shown(follow))], was_shown=outlived, now=step.now)
    return [[str(row["id"]), row["state"]] for row in outlived]


async def give_back(session: AsyncSession, step: Step, moved: list[list[str]], *, since: datetime) -> None:  # noqa: ARG001
    """Show again what was hidden, unless that was decided otherwise since."""
    states = {UUID(name): state for name, state in moved}
    wanted = among(Testimonial.id, list(states)) | among(Testimonial.place_id, step.names)
    after = []
    for row in await queries.locked(session, wanted):
        place = step.gone if row["place_id"] in step.names else step.into
        if row["id"] in states and (row["state"], row["reason"]) == ("hidden", MERGED):
            after.append((row | {"state": states[row["id"]], "reason": None}, place))
        elif row["state"] == SHOWN and place == step.gone:
            after.append((row, place))
    await _write(session, after, was_shown=(), now=step.now)


def _outlived(rows: list[Row]) -> list[Row]:
    """Those whose author has another one, written later."""
    by_author: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        if row["person_id"] and stands(row):
            by_author[row["person_id"]].append(row)
    return [row for said in by_author.values() for row in sorted(said, key=_when)[:-1]]


def _when(row: Row) -> tuple[datetime, UUID]:
    return row["written_at"], row["id"]


def _shown(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["state"] == SHOWN]


async def _write(session: AsyncSession, rows: list[tuple[Row, UUID]], *, was_shown: Any, now: datetime) -> None:
    """Write the next revision of each, and announce, with its place, what the public reads or read."""
    renewed = [(row | {"revision": row["revision"] + 1, "updated_at": now}, place) for row, place in rows]
    await upsert(session, Testimonial, [row for row, _ in renewed])
    seen = {row["id"] for row in was_shown if row["state"] == SHOWN}
    await emit(session, *(fact(row, place) for row, place in renewed if row["state"] == SHOWN or row["id"] in seen))
