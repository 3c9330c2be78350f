"""What happens to invitations."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from contracts.directory import MandateRole
from directory.invitations import queries, rules
from directory.mandates import queries as mandates
from directory.mandates.actions import give
from directory.mandates.journal import Step, begin, change
from directory.mandates.rules import JustMoved, check_more
from directory.mandates.targets import hold
from directory.people.actions import remember
from directory.tables import Invitation, Mandate
from identity.caller import Caller
from identity.holdings import RANK, Organisation


async def invite(
    session: AsyncSession, organisation: Organisation, role: MandateRole, *, days: int, by: Caller, now: datetime
) -> tuple[Invitation, str]:
    """Make a link by which one person may take a role; the invitation, and its token, which is kept nowhere."""
    await remember(session, by, now=now)
    token = rules.new_token()
    made = Invitation(
        id=new_id(),
        token_hash=rules.hashed(token),
        role=role,
        invited_by=by.id,
        created_at=now,
        expires_at=now + timedelta(days=days),
        organisation_kind=organisation.kind,
        organisation_id=organisation.id,
    )
    session.add(made)
    await session.flush()
    return made, token


async def accept(session: AsyncSession, token: str, *, named: bool, by: Caller, now: datetime) -> Mandate:
    """Take the role that the invitation with this token offers. Raises NotFound, AlreadyHeld.

    What the person had asked for, if it is no more than that, is granted by this.
    """
    await remember(session, by, now=now)
    organisation = queries.whose(await queries.opened(session, token, now=now))
    await hold(session, organisation)
    invitation = await queries.opened(session, token, now=now, hold=True)
    if queries.whose(invitation) != organisation:
        raise JustMoved(f"The {organisation.kind} was merged into another one.")
    own = await mandates.own(session, by.id, organisation)
    check_more(invitation.role, held=own.role)
    invitation.outcome, invitation.ended_at, invitation.ended_by = "accepted", now, by.id
    step = Step("accepted", by.id, now)
    decided = {"decided_at": now, "decided_by": invitation.invited_by, "named": named}
    if own.asked and RANK[own.asked.role] <= RANK[invitation.role]:  # type: ignore[index] # one of the three
        await give(session, own.asked, invitation.role, step)
        own.asked.named, own.asked.decided_by = named, invitation.invited_by
        await session.flush()
        return own.asked
    if own.held:
        replaced = Step("replaced", by.id, now)
        await change(session, own.held, replaced, state="revoked", decided_at=now, decided_by=by.id)
    return await begin(session, organisation, by.id, invitation.role, step, state="granted", **decided)


async def take_back(session: AsyncSession, invitation: Invitation, *, by: Caller, now: datetime) -> None:
    """Let the link lead nowhere; once more changes nothing."""
    await remember(session, by, now=now)
    if invitation.outcome is None:
        invitation.outcome, invitation.ended_at, invitation.ended_by = "revoked", now, by.id
        await session.flush()
