"""What happens to suspicions."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import among
from directory.duplicates import queries, rules
from directory.tables import SuspectedDuplicate
from directory.territories.communes import Territories

ROWS = 5_000  # per statement: PostgreSQL takes 65 535 parameters, a suspicion has 5


async def suspect_duplicates(
    session: AsyncSession, place_ids: Collection[UUID], *, territories: Territories, now: datetime
) -> int:
    """Look for what may be the same as these places, and keep it for a person; the number of pairs found.

    What a person has settled stays settled; what is no longer suspected is forgotten.
    """
    about = frozenset(place_ids)
    communes = await queries.communes_of(session, about)
    around = communes.union(*(territories.neighbours(code) for code in communes))
    places = await queries.candidates(session, around)
    found = rules.suspicions(places, neighbours=territories.neighbours, about=about)
    await _forget(session, about, {(one.a, one.b) for one in found})
    for start in range(0, len(found), ROWS):
        await _keep(session, found[start : start + ROWS], now)
    return len(found)


async def _forget(session: AsyncSession, about: Collection[UUID], found: AbstractSet[tuple[UUID, UUID]]) -> None:
    """Drop the pairs of these places that nobody settled and that are suspected no longer."""
    pair = SuspectedDuplicate
    concerned = or_(among(pair.place_a, about), among(pair.place_b, about))
    held = await session.execute(select(pair.place_a, pair.place_b).where(concerned, pair.settled_at.is_(None)))
    gone = sorted({(a, b) for a, b in held} - found)
    for start in range(0, len(gone), ROWS):
        await session.execute(delete(pair).where(tuple_(pair.place_a, pair.place_b).in_(gone[start : start + ROWS])))


async def _keep(session: AsyncSession, found: Collection[rules.Suspicion], now: datetime) -> None:
    rows = [
        {"place_a": one.a, "place_b": one.b, "score": one.score, "reasons": list(one.reasons), "found_at": now}
        for one in found
    ]
    statement = insert(SuspectedDuplicate).values(rows)
    renewed = {name: statement.excluded[name] for name in ("score", "reasons")}
    await session.execute(statement.on_conflict_do_update(index_elements=["place_a", "place_b"], set_=renewed))
