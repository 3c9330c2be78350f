"""What happens to places; each action takes many at once, in a number of SQL statements that does not grow."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from directory.places.schemas import PlaceDraft, Saved
from directory.schemas import Source


async def save_places(
    session: AsyncSession, drafts: Sequence[PlaceDraft], *, source: Source, now: datetime
) -> list[Saved]:
    """Create or change places by (source, external_id); one ``Saved`` per draft, in their order."""
    raise NotImplementedError


async def join_networks(session: AsyncSession, pairs: Iterable[tuple[UUID, UUID]], *, now: datetime) -> int:
    """Let places join networks: (place, network) pairs; the number of memberships that are new."""
    raise NotImplementedError


async def close_places(session: AsyncSession, place_ids: Iterable[UUID], *, source: Source, now: datetime) -> int:
    """Close published places; the number that were open."""
    raise NotImplementedError
