"""What is asked of mandates before something happens."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import OrganisationKind
from directory.tables import Mandate
from identity.holdings import Held, Holdings, Organisation

IN_FORCE = Mandate.state == "granted"


async def held(session: AsyncSession, person: UUID) -> Holdings:
    """The mandates of this person that are in force. One statement."""
    columns = (Mandate.organisation_kind, Mandate.organisation_id, Mandate.role)
    rows = await session.execute(select(*columns).where(Mandate.person_id == person, IN_FORCE))
    return Holdings.of(Held(Organisation(kind, id_), role) for kind, id_, role in rows)  # type: ignore[arg-type]


async def has_steward(session: AsyncSession, kind: OrganisationKind, organisation: UUID) -> bool:
    """Whether somebody is its steward."""
    theirs = (Mandate.organisation_kind == kind, Mandate.organisation_id == organisation, Mandate.role == "steward")
    return bool(await session.scalar(select(exists().where(*theirs, IN_FORCE))))
