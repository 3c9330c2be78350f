"""Who is in a network: its managers say so, and a place may leave."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import OrganisationKind
from directory.people.actions import remember
from directory.places.actions import join_networks, leave_networks
from directory.places.history import speaking
from identity.caller import Caller


async def let_in(session: AsyncSession, network: UUID, place: UUID, *, by: Caller, now: datetime) -> None:
    """Let a place be in a network; once more changes nothing."""
    await remember(session, by, now=now)
    await join_networks(session, [(place, network)], now=now, by=speaking(by, "network"))


async def let_go(
    session: AsyncSession, network: UUID, place: UUID, *, by: Caller, on_behalf_of: OrganisationKind, now: datetime
) -> None:
    """Let a place be in it no more, on behalf of the network or of the place; once more changes nothing."""
    await remember(session, by, now=now)
    await leave_networks(session, [(place, network)], now=now, by=speaking(by, on_behalf_of))
