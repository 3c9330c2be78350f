"""What a request about a correction is about."""

from uuid import UUID

from sqlalchemy import select

from chassis.database import Session
from chassis.refusals import NotFound
from directory.tables import Correction
from directory.targets import place_target
from identity.rights import Target


async def place_of(session: Session, correction_id: UUID) -> UUID:
    """The place that this correction is about. Raises NotFound."""
    place = await session.scalar(select(Correction.place_id).where(Correction.id == correction_id))
    if place is None:
        raise NotFound(f"There is no correction {correction_id}.")
    return place


async def on_correction(session: Session, correction_id: UUID) -> Target:
    """The place that this correction is about; its owner is who proposed it. Raises NotFound."""
    target = await place_target(session, await place_of(session, correction_id))
    owner = await session.scalar(select(Correction.proposed_by).where(Correction.id == correction_id))
    return Target(target.organisation, target.networks, target.has_steward, owner)
