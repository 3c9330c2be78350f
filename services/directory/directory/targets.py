"""What a request is about, as far as rights go: the dependencies that routes hand to ``may``."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.refusals import NotFound
from contracts.directory import OrganisationKind
from directory.mandates.queries import has_steward
from directory.reading import REFERENCE, as_id
from directory.tables import Membership, Network, Partner, Place, Tool
from identity.holdings import Organisation
from identity.rights import Target

NOUNS: dict[OrganisationKind, type[Place] | type[Network] | type[Partner]] = {
    "place": Place,
    "network": Network,
    "partner": Partner,
}


async def on_place(session: Session, reference: str) -> Target:
    """The place of this slug or id that the public can see. Raises NotFound; a draft is not there."""
    return await place_target(session, await public_place(session, reference))


async def on_network(session: Session, reference: str) -> Target:
    """The network of this slug or id. Raises NotFound."""
    return Target(Organisation("network", await _one(session, select(Network.id), Network, reference)))


async def on_partner(session: Session, reference: str) -> Target:
    """The partner of this slug or id. Raises NotFound."""
    return Target(Organisation("partner", await _one(session, select(Partner.id), Partner, reference)))


async def on_tool(session: Session, reference: str) -> Target:
    """The maker of the tool of this slug or id: whoever speaks for it speaks for the tool. Raises NotFound."""
    tool = await _one(session, select(Tool.id), Tool, reference)
    maker = await session.scalar(select(Tool.maker_id).where(Tool.id == tool))
    return Target(Organisation("partner", maker) if maker else None)


async def public_place(session: Session, reference: str) -> UUID:
    """The id of the place of this slug or id that the public can see. Raises NotFound; a draft is not there."""
    return await _one(session, select(Place.id).where(Place.state != "draft"), Place, reference)


async def place_target(session: AsyncSession, place: UUID) -> Target:
    """A place with its networks, and whether anybody is its steward."""
    networks = await session.scalars(select(Membership.network_id).where(Membership.place_id == place))
    steward = await has_steward(session, "place", place)
    return Target(Organisation("place", place), frozenset(networks), steward)


async def organisation_target(session: AsyncSession, kind: OrganisationKind, organisation: UUID) -> Target:
    """An organisation by its kind and id. Raises NotFound."""
    noun = NOUNS[kind]
    if await session.get(noun, organisation) is None:
        raise NotFound(f"There is no {kind} {organisation}.")
    if kind == "place":
        return await place_target(session, organisation)
    return Target(Organisation(kind, organisation), has_steward=await has_steward(session, kind, organisation))


async def _one(session: AsyncSession, wanted: Select[UUID], noun: Any, reference: str) -> UUID:
    """The id of a noun by its slug or id. Raises NotFound."""
    known = as_id(reference)
    condition = noun.id == known if known else noun.slug == reference
    found = await session.scalar(wanted.where(condition)) if REFERENCE.fullmatch(reference) else None
    if found is None:
        raise NotFound(f"There is no {noun.__tablename__} {reference!r}.")
    return found
