"""What is asked of mandates before something happens."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import OrganisationKind
from directory.tables import Mandate
from identity.holdings import Held, Holdings, Organisation

IN_FORCE = Mandate.state == "granted"
OPEN = Mandate.state.in_(("requested", "granted"))


async def held(session: AsyncSession, person: UUID) -> Holdings:
    """The mandates of this person that are in force. One statement."""
    columns = (Mandate.organisation_kind, Mandate.organisation_id, Mandate.role)
    rows = await session.execute(select(*columns).where(Mandate.person_id == person, IN_FORCE))
    return Holdings.of(Held(Organisation(kind, id_), role) for kind, id_, role in rows)  # type: ignore[arg-type]


async def has_steward(session: AsyncSession, kind: OrganisationKind, organisation: UUID) -> bool:
    """Whether somebody is its steward."""
    theirs = of(Organisation(kind, organisation))
    return bool(await session.scalar(select(exists().where(theirs, Mandate.role == "steward", IN_FORCE))))


def of(organisation: Organisation) -> ColumnElement[bool]:
    """That a mandate is for this organisation."""
    return (Mandate.organisation_kind == organisation.kind) & (Mandate.organisation_id == organisation.id)


def whose(mandate: Mandate) -> Organisation:
    """The organisation that a mandate is for."""
    return Organisation(mandate.organisation_kind, mandate.organisation_id)  # type: ignore[arg-type] # checked there


class Own(NamedTuple):
    """What one person has with one organisation."""

    asked: Mandate | None
    held: Mandate | None

    @property
    def role(self) -> str | None:
        """The role that he holds."""
        return self.held.role if self.held else None


async def own(session: AsyncSession, person: UUID, organisation: Organisation) -> Own:
    """What this person has asked of, and holds for, an organisation that is held."""
    found = await _fresh(session, Mandate.person_id == person, of(organisation), OPEN)
    by_state = {mandate.state: mandate for mandate in found}
    return Own(by_state.get("requested"), by_state.get("granted"))


async def one(session: AsyncSession, mandate: UUID) -> Mandate | None:
    """This mandate as it is now."""
    return next(iter(await _fresh(session, Mandate.id == mandate)), None)


async def open_of(session: AsyncSession, condition: ColumnElement[bool]) -> list[Mandate]:
    """Those that wait or are in force, the oldest first."""
    return await _fresh(session, condition, OPEN)


async def another_steward(session: AsyncSession, mandate: Mandate) -> bool:
    """Whether somebody else is steward of the same organisation."""
    others = (of(whose(mandate)), Mandate.role == "steward", IN_FORCE, Mandate.id != mandate.id)
    return bool(await session.scalar(select(exists().where(*others))))


async def _fresh(session: AsyncSession, *conditions: Any) -> list[Mandate]:
    wanted = select(Mandate).where(*conditions).order_by(Mandate.id).execution_options(populate_existing=True)
    return list(await session.scalars(wanted))
