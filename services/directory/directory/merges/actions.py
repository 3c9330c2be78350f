"""Two places become one, or two again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from directory.merges import queries, rules
from directory.merges.parts import FOLLOWING, MAKING, Part
from directory.merges.step import Step
from directory.people.actions import remember
from directory.places import history
from directory.places import queries as places
from directory.places.documents import republish
from directory.places.history import Entry, Record, Voice, speaking
from directory.places.rules import revised
from directory.tables import Merge, SuspectedDuplicate
from identity.caller import Caller

Row = dict[str, Any]
Rows = Mapping[UUID, Row]
ENDED = ("state", "ended_at", "ended_by")


async def merge_as(session: AsyncSession, gone: UUID, *, into: UUID, reason: str, by: Caller, now: datetime) -> UUID:
    """Let a person say that two places are one; the merge's id. Raises NotMergeable."""
    await remember(session, by, now=now)
    return await merge_place(session, gone, into=into, by=speaking(by, "network"), reason=reason, now=now)


async def undo_as(session: AsyncSession, merge: UUID, *, reason: str, by: Caller, now: datetime) -> None:
    """Let a person say that they are two after all. Raises AlreadyUndone or LaterMergeStands."""
    await remember(session, by, now=now)
    await undo_merge(session, merge, by=speaking(by, "network"), reason=reason, now=now)


async def merge_place(
    session: AsyncSession, gone: UUID, *, into: UUID, by: Voice, now: datetime, reason: str | None = None
) -> UUID:
    """Let ``gone`` be ``into`` from now on; its address leads there. Raises NotMergeable.

    Everything that points at it follows (`parts`); the places that had become it become ``into`` as well.
    """
    await queries.after_others(session)
    step = Step(gone, into, await queries.became(session, gone), by.person, now)
    rows = {row["id"]: row for row in await places.locked(session, {into, *step.names})}
    rules.check_mergeable(rows, gone, into)
    moved: Row = {"ended": _json(rows[gone]), "earlier": [str(one) for one in step.earlier]}
    networks = await _networks(session, into)
    moved |= await _hand_over(session, step, MAKING)
    heard = await places.statements(session, [into])
    lost = rows[gone] | {"state": "merged", "ended_at": now, "ended_by": by.source}
    after = [lost, *(rows[one] for one in step.earlier)]
    kept = rows[into] | revised(rows[into], heard[into].values())
    record = Record(action="merged", by=by, reason=reason)
    await _rewrite(
        session, step, rows, [*(row | {"merged_into": into} for row in after), kept], networks=networks, record=record
    )
    moved |= await _hand_over(session, step, FOLLOWING)
    await _settle(session, step)
    merge = Merge(
        id=new_id(), gone_id=gone, into_id=into, merged_at=now, merged_by=by.person, reason=reason, moved=moved
    )
    session.add(merge)
    await session.flush()
    return merge.id


async def undo_merge(
    session: AsyncSession, merge: UUID, *, by: Voice, now: datetime, reason: str | None = None
) -> None:
    """Let the two be two again: each has what it had, and the old address is its own.

    What changed since stays as it is. Raises AlreadyUndone or LaterMergeStands.
    """
    await queries.after_others(session)
    done = await queries.the_merge(session, merge)
    rules.check_undoable(undone=done.undone_at is not None, later=await queries.later(session, done))
    earlier = tuple(UUID(one) for one in done.moved["earlier"])
    step = Step(done.gone_id, done.into_id, earlier, by.person, now)
    rows = {row["id"]: row for row in await places.locked(session, {step.into, *step.names})}
    networks = await _networks(session, step.into)
    await _give_back(session, step, MAKING, done)
    heard = await places.statements(session, [step.gone, step.into])
    back, kept = (rows[one] | revised(rows[one], heard[one].values()) for one in (step.gone, step.into))
    back |= _python(done.moved["ended"]) | {"merged_into": None}
    record = Record(action="unmerged", by=by, reason=reason)
    after = [back, kept, *(rows[one] | {"merged_into": step.gone} for one in step.earlier)]
    await _rewrite(session, step, rows, after, networks=networks, record=record)
    await _give_back(session, step, FOLLOWING, done)
    done.undone_at, done.undone_by, done.undo_reason = now, by.person, reason
    await session.flush()


async def _hand_over(session: AsyncSession, step: Step, parts: Mapping[str, Part]) -> Row:
    return {name: await part.hand_over(session, step) for name, part in parts.items()}


async def _give_back(session: AsyncSession, step: Step, parts: Mapping[str, Part], merge: Merge) -> None:
    for name, part in parts.items():
        await part.give_back(session, step, merge.moved[name], since=merge.merged_at)


async def _rewrite(
    session: AsyncSession, step: Step, before: Rows, after: Iterable[Row], *, networks: set[UUID], record: Record
) -> None:
    """Write the next revision of each place, announce it and keep what became of it."""
    now_in = await _networks(session, step.into)
    entries = [
        Entry(before[row["id"]], row, record, (networks, now_in) if row["id"] == step.into else None)
        for row in await republish(session, after, now=step.now)
    ]
    await history.note(session, entries)


async def _networks(session: AsyncSession, place: UUID) -> set[UUID]:
    return {network for _, network in await places.memberships(session, [place])}


async def _settle(session: AsyncSession, step: Step) -> None:
    """Somebody has looked at the two: whatever becomes of the merge, they are not suspected again."""
    a, b = sorted((step.gone, step.into))
    of_these = (SuspectedDuplicate.place_a == a, SuspectedDuplicate.place_b == b)
    await session.execute(update(SuspectedDuplicate).where(*of_these).values(settled_at=step.now))


def _json(row: Row) -> Row:
    """How a place had ended, if it had, as JSON holds it."""
    return {name: row[name].isoformat() if isinstance(row[name], datetime) else row[name] for name in ENDED}


def _python(ended: Row) -> Row:
    at = ended["ended_at"]
    return ended | {"ended_at": datetime.fromisoformat(at) if at else None}
