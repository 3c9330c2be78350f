"""What is asked of places before something happens to them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import GivenBy
from directory.bulk import among
from directory.places.naming import slug_families
from directory.places.rules import OWN, Statement, Word
from directory.tables import SLUG_FAMILY, Membership, Place, PlaceOrigin

RESERVED = ("nouveau",)  # /lieux/nouveau is where one adds a place

Row = dict[str, Any]
Heard = dict[UUID, dict[tuple[str, str], Statement]]  # place -> (source, external id) -> statement


class Origin(NamedTuple):
    """The place that a row of a source became, and that row's fingerprint (none while it was never heard)."""

    place_id: UUID
    row_hash: str | None


async def origins(session: AsyncSession, source: str, external_ids: Iterable[str]) -> dict[str, Origin]:
    """The known ones among the rows of a source."""
    found = await session.execute(
        select(PlaceOrigin.external_id, PlaceOrigin.place_id, PlaceOrigin.row_hash).where(
            PlaceOrigin.source == source, among(PlaceOrigin.external_id, external_ids)
        )
    )
    return {external_id: Origin(place_id, row_hash) for external_id, place_id, row_hash in found}


async def statements(session: AsyncSession, place_ids: Iterable[UUID]) -> Heard:
    """All that sources have said of these places, in their order; an empty entry for one that nobody spoke of."""
    heard: Heard = {place_id: {} for place_id in place_ids}
    for one in await session.scalars(select(PlaceOrigin).where(among(PlaceOrigin.place_id, heard))):
        words = {field: Word(value, date.fromisoformat(day)) for field, (value, day) in one.said.items()}
        own = one.source == OWN and one.external_id == str(one.place_id)
        statement = Statement(one.source, one.external_id, cast("GivenBy", one.given_by), words, own)
        heard[one.place_id][one.source, one.external_id] = statement
    return heard


async def locked(session: AsyncSession, place_ids: Iterable[UUID]) -> list[Row]:
    """The rows of these places, ours until the transaction ends: whoever changes what is read of a place holds it.

    They are always locked in the same order, and so that others may still refer to them.
    """
    wanted = (
        select(Place.__table__)
        .where(among(Place.id, set(place_ids)))
        .order_by(Place.id)
        .with_for_update(key_share=True)
    )
    return [dict(row) for row in (await session.execute(wanted)).mappings()]


async def members(session: AsyncSession, network_ids: Iterable[UUID]) -> set[UUID]:
    """The places in any of these networks."""
    return set(await session.scalars(select(Membership.place_id).where(among(Membership.network_id, network_ids))))


async def memberships(session: AsyncSession, place_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """The (place, network) pairs of these places."""
    wanted = select(Membership.place_id, Membership.network_id).where(among(Membership.place_id, place_ids))
    return {(place_id, network_id) for place_id, network_id in await session.execute(wanted)}


async def slugs_taken(session: AsyncSession, stems: Iterable[str]) -> set[str]:
    """Every slug that one made of these stems could collide with."""
    taken = await session.scalars(select(Place.slug).where(among(SLUG_FAMILY, slug_families(stems))))
    return {*taken, *RESERVED}
