"""What happens to partners."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import PartnerChanged
from directory import catalogue
from directory.bulk import among
from directory.partners.schemas import PartnerDraft
from directory.schemas import Source, whole
from directory.tables import Partner, Tool
from directory.tools import documents as tools


async def save_partners(
    session: AsyncSession, drafts: Sequence[PartnerDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change partners by slug; the id of each slug. The tools a partner makes show its new name at once."""
    rows = [whole(draft) for draft in drafts]
    render = catalogue.facts_of(PartnerChanged)
    outcome = await catalogue.save(session, Partner, rows, render=render, source=source, now=now)
    if outcome.renamed:
        await tools.republish(session, among(Tool.maker_id, outcome.renamed), now=now)
    return outcome.ids
