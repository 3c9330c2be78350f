"""People who may act for an organisation, for tests of those who may not."""

from uuid import UUID

from directory_factories import NOW

from chassis.ids import new_id
from directory.tables import Mandate


async def mandate(session, organisation_id: UUID, *, kind: str = "place", role: str = "editor") -> UUID:
    """Somebody new who holds this role for it."""
    person = new_id()
    await hold(session, person, organisation_id, kind=kind, role=role)
    return person


async def hold(session, person: UUID, organisation_id: UUID, *, kind: str = "place", role: str = "editor") -> None:
    """Let this person hold this role for it."""
    row = {"person_id": person, "organisation_kind": kind, "organisation_id": organisation_id, "role": role}
    session.add(Mandate(**row, state="granted", requested_at=NOW, updated_at=NOW))
    await session.commit()
