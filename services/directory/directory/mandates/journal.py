"""Each step of a mandate: kept with who, when and why, and told to others where it changes what may be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.outbox import emit
from contracts.directory import MandateGranted, MandateRevoked
from directory.tables import Mandate, MandateStep
from identity.holdings import Organisation

Action = Literal[
    "requested", "granted", "refused", "withdrawn", "revoked", "resigned", "named",
    "changed",  # another role
    "transferred", "received",  # the two ends of a handover
    "accepted",  # an invitation
    "founded",  # whoever added a place
    "replaced",  # by a higher role of the same person
    "moved", "moved_back",  # with a merged place
    "erased",  # with the person
    "without_successor",  # nobody is steward from now on
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What is noted of a change besides the change itself; ``by``: whose deed it is."""

    action: Action
    by: UUID | None
    at: datetime
    reason: str | None = None


async def begin(
    session: AsyncSession,
    organisation: Organisation,
    person: UUID,
    role: str,
    step: Step,
    *,
    state: Literal["requested", "granted"],
    **more: Any,
) -> Mandate:
    """A new mandate, asked for or in force."""
    mandate = Mandate(
        id=new_id(),
        revision=0,
        person_id=person,
        organisation_kind=organisation.kind,
        organisation_id=organisation.id,
        role=role,
        state=state,
        requested_at=step.at,
    )
    session.add(mandate)
    await change(session, mandate, step, **more)
    return mandate


async def change(session: AsyncSession, mandate: Mandate, step: Step, **changes: Any) -> None:
    """The next revision of a mandate; its fact leaves if it is in force, or was."""
    in_force = mandate.state == "granted" and mandate.revision > 0
    for name, value in changes.items():
        setattr(mandate, name, value)
    mandate.revision += 1
    mandate.updated_at = step.at
    await session.flush()
    await log(session, mandate, step)
    if in_force or mandate.state == "granted":
        await emit(session, fact_of(mandate))


async def log(session: AsyncSession, mandate: Mandate, step: Step) -> None:
    """Keep a step beside the ones that changes leave."""
    session.add(
        MandateStep(
            id=new_id(),
            mandate_id=mandate.id,
            at=step.at,
            action=step.action,
            role=mandate.role,
            by=step.by,
            reason=step.reason,
        )
    )
    await session.flush()


def fact_of(mandate: Mandate) -> MandateGranted | MandateRevoked:
    """What other services learn of a mandate."""
    kind = MandateGranted if mandate.state == "granted" else MandateRevoked
    known = {name: getattr(mandate, name) for name in ("id", "revision", "role", "updated_at")}
    whose = {"person": mandate.person_id, "state": kind.__name__.removeprefix("Mandate").lower()}
    where = {"organisation_kind": mandate.organisation_kind, "organisation_id": mandate.organisation_id}
    return kind.model_validate(known | whose | where)
