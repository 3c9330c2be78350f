"""Who is in a network: its managers say so, and a place may leave."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import OrganisationKind
from directory.mandates.queries import has_steward, held
from directory.networks import rules
from directory.people.actions import remember
from directory.places.actions import join_networks, leave_networks
from directory.places.history import speaking
from directory.tables import Network, Place
from identity.caller import Caller
from identity.holdings import Organisation


async def let_in(session: AsyncSession, network: UUID, place: UUID, *, by: Caller, now: datetime) -> None:
    """Let a place be in a network; once more changes nothing. Raises NotAsked.

    Whoever manages a network edits, closes and merges the places that are in it: so none is drawn in unasked.
    """
    await remember(session, by, now=now)
    if not by.moderates:
        await _check_asked(session, network, place, by)
    await join_networks(session, [(place, network)], now=now, by=speaking(by, "network"))


async def _check_asked(session: AsyncSession, network: UUID, place: UUID, by: Caller) -> None:
    found = await session.execute(select(Network.kind, Network.region_code).where(Network.id == network))
    kind, territory = found.one()
    region = await session.scalar(select(Place.region_code).where(Place.id == place))
    rules.check_asked(
        stewarded=await has_steward(session, "place", place),
        steward=(await held(session, by.id)).holds(Organisation("place", place), "steward"),
        at_home=kind == "regional" and territory == region,
    )


async def let_go(
    session: AsyncSession, network: UUID, place: UUID, *, by: Caller, on_behalf_of: OrganisationKind, now: datetime
) -> None:
    """Let a place be in it no more, on behalf of the network or of the place; once more changes nothing."""
    await remember(session, by, now=now)
    await leave_networks(session, [(place, network)], now=now, by=speaking(by, on_behalf_of))
