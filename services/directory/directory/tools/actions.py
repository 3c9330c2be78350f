"""What happens to tools."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import MakerMention
from directory import catalogue
from directory.bulk import among
from directory.schemas import Source, whole
from directory.tables import Tool, Usage
from directory.tools import documents
from directory.tools.schemas import ToolDraft
from directory.usages import documents as usages


async def save_tools(
    session: AsyncSession, drafts: Sequence[ToolDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change tools by slug; the id of each slug. Usages show a new name at once. Raises UnknownMaker."""
    makers = await documents.makers(session, {draft.maker for draft in drafts if draft.maker})
    rows = [_row(draft, makers) for draft in drafts]
    render = documents.rendered(makers.values())
    outcome = await catalogue.save(session, Tool, rows, render=render, source=source, now=now)
    if outcome.renamed:
        await usages.republish(session, among(Usage.tool_id, outcome.renamed), now=now)
    return outcome.ids


def _row(draft: ToolDraft, makers: dict[str, MakerMention]) -> dict[str, Any]:
    row = whole(draft)
    maker = row.pop("maker")
    return row | {"maker_id": makers[maker].id if maker else None}
