"""What happens to suspicions."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import upsert
from directory.duplicates import queries, rules
from directory.tables import SuspectedDuplicate
from directory.territories.communes import Territories

DELETED_AT_ONCE = 10_000  # pairs: PostgreSQL takes 32 767 parameters from asyncpg


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
    held = await queries.held(session, about)
    await upsert(session, SuspectedDuplicate, [_row(one, held, now) for one in found])
    still = {(one.a, one.b) for one in found}
    await _forget(session, [pair for pair, one in held.items() if not one.settled and pair not in still])
    return len(found)


def _row(one: rules.Suspicion, held: queries.HeldPairs, now: datetime) -> dict[str, object]:
    known = held.get((one.a, one.b))
    return {
        "place_a": one.a,
        "place_b": one.b,
        "score": one.score,
        "reasons": list(one.reasons),
        "found_at": known.found_at if known else now,
    }


async def _forget(session: AsyncSession, pairs: list[tuple[UUID, UUID]]) -> None:
    pair = tuple_(SuspectedDuplicate.place_a, SuspectedDuplicate.place_b)
    for start in range(0, len(pairs), DELETED_AT_ONCE):
        await session.execute(delete(SuspectedDuplicate).where(pair.in_(pairs[start : start + DELETED_AT_ONCE])))
