"""What happens to networks."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import NetworkChanged
from directory import catalogue
from directory.catalogue import Row, mention
from directory.networks import rules
from directory.networks.schemas import NetworkAddition, NetworkDraft, NetworkEdit
from directory.people.actions import remember
from directory.places import queries as places
from directory.places.documents import republish
from directory.schemas import Source, partly, whole
from directory.tables import Network
from directory.writing import Check
from identity.caller import Caller

RENDER = catalogue.facts_of(NetworkChanged)


async def save_networks(
    session: AsyncSession, drafts: Sequence[NetworkDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change networks by slug; the id of each slug. Members show a new name at once."""
    rows = [whole(draft) for draft in drafts]
    outcome = await catalogue.save(session, Network, rows, render=RENDER, source=source, now=now)
    await _show_members(session, outcome.renamed, now)
    return outcome.ids


async def add_network(session: AsyncSession, said: NetworkAddition, *, by: Caller, now: datetime) -> Row:
    """Create a network. Raises Invalid or NameTaken."""
    await remember(session, by, now=now)
    row = whole(said)
    row["region"] = rules.region_of(row)
    return await catalogue.add(session, Network, row, render=RENDER, now=now)


async def edit_network(
    session: AsyncSession, network: UUID, said: NetworkEdit, *, by: Caller, check: Check, now: datetime
) -> Row:
    """Change what is said anew of a network. Members show a new name at once. Raises Invalid or NameTaken."""
    await remember(session, by, now=now)
    before = await catalogue.opened(session, Network, network, check)
    changes = partly(said)
    changes["region"] = rules.region_of(before | changes)
    after = await catalogue.edit(session, Network, before, changes, render=RENDER, now=now)
    await _show_members(session, [network] if mention(after) != mention(before) else [], now)
    return after


async def _show_members(session: AsyncSession, renamed: Collection[UUID], now: datetime) -> None:
    """Let the places in these networks show their new name."""
    if renamed:
        members = await places.members(session, renamed)
        await republish(session, await places.locked(session, members), now=now)
