"""Which known places may be the one that somebody is about to add."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import Invalid
from directory.bulk import among
from directory.duplicates import rules
from directory.duplicates.rules import Candidate
from directory.duplicates.schemas import Likeness, SimilarPlace, SimilarPlaces
from directory.tables import Place
from directory.territories.communes import Territories
from directory.territories.resolution import resolve_commune

AT_MOST = 10
ITSELF = UUID(int=0)  # the place that is not there yet


async def similar(session: AsyncSession, asked: Likeness, territories: Territories) -> SimilarPlaces:
    """The public places of this commune and its neighbours that are called alike. Raises Invalid for no commune."""
    commune = resolve_commune(territories, code=asked.commune_code).commune
    if commune is None:
        wrong = {"parameter": "commune_code", "detail": "There is no such commune, past or present."}
        raise Invalid("There is no such commune.", errors=[wrong])
    new = Candidate(ITSELF, asked.name, commune.code, commune.name, None, None, None, None)
    around = {commune.code, *territories.neighbours(commune.code)}
    point = (Place.latitude, Place.longitude, Place.precision, Place.website)
    wanted = select(Place.id, Place.name, Place.commune_code, Place.commune, *point, Place.slug, Place.state)
    public = Place.state.in_(("published", "closed"))
    found = []
    for *values, slug, state in await session.execute(wanted.where(among(Place.commune_code, around), public)):
        known = Candidate(*values)
        suspicion = rules.compared(new, known, neighbours=territories.neighbours)
        if suspicion:
            found.append(_shown(known, slug, state, suspicion))
    return SimilarPlaces(items=sorted(found, key=lambda one: (-one.score, one.name, one.id))[:AT_MOST])


def _shown(known: Candidate, slug: str, state: str, suspicion: rules.Suspicion) -> SimilarPlace:
    return SimilarPlace.model_validate(
        {
            "id": known.id,
            "slug": slug,
            "name": known.name,
            "commune": known.commune,
            "state": state,
            "score": suspicion.score,
            "reasons": list(suspicion.reasons),
        }
    )
