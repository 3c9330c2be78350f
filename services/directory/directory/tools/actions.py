"""What happens to tools."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from directory.schemas import Source
from directory.tools.schemas import ToolDraft


async def save_tools(
    session: AsyncSession, drafts: Sequence[ToolDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change tools by slug; the id of each slug."""
    raise NotImplementedError
