"""What happens to mandates."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.outbox import emit
from contracts.directory import MandateGranted
from directory.tables import Mandate, MandateStep


async def grant_founder(session: AsyncSession, place_id: UUID, person_id: UUID, *, now: datetime) -> None:
    """Let who added a place be its steward."""
    mandate = {"id": new_id(), "organisation_kind": "place", "organisation_id": place_id, "role": "steward"}
    times = {"requested_at": now, "decided_at": now, "updated_at": now}
    session.add(Mandate(**mandate, person_id=person_id, state="granted", revision=1, **times))
    await session.flush()
    session.add(MandateStep(mandate_id=mandate["id"], at=now, action="granted", role="steward", by=person_id))
    fact = mandate | {"person": person_id, "state": "granted", "revision": 1, "updated_at": now}
    await emit(session, MandateGranted.model_validate(fact))
