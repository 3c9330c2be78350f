"""What happens to usages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from directory.schemas import Source
from directory.usages.schemas import UsageDraft


async def declare_usages(
    session: AsyncSession, drafts: Sequence[UsageDraft], *, source: Source, now: datetime
) -> list[UUID]:
    """Declare or complete usages by (place, tool); the id of each, in the drafts' order."""
    raise NotImplementedError


async def withdraw_usages(session: AsyncSession, usage_ids: Iterable[UUID], *, now: datetime) -> int:
    """Withdraw declared usages; the number that were declared."""
    raise NotImplementedError
