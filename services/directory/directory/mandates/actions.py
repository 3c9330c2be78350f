"""What happens to mandates.

Whoever decides about a mandate is known and holds its organisation (`targets.on_held_mandate`): decisions follow one
another.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import MandateRole
from directory.invitations.ending import end_invitations
from directory.mandates import queries, rules
from directory.mandates.journal import Step, begin, change, log
from directory.mandates.schemas import MandateRequest, MandateTransfer
from directory.mandates.targets import held_organisation
from directory.people.actions import remember
from directory.tables import Mandate
from identity.caller import Caller
from identity.holdings import RANK, Organisation


async def ask(session: AsyncSession, said: MandateRequest, *, by: Caller, now: datetime) -> Mandate:
    """Ask to act for an organisation. Raises NotFound, AlreadyAsked, AlreadyHeld."""
    await remember(session, by, now=now)
    organisation = await held_organisation(session, said.organisation_kind, said.organisation_id)
    own = await queries.own(session, by.id, organisation)
    rules.check_new(said.role, held=own.role, asked=own.asked is not None)
    step = Step("requested", by.id, now, said.word)
    return await begin(
        session, organisation, by.id, said.role, step, state="requested", word=said.word, named=said.named
    )


async def grant(
    session: AsyncSession, mandate: Mandate, *, role: MandateRole | None, reason: str | None, by: Caller, now: datetime
) -> None:
    """Let somebody act for it as he asked, or in another role; give who acts for it another role.

    Raises MandateDecided, AlreadyHeld, OwnRequest, LastSteward.
    """
    if mandate.state == "granted" and role not in {None, mandate.role}:
        assert role is not None
        await _change_role(session, mandate, role, Step("changed", by.id, now, reason))
        return
    rules.check_waiting(mandate.state)
    rules.check_another(own=mandate.person_id == by.id, moderates=by.moderates)
    await give(session, mandate, role or mandate.role, Step("granted", by.id, now, reason))


async def _change_role(session: AsyncSession, mandate: Mandate, role: MandateRole, step: Step) -> None:
    if RANK[role] < RANK["steward"]:
        others = await queries.another_steward(session, mandate)
        rules.leaves_nobody(mandate.role, others=others, without_successor=False)
        await _loses_stewardship(session, mandate, step)
    await change(session, mandate, step, role=role, reason=step.reason, decided_at=step.at, decided_by=step.by)


async def give(session: AsyncSession, mandate: Mandate, role: str, step: Step) -> None:
    """Let a request be in force; a lower role of the same person ends with it. Raises AlreadyHeld."""
    assert mandate.person_id is not None
    held = (await queries.own(session, mandate.person_id, queries.whose(mandate))).held
    rules.check_more(role, held=held.role if held else None)
    decided = {"decided_at": step.at, "decided_by": step.by}
    if held:
        await change(session, held, Step("replaced", step.by, step.at), state="revoked", reason=None, **decided)
    await change(session, mandate, step, state="granted", role=role, reason=step.reason, **decided)


async def refuse(session: AsyncSession, mandate: Mandate, *, reason: str, by: Caller, now: datetime) -> None:
    """Say no. Raises MandateDecided, OwnRequest."""
    rules.check_waiting(mandate.state)
    rules.check_another(own=mandate.person_id == by.id, moderates=by.moderates)
    step = Step("refused", by.id, now, reason)
    await change(session, mandate, step, state="refused", reason=reason, decided_at=now, decided_by=by.id)


async def withdraw(session: AsyncSession, mandate: Mandate, *, by: Caller, now: datetime) -> None:
    """No longer ask. Raises MandateDecided."""
    rules.check_waiting(mandate.state)
    await change(session, mandate, Step("withdrawn", by.id, now), state="withdrawn", decided_at=now, decided_by=by.id)


async def revoke(
    session: AsyncSession, mandate: Mandate, *, reason: str, without_successor: bool, by: Caller, now: datetime
) -> None:
    """Let somebody no longer act for it. Raises MandateEnded, LastSteward."""
    rules.check_in_force(mandate.state)
    await end(session, mandate, "revoked", Step("revoked", by.id, now, reason), without_successor=without_successor)


async def resign(
    session: AsyncSession, mandate: Mandate, *, reason: str | None, without_successor: bool, by: Caller, now: datetime
) -> None:
    """No longer act for it. Raises MandateEnded, LastSteward."""
    rules.check_in_force(mandate.state)
    await end(session, mandate, "resigned", Step("resigned", by.id, now, reason), without_successor=without_successor)


async def end(
    session: AsyncSession,
    mandate: Mandate,
    state: Literal["revoked", "resigned"],
    step: Step,
    *,
    without_successor: bool,
) -> None:
    """End a mandate that is in force. Raises LastSteward; where nobody follows and that is meant, the log says so."""
    others = await queries.another_steward(session, mandate)
    nobody = rules.leaves_nobody(mandate.role, others=others, without_successor=without_successor)
    await _loses_stewardship(session, mandate, step)
    decided = {"decided_at": step.at, "decided_by": step.by}
    await change(session, mandate, step, state=state, reason=step.reason, **decided)
    if nobody:
        await log(session, mandate, Step("without_successor", step.by, step.at, step.reason))


async def _loses_stewardship(session: AsyncSession, mandate: Mandate, step: Step) -> None:
    """Nobody comes in any more by the links of somebody who may no longer invite."""
    if mandate.role == "steward" and mandate.person_id:
        await end_invitations(session, queries.whose(mandate), by=mandate.person_id, now=step.at)


async def transfer(
    session: AsyncSession, mandate: Mandate, said: MandateTransfer, *, by: Caller, now: datetime
) -> None:
    """Hand an organisation over to somebody else who acts for it. Raises MandateEnded, NotSteward, NoSuccessor."""
    rules.check_in_force(mandate.state)
    if mandate.role != "steward":
        raise rules.NotSteward(f"You are its {mandate.role}.")
    successor = await queries.one(session, said.to)
    known = successor is not None and successor.state == "granted"
    if not (successor and known and queries.whose(successor) == queries.whose(mandate) and successor.id != mandate.id):
        raise rules.NoSuccessor(f"There is nobody else who acts for it under the mandate {said.to}.")
    decided = {"decided_at": now, "decided_by": by.id, "reason": said.reason}
    if successor.role != "steward":
        await change(session, successor, Step("received", by.id, now, said.reason), role="steward", **decided)
    step = Step("transferred", by.id, now, said.reason)
    await _loses_stewardship(session, mandate, step)
    stays = {"role": said.stay_as} if said.stay_as else {"state": "resigned"}
    await change(session, mandate, step, **stays, **decided)


async def name(session: AsyncSession, mandate: Mandate, *, named: bool, by: Caller, now: datetime) -> None:
    """Say whether one's name may be shown beside the organisation; once more changes nothing. Raises MandateEnded."""
    if mandate.state != "requested":
        rules.check_in_force(mandate.state)
    if mandate.named != named:
        await change(session, mandate, Step("named", by.id, now), named=named)


async def grant_founder(session: AsyncSession, place_id: UUID, person_id: UUID, *, now: datetime) -> None:
    """Let who added a place be its steward, once it is confirmed; whoever confirms it holds the place."""
    organisation = Organisation("place", place_id)
    if (await queries.own(session, person_id, organisation)).held is None:
        step = Step("founded", person_id, now)
        await begin(session, organisation, person_id, "steward", step, state="granted", decided_at=now)
