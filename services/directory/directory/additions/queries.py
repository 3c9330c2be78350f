"""What is asked about additions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from contracts.directory import NetworkMention
from directory.bulk import among
from directory.mandates.queries import IN_FORCE
from directory.tables import Addition, Confirmation, Mandate, Network, Person, Place
from identity.caller import Caller
from identity.holdings import Holdings

AT_MOST = 200  # shown to one person: who has more to do than that begins with the oldest

HOW_MANY = select(func.count()).where(Confirmation.place_id == Addition.place_id).scalar_subquery()
PLACE = (Place.id, Place.slug, Place.name, Place.commune)


async def locked(session: AsyncSession, place: UUID) -> Addition | None:
    """The addition of this place, ours until the transaction ends."""
    wanted = select(Addition).where(Addition.place_id == place).with_for_update()
    return await session.scalar(wanted.execution_options(populate_existing=True))


async def regional(session: AsyncSession, region: str | None) -> frozenset[UUID]:
    """The networks of the places of this région."""
    if region is None:
        return frozenset()
    return frozenset(
        await session.scalars(select(Network.id).where(Network.kind == "regional", Network.region_code == region))
    )


async def independent_places(session: AsyncSession, steward: UUID, addition: Addition) -> frozenset[UUID]:
    """The open places that he is steward of, without the added one and those that the adder acts for."""
    found = await session.scalars(
        select(Mandate.organisation_id)
        .join(Place, Place.id == Mandate.organisation_id)
        .where(_steward_apart(steward, addition.added_by), Place.state == "published")
    )
    return frozenset(found) - {addition.place_id}


def _steward_apart(steward: UUID, adder: Any) -> ColumnElement[bool]:
    """That a mandate makes him steward of a place that the adder does not act for."""
    theirs = aliased(Mandate)
    shared = exists().where(
        theirs.organisation_kind == "place",
        theirs.organisation_id == Mandate.organisation_id,
        theirs.person_id == adder,
        theirs.state == "granted",
    )
    held = (Mandate.person_id == steward, Mandate.organisation_kind == "place", Mandate.role == "steward", IN_FORCE)
    return func.coalesce(held[0] & held[1] & held[2] & held[3] & ~shared, False)


async def confirmations(session: AsyncSession, place: UUID) -> Sequence[Any]:
    """Who confirmed this place, the first first, by name."""
    wanted = (
        select(Confirmation, Person.name)
        .outerjoin(Person, Person.id == Confirmation.person_id)
        .where(Confirmation.place_id == place)
        .order_by(Confirmation.at, Confirmation.person_id)
    )
    return (await session.execute(wanted)).all()


async def waiting_for(session: AsyncSession, caller: Caller, holdings: Holdings) -> Sequence[Any]:
    """The additions that the caller may confirm and has not, the oldest first."""
    own = exists().where(Confirmation.place_id == Addition.place_id, Confirmation.person_id == caller.id)
    wanted = (
        select(*PLACE, Addition.added_at, Addition.word, HOW_MANY.label("confirmations"), Person.name.label("adder"))
        .join(Place, Place.id == Addition.place_id)
        .outerjoin(Person, Person.id == Addition.added_by)
        .where(Addition.outcome.is_(None), ~own)
        .order_by(Addition.added_at, Addition.place_id)
        .limit(AT_MOST)
    )
    if not caller.moderates:
        wanted = wanted.where(or_(*_concerned(caller, holdings)))
    return (await session.execute(wanted)).all()


def _concerned(caller: Caller, holdings: Holdings) -> list[ColumnElement[bool]]:
    """That an addition is for one of his networks, or one that the steward of another place may confirm."""
    managed = list(holdings.where("editor", "network"))
    regions = select(Network.region_code).where(Network.kind == "regional", among(Network.id, managed))
    apart = exists().where(_steward_apart(caller.id, Addition.added_by))
    return [
        Addition.networks.bool_op("&&")(bindparam(None, managed, type_=ARRAY(Uuid))),
        Place.region_code.in_(regions),
        apart & Addition.added_by.is_distinct_from(caller.id),
    ]


async def added_by(session: AsyncSession, person: UUID) -> Sequence[Any]:
    """The additions of this person, the latest first."""
    wanted = (
        select(*PLACE, Addition, HOW_MANY.label("confirmations"))
        .join(Place, Place.id == Addition.place_id)
        .where(Addition.added_by == person)
        .order_by(Addition.added_at.desc(), Addition.place_id)
        .limit(AT_MOST)
    )
    return (await session.execute(wanted)).all()


async def waiting_of(session: AsyncSession, person: UUID) -> int:
    """How many additions of this person wait."""
    mine = (Addition.added_by == person, Addition.outcome.is_(None))
    return await session.scalar(select(func.count()).select_from(Addition).where(*mine)) or 0


async def mentions(session: AsyncSession, networks: Sequence[UUID]) -> list[NetworkMention]:
    """These networks, as they are shown, by name."""
    columns = [getattr(Network, name) for name in NetworkMention.model_fields]
    found = await session.execute(
        select(*columns).where(among(Network.id, networks)).order_by(Network.name, Network.id)
    )
    return [NetworkMention.model_validate(dict(row)) for row in found.mappings()]


async def name_of(session: AsyncSession, person: UUID | None) -> str | None:
    """What this person is called."""
    return await session.scalar(select(Person.name).where(Person.id == person)) if person else None
