"""What happens to partners."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import PartnerChanged
from directory import catalogue
from directory.bulk import among
from directory.catalogue import Row, mention
from directory.partners.schemas import PartnerAddition, PartnerDraft, PartnerEdit
from directory.people.actions import remember
from directory.schemas import Source, partly, whole
from directory.tables import Partner, Tool
from directory.tools import documents as tools
from directory.writing import Check
from identity.caller import Caller

RENDER = catalogue.facts_of(PartnerChanged)


async def save_partners(
    session: AsyncSession, drafts: Sequence[PartnerDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change partners by slug; the id of each slug. The tools a partner makes show its new name at once."""
    rows = [whole(draft) for draft in drafts]
    outcome = await catalogue.save(session, Partner, rows, render=RENDER, source=source, now=now)
    await _show_tools(session, outcome.renamed, now)
    return outcome.ids


async def add_partner(session: AsyncSession, said: PartnerAddition, *, by: Caller, now: datetime) -> Row:
    """Create a partner. Raises NameTaken."""
    await remember(session, by, now=now)
    return await catalogue.add(session, Partner, whole(said), render=RENDER, now=now)


async def edit_partner(
    session: AsyncSession, partner: UUID, said: PartnerEdit, *, by: Caller, check: Check, now: datetime
) -> Row:
    """Change what is said anew of a partner. The tools it makes show its new name at once. Raises NameTaken."""
    await remember(session, by, now=now)
    before = await catalogue.opened(session, Partner, partner, check)
    after = await catalogue.edit(session, Partner, before, partly(said), render=RENDER, now=now)
    await _show_tools(session, [partner] if mention(after) != mention(before) else [], now)
    return after


async def _show_tools(session: AsyncSession, renamed: Collection[UUID], now: datetime) -> None:
    """Let the tools of these partners show their maker's new name."""
    if renamed:
        await tools.republish(session, among(Tool.maker_id, renamed), now=now)
