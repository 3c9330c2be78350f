"""Two places that are one: a person says so, and the kept one inherits all that was known of the other."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.refusals import Refusal
from directory.bulk import among, upsert
from directory.comments import move_comments
from directory.places import queries, rules
from directory.places.documents import republish
from directory.places.tags import retag_by_id
from directory.schemas import Source
from directory.tables import Membership, PlaceOrigin, SuspectedDuplicate, Usage
from directory.usages import documents as usages


class NotMergeable(Refusal):
    """Only two different places that the public can see become one."""


async def merge_place(session: AsyncSession, gone: UUID, *, into: UUID, source: Source, now: datetime) -> None:
    """Let ``gone`` be ``into`` from now on; its address leads there. Raises NotMergeable.

    What sources and people said of it, its networks and its usages go over; a usage that the kept place has itself
    stays its own.
    """
    rows = {row["id"]: row for row in await queries.locked(session, {gone, into})}
    if len(rows) < 2 or not {row["state"] for row in rows.values()} <= {"published", "closed"}:  # noqa: PLR2004 - two
        raise NotMergeable(f"place {gone} cannot be merged into {into}")
    await session.execute(update(PlaceOrigin).where(PlaceOrigin.place_id == gone).values(place_id=into))
    heard = await queries.statements(session, [into])
    await _join(session, gone, into, now)
    lost = rows[gone] | {"state": "merged", "merged_into": into, "ended_at": now, "ended_by": source.key}
    kept = rows[into] | rules.revised(rows[into], heard[into].values())
    await republish(session, [lost, kept], now=now)
    await _hand_over(session, gone, into, now)
    await move_comments(session, gone, into=into, now=now)
    await _settle(session, gone, into, now)


async def _join(session: AsyncSession, gone: UUID, into: UUID, now: datetime) -> None:
    """Let the kept place be in the networks of the other."""
    networks: dict[UUID, set[UUID]] = {gone: set(), into: set()}
    for place, network in await queries.memberships(session, networks):
        networks[place].add(network)
    new = sorted(networks[gone] - networks[into])
    await upsert(session, Membership, [{"place_id": into, "network_id": one, "joined_at": now} for one in new])


async def _hand_over(session: AsyncSession, gone: UUID, into: UUID, now: datetime) -> None:
    """Let the kept place have the usages that it has not itself, and withdraw the others; all show its name."""
    found = await usages.locked(session, among(Usage.place_id, [gone, into]))
    own = {row["tool_id"] for row in found if row["place_id"] == into}
    after = []
    for row in found:
        if row["state"] == "declared":
            moved = {"place_id": into} if row["tool_id"] not in own else {"state": "withdrawn"}
            after.append(row | (moved if row["place_id"] == gone else {}))
    await usages.publish_next(session, after, now=now)
    await retag_by_id(session, [into])


async def _settle(session: AsyncSession, gone: UUID, into: UUID, now: datetime) -> None:
    """The suspicion was right."""
    of_these = (SuspectedDuplicate.place_a == min(gone, into), SuspectedDuplicate.place_b == max(gone, into))
    await session.execute(update(SuspectedDuplicate).where(*of_these).values(settled_at=now))
