"""What happens to neighbourhoods.

They stay with the place that was named, whatever it is merged into: what is read is which place that is by now. So an
undone merge gives each its own neighbours back, and what was said meanwhile stays with the kept one.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.outbox import emit
from contracts.directory import NeighbourDeclared, NeighbourWithdrawn
from directory.bulk import upsert
from directory.neighbourhoods.rules import check_neighbours
from directory.neighbourhoods.schemas import NeighbourWord
from directory.people.actions import remember
from directory.places import queries as places
from directory.places.standing import every_name_of
from directory.tables import Neighbourhood
from identity.caller import Caller

Row = dict[str, Any]


async def declare_neighbour(
    session: AsyncSession, place: UUID, other: UUID, said: NeighbourWord, *, by: Caller, now: datetime
) -> None:
    """Let a place say that it works with another one; the same word again changes nothing.

    Raises NotTwoOpenPlaces.
    """
    await remember(session, by, now=now)
    rows = {row["id"]: row for row in await places.locked(session, {place, other})}
    check_neighbours(rows, place, other)
    known = await _known(session, place, other)
    if known and known["state"] == "declared" and known["what"] == said.what:
        return
    blank = {"id": new_id(), "revision": 0, "place_id": place, "neighbour_id": other, "state": "withdrawn"}
    before = known or blank
    since = before["since"] if before["state"] == "declared" else now
    words = {"what": said.what, "declared_by": by.id, "since": since, "state": "declared"}
    await _write(session, [before | words], now=now)


async def withdraw_neighbour(session: AsyncSession, place: UUID, other: UUID, *, by: Caller, now: datetime) -> None:
    """Let a place no longer say so, under any name that the two had; once more changes nothing."""
    await remember(session, by, now=now)
    await places.locked(session, {place, other})
    declared = (
        select(Neighbourhood.__table__)
        .where(
            Neighbourhood.place_id.in_(every_name_of(place)),
            Neighbourhood.neighbour_id.in_(every_name_of(other)),
            Neighbourhood.state == "declared",
        )
        .order_by(Neighbourhood.id)
        .with_for_update(key_share=True)
    )
    rows = [dict(row) for row in (await session.execute(declared)).mappings()]
    await _write(session, [row | {"state": "withdrawn", "what": None} for row in rows], now=now)


async def _known(session: AsyncSession, place: UUID, other: UUID) -> Row | None:
    """What a place said of another one under the names they have now."""
    these = (Neighbourhood.place_id == place, Neighbourhood.neighbour_id == other)
    found = (await session.execute(select(Neighbourhood.__table__).where(*these))).mappings().one_or_none()
    return dict(found) if found else None


async def _write(session: AsyncSession, rows: list[Row], *, now: datetime) -> None:
    """Write these as their next revision, and announce it."""
    renewed = [row | {"revision": row["revision"] + 1, "updated_at": now} for row in rows]
    await upsert(session, Neighbourhood, renewed)
    await emit(session, *map(_fact, renewed))


def _fact(row: Row) -> NeighbourDeclared | NeighbourWithdrawn:
    kind = NeighbourDeclared if row["state"] == "declared" else NeighbourWithdrawn
    shown = {name: row[name] for name in ("id", "revision", "state", "updated_at")}
    return kind.model_validate(shown | {"place": row["place_id"], "neighbour": row["neighbour_id"]})
