"""What somebody marked, as it is read."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from directory.favourites.schemas import Favourite as Shown
from directory.favourites.schemas import FavouriteKind
from directory.tables import Favourite, Network, Partner, Place, Tool

Kept = aliased(Place)
NOUNS = (Kept, Place, Network, Tool, Partner)  # a merged place shows the one it became


async def favourites(session: AsyncSession, person: UUID) -> list[Shown]:
    """All that somebody marked, each once, the latest first. One statement."""
    names = [func.coalesce(*(getattr(noun, name) for noun in NOUNS)).label(name) for name in ("id", "slug", "name")]
    wanted = (
        select(Favourite.kind, Favourite.since, *names)
        .outerjoin(Place, and_(_is("place", Place), Place.state != "draft"))
        .outerjoin(Kept, Kept.id == Place.merged_into)
        .outerjoin(Network, _is("network", Network))
        .outerjoin(Tool, _is("tool", Tool))
        .outerjoin(Partner, _is("partner", Partner))
        .where(Favourite.person_id == person, names[0].element.is_not(None))
        .order_by(Favourite.since, names[0])
    )
    first: dict[tuple[str, UUID], Shown] = {}
    for row in (await session.execute(wanted)).mappings():
        first.setdefault((row["kind"], row["id"]), Shown.model_validate(dict(row)))
    return list(reversed(first.values()))


def _is(kind: FavouriteKind, noun: Any) -> ColumnElement[bool]:
    """That a favourite is this one."""
    return and_(Favourite.kind == kind, Favourite.subject_id == noun.id)
