"""What is asked of the database about suspected duplicates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from directory.bulk import among
from directory.duplicates.rules import Candidate
from directory.tables import Place, SuspectedDuplicate

OPEN_STATES = ("draft", "published")


class Suspect(NamedTuple):
    """A pair for a person to look at."""

    score: float
    reasons: list[str]
    found_at: datetime
    a: UUID
    a_slug: str
    a_name: str
    a_commune: str | None
    b: UUID
    b_slug: str
    b_name: str
    b_commune: str | None


async def communes_of(session: AsyncSession, place_ids: Iterable[UUID]) -> set[str]:
    """Codes of the communes that these places are in."""
    codes = await session.scalars(select(Place.commune_code).where(among(Place.id, place_ids)).distinct())
    return {code for code in codes if code}


async def candidates(session: AsyncSession, communes: Iterable[str]) -> list[Candidate]:
    """The real places, open or not yet published, of these communes, and those whose commune nobody knows."""
    near = or_(among(Place.commune_code, communes), Place.commune_code.is_(None))
    columns = (Place.id, Place.name, Place.commune_code, Place.commune)
    point = (Place.latitude, Place.longitude, Place.precision, Place.website)
    found = select(*columns, *point).where(near, among(Place.state, OPEN_STATES), ~Place.demo)
    return [Candidate(*row) for row in await session.execute(found)]


class Held(NamedTuple):
    """When a pair was first suspected, and whether a person has settled it."""

    found_at: datetime
    settled: bool


HeldPairs = Mapping[tuple[UUID, UUID], Held]


async def held(session: AsyncSession, place_ids: Iterable[UUID]) -> HeldPairs:
    """Every pair that one of these places is in."""
    pair, about = SuspectedDuplicate, list(place_ids)
    columns = (pair.place_a, pair.place_b, pair.found_at, pair.settled_at.is_not(None))
    found = select(*columns).where(or_(among(pair.place_a, about), among(pair.place_b, about)))
    return {(a, b): Held(found_at, settled) for a, b, found_at, settled in await session.execute(found)}


async def unsettled(session: AsyncSession, *, limit: int | None = None) -> list[Suspect]:
    """The pairs that nobody has settled and whose places are both still open, strongest first."""
    one, other = aliased(Place), aliased(Place)
    suspected = (SuspectedDuplicate.score, SuspectedDuplicate.reasons, SuspectedDuplicate.found_at)
    columns = (*suspected, one.id, one.slug, one.name, one.commune, other.id, other.slug, other.name, other.commune)
    pairs = (
        select(*columns)
        .join(one, one.id == SuspectedDuplicate.place_a)
        .join(other, other.id == SuspectedDuplicate.place_b)
        .where(SuspectedDuplicate.settled_at.is_(None), one.state.in_(OPEN_STATES), other.state.in_(OPEN_STATES))
        .order_by(SuspectedDuplicate.score.desc(), one.name, one.id, other.id)
        .limit(limit)
    )
    return [Suspect._make(row) for row in await session.execute(pairs)]
