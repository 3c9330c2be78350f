"""What happens to networks."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import NetworkChanged
from directory import catalogue
from directory.networks.schemas import NetworkDraft
from directory.places import queries as places
from directory.places.documents import republish
from directory.schemas import Source, whole
from directory.tables import Network


async def save_networks(
    session: AsyncSession, drafts: Sequence[NetworkDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change networks by slug; the id of each slug. Members show a new name at once."""
    rows = [whole(draft) for draft in drafts]
    render = catalogue.facts_of(NetworkChanged)
    outcome = await catalogue.save(session, Network, rows, render=render, source=source, now=now)
    if outcome.renamed:
        members = await places.members(session, outcome.renamed)
        await republish(session, await places.locked(session, members), now=now)
    return outcome.ids
