"""Bring the demonstration in, and take it away."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import Refusal
from directory.bulk import among
from directory.demo.invention import InventedPlace
from directory.demo.leaving import end_mandates, erase_traces
from directory.places.actions import close_places, join_networks, save_places
from directory.places.history import voice_of
from directory.schemas import Source
from directory.tables import Base, Place, Usage
from directory.usages.actions import declare_usages, withdraw_usages
from directory.usages.schemas import UsageDraft

SOURCE = Source(key="demo", date=date(2026, 1, 1), given_by="demo")


class RealPlacesThere(Refusal):
    """The demonstration keeps out of a system that holds real places."""


@dataclass(frozen=True)
class Loaded:
    """What is in the system of the demonstration, and how much of it is new."""

    places: int
    usages: int
    new_places: int


async def load_demo(
    session: AsyncSession,
    invented: Sequence[InventedPlace],
    *,
    networks: Mapping[str, UUID],
    tools: Mapping[str, UUID],
    now: datetime,
    beside_real: bool = False,
) -> Loaded:
    """Save the invented places, their memberships and their usages; once more, nothing changes.

    Raises RealPlacesThere unless `beside_real`, or the demonstration is there already: people may add places to it.
    """
    real, fictional = [await session.scalar(select(func.count()).where(which)) for which in (~Place.demo, Place.demo)]
    if real and not fictional and not beside_real:
        raise RealPlacesThere(f"there are already {real} real places; the demonstration stays out")
    saved = await save_places(session, [one.draft for one in invented], source=SOURCE, now=now)
    ids = [one.place_id for one in saved]
    pairs = [(place, networks[slug]) for place, one in zip(ids, invented, strict=True) for slug in one.networks]
    await join_networks(session, pairs, now=now, by=voice_of(SOURCE))
    usages = [
        UsageDraft(
            place_id=place, tool_id=tools[usage.tool], how=usage.how, since=usage.since, satisfaction=usage.satisfaction
        )
        for place, one in zip(ids, invented, strict=True)
        for usage in one.usages
    ]
    await declare_usages(session, usages, source=SOURCE, now=now)
    return Loaded(len(saved), len(usages), sum(one.outcome == "created" for one in saved))


async def remove_demo(session: AsyncSession, *, now: datetime, people: Collection[UUID] = ()) -> int:
    """Take away every fictional place, usage and person, and nothing else; the number of places.

    Followers are told first, by facts: each usage is withdrawn, each place closes, each mandate ends. Then the rows go,
    with whatever somebody who tried things out has said of these places.
    """
    places = list(await session.scalars(select(Place.id).where(Place.demo).order_by(Place.id)))
    usages = await session.scalars(select(Usage.id).where(among(Usage.place_id, places)).order_by(Usage.id))
    await withdraw_usages(session, list(usages), now=now)
    await close_places(session, places, source=SOURCE, now=now)
    await end_mandates(session, people, places, now=now)
    await erase_traces(session, people, places)
    await _erase(session, places)
    return len(places)


async def _erase(session: AsyncSession, places: Iterable[UUID]) -> None:
    """Delete the rows of these places from every table that points at a place, then the places."""
    gone = list(places)
    key = Place.__table__.c.id
    for table in reversed(Base.metadata.sorted_tables):
        for column in table.columns:
            if table is not Place.__table__ and any(link.column is key for link in column.foreign_keys):
                await session.execute(delete(table).where(among(column, gone)))
    await session.execute(delete(Place).where(among(Place.id, gone)))
