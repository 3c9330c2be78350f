"""What the directory holds of a person: shown to him, or forgotten on his wish (GDPR, articles 15, 17 and 20)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from contracts.directory import PersonErased
from directory.comments import erase_comments, export_comments
from directory.mandates.actions import end
from directory.mandates.journal import Step, change
from directory.people.actions import is_erased
from directory.people.holding import hold_all
from directory.people.traces import TRACES
from directory.tables import Erasure, Invitation, Person
from directory.testimonials.actions import announce_replies, forget_author
from identity.personal import PersonalData


async def export(session: AsyncSession, person: UUID) -> Mapping[str, Any]:
    """Everything that the directory holds of this person."""
    found: dict[str, Any] = {}
    for trace in TRACES:
        columns = [getattr(trace.table, name) for name in trace.shown]
        rows = await session.execute(select(*columns).where(trace.where(person)).order_by(columns[0]))
        found[trace.name] = [to_jsonable_python(dict(row)) for row in rows.mappings()]
    return found | dict(await export_comments(session, person))


async def erase(session: AsyncSession, person: UUID) -> None:
    """Forget this person, and tell everybody to; once more changes nothing.

    What he wrote in his own name goes. What he said on behalf of a place stays the place's; who said it does not.
    """
    now = datetime.now(UTC)
    await _hold(session, person, now)
    if await is_erased(session, person):
        return
    session.add(Erasure(person_id=person, asked_at=now))
    await session.flush()
    await forget(session, person, now=now)
    await emit(session, PersonErased(id=person, revision=1))


async def forget(session: AsyncSession, person: UUID, *, now: datetime) -> None:
    """End what this person acts for, and forget what leads to him; only what he wrote for a place stays the place's."""
    await _leave(session, person, now)
    await forget_author(session, person, now=now)
    await announce_replies(session, person, now=now)
    await erase_comments(session, person)
    mine = (Invitation.invited_by == person, Invitation.outcome.is_(None))
    await session.execute(update(Invitation).where(*mine).values(outcome="revoked", ended_at=now))
    for trace in TRACES:
        if (forgetting := trace.forgetting(person)) is not None:
            await session.execute(forgetting.execution_options(synchronize_session=False))
    await erase_comments(session, person)  # last, as merges move them: neither waits for the other


async def _hold(session: AsyncSession, person: UUID, now: datetime) -> None:
    """Wait for what he is doing at this moment; what he begins meanwhile waits for us (`people.actions.remember`)."""
    known = insert(Person).values(id=person, name="", created_at=now, seen_at=now).on_conflict_do_nothing()
    await session.execute(known)
    await session.execute(select(Person.id).where(Person.id == person).with_for_update())


async def _leave(session: AsyncSession, person: UUID, now: datetime) -> None:
    """End what he acts for, and what he asked for; an organisation left without a steward is logged as such."""
    for mandate in await hold_all(session, person):
        step = Step("erased", None, now)
        if mandate.state == "granted":
            await end(session, mandate, "revoked", step, without_successor=True)
        else:
            await change(session, mandate, step, state="withdrawn", decided_at=now)


personal = PersonalData(export=export, erase=erase)
