"""What a request is about, as far as rights go: the dependencies that routes hand to ``may``."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.refusals import NotFound
from contracts.directory import OrganisationKind
from directory.mandates.queries import has_steward, held
from directory.merges.queries import the_merge
from directory.places.standing import STANDS
from directory.reading import REFERENCE, as_id
from directory.tables import Membership, Network, Partner, Place, Tool
from directory.testimonials.queries import place_of
from directory.tools import documents as tools
from directory.tools.schemas import ToolAddition
from identity.asking import Somebody
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


async def standing_place(session: Session, reference: str) -> UUID:
    """The place that the one of this slug or id is by now. Raises NotFound; a draft is not there."""
    return await _one(session, select(STANDS).where(Place.state != "draft"), Place, reference)


async def other_place(session: Session, other: str) -> UUID:
    """The same for the second place that a request speaks of."""
    return await standing_place(session, other)


async def member_place(session: Session, place: str) -> UUID:
    """The same for a place that a request names besides a network."""
    return await standing_place(session, place)


async def on_standing_place(session: Session, place: Annotated[UUID, Depends(standing_place)]) -> Target:
    """The place that the one of this slug or id is by now: who speaks for it speaks under its old addresses as well."""
    return await place_target(session, place)


async def on_network(session: Session, reference: str) -> Target:
    """The network of this slug or id. Raises NotFound."""
    return Target(Organisation("network", await _one(session, select(Network.id), Network, reference)))


async def on_partner(session: Session, reference: str) -> Target:
    """The partner of this slug or id. Raises NotFound."""
    return Target(Organisation("partner", await _one(session, select(Partner.id), Partner, reference)))


async def the_tool(session: Session, reference: str) -> UUID:
    """The id of the tool of this slug or id. Raises NotFound."""
    return await _one(session, select(Tool.id), Tool, reference)


async def named_tool(session: Session, tool: str) -> UUID:
    """The same for a tool that a request names besides a place."""
    return await the_tool(session, tool)


async def on_tool(session: Session, tool: Annotated[UUID, Depends(the_tool)]) -> Target:
    """The maker of the tool of this slug or id: whoever speaks for it speaks for the tool. Raises NotFound."""
    return made_by(await session.scalar(select(Tool.maker_id).where(Tool.id == tool)))


async def on_maker(session: Session, said: ToolAddition) -> Target:
    """The maker of a tool that is not there yet, by its slug. Raises UnknownMaker."""
    makers = await tools.makers(session, [said.maker] if said.maker else [])
    return made_by(makers[said.maker].id if said.maker else None)


def made_by(maker: UUID | None) -> Target:
    """A tool of this maker. One that nobody makes is of no organisation."""
    return Target(Organisation("partner", maker) if maker else None)


async def on_testimonial(session: Session, testimonial: UUID) -> Target:
    """The place that a testimonial is about by now, and its author. Raises NotFound."""
    about = await place_of(session, testimonial)
    if about is None:
        raise NotFound(f"There is no testimonial {testimonial}.")
    place, author = about
    return replace(await place_target(session, place), owner=author)


async def on_merge(session: Session, merge: UUID) -> Target:
    """The place that a merge took away. Raises NotFound."""
    return await place_target(session, (await the_merge(session, merge)).gone_id)


async def on_membership(
    session: Session,
    caller: Somebody,
    network: Annotated[Target, Depends(on_network)],
    place: Annotated[UUID, Depends(member_place)],
) -> Target:
    """Who ends a membership: the place, where its steward asks; else the network. Raises NotFound."""
    member = Organisation("place", place)
    leaves = (await held(session, caller.id)).holds(member, "steward")
    return Target(member) if leaves else network


def organisation_of(target: Target) -> Organisation:
    """The organisation that a request is about."""
    assert target.organisation is not None
    return target.organisation


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
