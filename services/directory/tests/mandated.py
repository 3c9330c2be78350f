"""People who may act for an organisation, for tests of those who may not."""

from uuid import UUID

import acting

from chassis.ids import new_id


async def mandate(session, organisation_id: UUID, *, kind: str = "place", role: str = "editor") -> UUID:
    """Somebody new who holds this role for it."""
    person = new_id()
    await hold(session, person, organisation_id, kind=kind, role=role)
    return person


async def hold(session, person: UUID, organisation_id: UUID, *, kind: str = "place", role: str = "editor") -> None:
    """Let this person hold this role for it."""
    session.add(acting.mandate(person, role, kind, organisation_id))
    await session.commit()
