"""Mandates follow when two places become one: who spoke for either speaks for the kept one, in the higher role."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import among
from directory.mandates import queries
from directory.mandates.journal import Step, change, log
from directory.tables import Mandate
from identity.holdings import RANK

MERGED = "merged"  # why one of two mandates of a person ended
OPEN = ("requested", "granted")
ENDED = {"requested": "withdrawn", "granted": "revoked"}
Moved = dict[str, list[list[str]]]


async def move_mandates(session: AsyncSession, gone: UUID, *, into: UUID, by: UUID | None, now: datetime) -> Moved:
    """Let those who speak, or ask to speak, for a place do so for the one it became; what moved, and what ended.

    Of two mandates of one person for the two places the higher goes on, of two requests as well; a request for no more
    than what is held ends.
    """
    found = await _locked(session, among(Mandate.organisation_id, [gone, into]) & among(Mandate.state, OPEN))
    goes_on = {mandate.id for mandate in _going_on(found, into)}
    ended = [mandate for mandate in found if mandate.id not in goes_on]
    moved = [mandate for mandate in found if mandate.id in goes_on and mandate.organisation_id == gone]
    record = {
        "moved": [[str(one.id), one.state, one.role] for one in moved],
        "ended": [[str(one.id), one.state] for one in ended],
    }
    for mandate in ended:
        step = Step("replaced", by, now)
        await change(session, mandate, step, state=ENDED[mandate.state], reason=MERGED, decided_at=now)
    for mandate in moved:
        await change(session, mandate, Step("moved", by, now), organisation_id=into)
    return record


async def restore_mandates(
    session: AsyncSession, gone: UUID, record: Moved, *, into: UUID, by: UUID | None, now: datetime
) -> None:
    """Undo `move_mandates` where nothing was decided since: what was revoked, resigned or changed stays so."""
    names = [UUID(one[0]) for one in (*record["moved"], *record["ended"])]
    found = {str(one.id): one for one in await _locked(session, among(Mandate.id, names)) if one.person_id}
    step = Step("moved_back", by, now)
    for name, state, role in record["moved"]:
        mandate = found.get(name)
        if mandate and (mandate.organisation_id, mandate.state, mandate.role) == (into, state, role):
            await change(session, mandate, step, organisation_id=gone)
    for name, state in record["ended"]:
        mandate = found.get(name)
        ended = mandate is not None and (mandate.state, mandate.reason) == (ENDED[state], MERGED)
        if mandate and ended and await _is_free(session, mandate, state):
            await change(session, mandate, step, state=state, reason=None)
    await _say_who_left(session, into, step)


async def _say_who_left(session: AsyncSession, place: UUID, step: Step) -> None:
    """Log it where a place whose own stewards left meanwhile is without any again."""
    theirs = Mandate.organisation_id == place, Mandate.organisation_kind == "place", Mandate.role == "steward"
    ended = (
        select(Mandate).where(*theirs, Mandate.state.in_(("revoked", "resigned"))).order_by(Mandate.updated_at.desc())
    )
    last = await session.scalar(ended.limit(1))
    if last and not await queries.has_steward(session, "place", place):
        await log(session, last, Step("without_successor", step.by, step.at))


def _going_on(found: Sequence[Mandate], into: UUID) -> list[Mandate]:
    """The mandate, and the request, of each person that goes on: the highest, the kept place's own among equals."""
    held: dict[UUID, Mandate] = {}
    asked: dict[UUID, Mandate] = {}
    for mandate in sorted(found, key=lambda one: (RANK[one.role], one.organisation_id == into)):  # type: ignore[index] # checked by the database
        if mandate.person_id:
            (held if mandate.state == "granted" else asked)[mandate.person_id] = mandate
    higher = [one for person, one in asked.items() if _rank(one) > _rank(held.get(person))]
    return [*held.values(), *higher]


def _rank(mandate: Mandate | None) -> int:
    return RANK[mandate.role] if mandate else -1  # type: ignore[index]


async def _is_free(session: AsyncSession, mandate: Mandate, state: str) -> bool:
    """Whether nobody gave the person another one for the same place since."""
    same = (Mandate.person_id == mandate.person_id, Mandate.organisation_id == mandate.organisation_id)
    return await session.scalar(select(Mandate.id).where(*same, Mandate.state == state)) is None


async def _locked(session: AsyncSession, condition: ColumnElement[bool]) -> Sequence[Mandate]:
    """The mandates for places that meet the condition, ours until the transaction ends."""
    wanted = select(Mandate).where(condition, Mandate.organisation_kind == "place").order_by(Mandate.id)
    wanted = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return (await session.scalars(wanted)).all()
