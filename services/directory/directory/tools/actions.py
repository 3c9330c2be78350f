"""What happens to tools."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import MakerMention
from directory import catalogue
from directory.bulk import among
from directory.catalogue import Row, mention
from directory.people.actions import remember
from directory.schemas import Source, partly, whole
from directory.tables import Tool, Usage
from directory.tools import documents
from directory.tools.schemas import ToolAddition, ToolDraft, ToolEdit
from directory.usages import documents as usages
from directory.writing import Check
from identity.caller import Caller

Makers = dict[str, MakerMention]  # by slug


async def save_tools(
    session: AsyncSession, drafts: Sequence[ToolDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change tools by slug; the id of each slug. Usages show a new name at once. Raises UnknownMaker."""
    makers = await documents.makers(session, {draft.maker for draft in drafts if draft.maker})
    rows = [_made(whole(draft), makers) for draft in drafts]
    render = documents.rendered(makers.values())
    outcome = await catalogue.save(session, Tool, rows, render=render, source=source, now=now)
    await _show_usages(session, outcome.renamed, now)
    return outcome.ids


async def add_tool(session: AsyncSession, said: ToolAddition, *, by: Caller, now: datetime) -> Row:
    """Create a tool. Raises UnknownMaker or NameTaken."""
    await remember(session, by, now=now)
    makers = await documents.makers(session, {said.maker} if said.maker else ())
    render = documents.rendered(makers.values())
    return await catalogue.add(session, Tool, _made(whole(said), makers), render=render, now=now)


async def edit_tool(
    session: AsyncSession, tool: UUID, said: ToolEdit, *, by: Caller, check: Check, now: datetime
) -> Row:
    """Change what is said anew of a tool. Usages show a new name at once. Raises UnknownMaker or NameTaken."""
    await remember(session, by, now=now)
    before = await catalogue.opened(session, Tool, tool, check)
    makers = await documents.makers(session, {said.maker} if said.maker else ())
    changes = _made(partly(said), makers)
    known = (
        await documents.makers_by_id(session, {before["maker_id"]}) if "maker_id" not in changes else makers.values()
    )
    after = await catalogue.edit(session, Tool, before, changes, render=documents.rendered(known), now=now)
    await _show_usages(session, [tool] if mention(after) != mention(before) else [], now)
    return after


def _made(row: dict[str, Any], makers: Makers) -> Row:
    """The row of a tool with its maker's id for its slug."""
    if "maker" in row:
        maker = row.pop("maker")
        row["maker_id"] = makers[maker].id if maker else None
    return row


async def _show_usages(session: AsyncSession, renamed: Collection[UUID], now: datetime) -> None:
    """Let the usages of these tools show their new name."""
    if renamed:
        await usages.republish(session, among(Usage.tool_id, renamed), now=now)
