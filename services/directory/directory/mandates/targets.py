"""What a request about a mandate is about: its organisation, whose it is, and whether anybody answers for it."""

from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.refusals import NotFound
from contracts.directory import OrganisationKind
from directory.mandates import queries
from directory.mandates.rules import JustMoved
from directory.people.actions import remember
from directory.places import standing as places
from directory.tables import Mandate, Network, Partner, Place
from directory.targets import NOUNS, organisation_target
from directory.writing import clock
from identity.asking import Somebody
from identity.holdings import Organisation
from identity.rights import Target


@dataclass(frozen=True, kw_only=True)
class OnMandate(Target):
    """A request about a mandate, whose person is its owner."""

    mandate: Mandate


async def on_mandate(session: Session, mandate_id: UUID, _: Somebody) -> OnMandate:
    """The mandate of this id. Raises NotFound."""
    mandate = await _one(session, mandate_id)
    target = await organisation_target(session, *queries.whose(mandate))
    return OnMandate(**vars(replace(target, owner=mandate.person_id)), mandate=mandate)


async def on_held_mandate(session: Session, mandate_id: UUID, caller: Somebody) -> OnMandate:
    """The same, with its organisation held until the transaction ends: what is decided then is decided on what is so.

    The one who decides is remembered first: his erasure would hold him first too. Raises NotFound, JustMoved.
    """
    if caller.is_person:
        await remember(session, caller, now=clock())
    mandate = await _one(session, mandate_id)
    organisation = queries.whose(mandate)
    await hold(session, organisation)
    target = await on_mandate(session, mandate_id, caller)
    if target.organisation != organisation:
        raise JustMoved(f"The {organisation.kind} was merged into another one.")
    return target


async def _one(session: AsyncSession, mandate_id: UUID) -> Mandate:
    mandate = await queries.one(session, mandate_id)
    if mandate is None:
        raise NotFound(f"There is no mandate {mandate_id}.")
    return mandate


async def on_organisation(session: Session, organisation_kind: OrganisationKind, organisation_id: UUID) -> Target:
    """The organisation that the query names; a place that was merged is the one it became. Raises NotFound."""
    return await organisation_target(session, *await standing(session, organisation_kind, organisation_id))


async def standing(session: AsyncSession, kind: OrganisationKind, organisation: UUID) -> Organisation:
    """The organisation of this id by now, if the public can see it. Raises NotFound."""
    found: UUID | None = organisation
    if kind == "place":
        found = await places.standing(session, organisation)
    elif await session.scalar(select(NOUNS[kind].id).where(NOUNS[kind].id == organisation)) is None:
        found = None
    if found is None:
        raise NotFound(f"There is no {kind} {organisation}.")
    return Organisation(kind, found)


async def held_organisation(session: AsyncSession, kind: OrganisationKind, organisation: UUID) -> Organisation:
    """The same, held until the transaction ends. Raises NotFound, JustMoved."""
    found = await standing(session, kind, organisation)
    await hold(session, found)
    if await standing(session, *found) != found:
        raise JustMoved(f"The {kind} was merged into another one.")
    return found


async def hold(session: AsyncSession, organisation: Organisation) -> None:
    """Let nobody else decide about this organisation, merge it or change it, until the transaction ends."""
    noun: type[Place | Network | Partner] = NOUNS[organisation.kind]
    await session.execute(select(noun.id).where(noun.id == organisation.id).with_for_update(key_share=True))


Concerned = Annotated[Target, Depends(on_organisation)]
