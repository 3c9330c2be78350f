"""What happens to networks."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from directory.networks.schemas import NetworkDraft
from directory.schemas import Source


async def save_networks(
    session: AsyncSession, drafts: Sequence[NetworkDraft], *, source: Source, now: datetime
) -> dict[str, UUID]:
    """Create or change networks by slug; the id of each slug."""
    raise NotImplementedError
