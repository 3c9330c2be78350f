"""What happens to partners."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from directory.partners.schemas import PartnerDraft
from directory.schemas import Source


async def save_partners(
    session: AsyncSession, drafts: Sequence[PartnerDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change partners by slug; the id of each slug."""
    raise NotImplementedError
