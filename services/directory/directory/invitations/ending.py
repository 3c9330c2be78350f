"""What ends an invitation before its time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from directory.tables import Invitation
from identity.holdings import Organisation


async def end_invitations(session: AsyncSession, organisation: Organisation, *, by: UUID, now: datetime) -> None:
    """End the links of somebody who may no longer invite."""
    theirs = (
        Invitation.organisation_kind == organisation.kind,
        Invitation.organisation_id == organisation.id,
        Invitation.invited_by == by,
        Invitation.outcome.is_(None),
    )
    await session.execute(update(Invitation).where(*theirs).values(outcome="revoked", ended_at=now))
