"""Mandates follow when two places become one: who spoke for either speaks for the kept one, in the higher role."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from contracts.directory import MandateGranted, MandateRevoked
from directory.bulk import among
from directory.tables import Mandate, MandateStep
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
        mandate.state, mandate.reason = ENDED[mandate.state], MERGED
    await _write(session, ended, action="replaced", by=by, now=now)
    for mandate in moved:
        mandate.organisation_id = into
    await _write(session, moved, action="moved", by=by, now=now)
    return record


async def restore_mandates(
    session: AsyncSession, gone: UUID, record: Moved, *, into: UUID, by: UUID | None, now: datetime
) -> None:
    """Undo `move_mandates` where nothing was decided since: what was revoked, resigned or changed stays so."""
    names = [UUID(one[0]) for one in (*record["moved"], *record["ended"])]
    found = {str(one.id): one for one in await _locked(session, among(Mandate.id, names))}
    back = []
    for name, state, role in record["moved"]:
        mandate = found.get(name)
        if mandate and (mandate.organisation_id, mandate.state, mandate.role) == (into, state, role):
            mandate.organisation_id = gone
            back.append(mandate)
    await _write(session, back, action="moved_back", by=by, now=now)
    again = []
    for name, state in record["ended"]:
        mandate = found.get(name)
        if (
            mandate
            and (mandate.state, mandate.reason) == (ENDED[state], MERGED)
            and await _is_free(session, mandate, state)
        ):
            mandate.state, mandate.reason = state, None
            again.append(mandate)
    await _write(session, again, action="moved_back", by=by, now=now)


def _going_on(found: Sequence[Mandate], into: UUID) -> list[Mandate]:
    """The mandate, and the request, of each person that goes on: the highest, the kept place's own among equals."""
    held: dict[UUID, Mandate] = {}
    asked: dict[UUID, Mandate] = {}
    for mandate in sorted(found, key=lambda one: (RANK[one.role], one.organisation_id == into)):  # type: ignore[index] # checked by the database
        (held if mandate.state == "granted" else asked)[mandate.person_id] = mandate
    higher = [one for one in asked.values() if _rank(one) > _rank(held.get(one.person_id))]
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


async def _write(
    session: AsyncSession, mandates: Sequence[Mandate], *, action: str, by: UUID | None, now: datetime
) -> None:
    """Write the next revision of each, log the step and announce those that were or are in force."""
    for mandate in mandates:
        mandate.revision, mandate.updated_at = mandate.revision + 1, now
        session.add(MandateStep(mandate_id=mandate.id, at=now, action=action, role=mandate.role, by=by, reason=None))
    await session.flush()
    await emit(session, *(_fact(mandate) for mandate in mandates if mandate.state in {"granted", "revoked"}))


def _fact(mandate: Mandate) -> MandateGranted | MandateRevoked:
    kind = MandateGranted if mandate.state == "granted" else MandateRevoked
    names = ("id", "revision", "organisation_kind", "organisation_id", "role", "state", "updated_at")
    said: dict[str, Any] = {name: getattr(mandate, name) for name in names}
    return kind.model_validate(said | {"person": mandate.person_id})
