"""What points at places, and what becomes of it when two become one: a table of parts."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import delete, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import upsert
from directory.comments import move_comments, move_comments_back
from directory.mandates.moving import move_mandates, restore_mandates
from directory.merges import testimonials, usages
from directory.merges.step import Step
from directory.places import queries
from directory.tables import Correction, Invitation, Membership, PlaceOrigin

Moved = Any  # what went over, as JSON holds it
HandOver = Callable[[AsyncSession, Step], Awaitable[Moved]]


class GiveBack(Protocol):
    """Undoes what a part did."""

    def __call__(self, session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> Awaitable[None]:
        """``moved``: what the part answered when it handed over; ``since``: when that was."""


class Part(NamedTuple):
    """Something that points at places."""

    hand_over: HandOver
    give_back: GiveBack


async def _hand_over_origins(session: AsyncSession, step: Step) -> Moved:
    """All that sources and people said of the place is said of the kept one."""
    keys = (PlaceOrigin.source, PlaceOrigin.external_id)
    ours = update(PlaceOrigin).where(PlaceOrigin.place_id == step.gone).values(place_id=step.into)
    return sorted([source, name] for source, name in await session.execute(ours.returning(*keys)))


async def _give_back_origins(session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> None:  # noqa: ARG001 - a source's row goes back whole
    key = tuple_(PlaceOrigin.source, PlaceOrigin.external_id)
    theirs = (PlaceOrigin.place_id == step.into, key.in_([tuple(one) for one in moved]))
    await session.execute(update(PlaceOrigin).where(*theirs).values(place_id=step.gone))


async def _hand_over_memberships(session: AsyncSession, step: Step) -> Moved:
    """The kept place is in the networks of the other one as well."""
    known = await queries.memberships(session, [step.gone, step.into])
    networks = {place: {network for one, network in known if one == place} for place in (step.gone, step.into)}
    new = sorted(networks[step.gone] - networks[step.into])
    rows = [{"place_id": step.into, "network_id": network, "joined_at": step.now} for network in new]
    await upsert(session, Membership, rows)
    return [str(network) for network in new]


async def _give_back_memberships(session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> None:
    """The kept place leaves them, unless it left and joined by itself since."""
    came = (Membership.place_id == step.into, Membership.joined_at == since)
    await session.execute(delete(Membership).where(*came, Membership.network_id.in_(map(UUID, moved))))


async def _hand_over_corrections(session: AsyncSession, step: Step) -> Moved:
    """What was proposed for the place and is not decided is proposed for the kept one."""
    waiting = update(Correction).where(Correction.place_id == step.gone, Correction.state == "proposed")
    return sorted(map(str, await session.scalars(waiting.values(place_id=step.into).returning(Correction.id))))


async def _give_back_corrections(session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> None:  # noqa: ARG001
    theirs = (Correction.place_id == step.into, Correction.state == "proposed", Correction.id.in_(map(UUID, moved)))
    await session.execute(update(Correction).where(*theirs).values(place_id=step.gone))


async def _hand_over_invitations(session: AsyncSession, step: Step) -> Moved:
    """Whoever was invited to speak for the place is invited to speak for the kept one."""
    waiting = update(Invitation).where(
        Invitation.organisation_kind == "place", Invitation.organisation_id == step.gone, Invitation.outcome.is_(None)
    )
    return sorted(map(str, await session.scalars(waiting.values(organisation_id=step.into).returning(Invitation.id))))


async def _give_back_invitations(session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> None:  # noqa: ARG001
    theirs = (Invitation.id.in_(map(UUID, moved)), Invitation.outcome.is_(None))
    await session.execute(update(Invitation).where(*theirs).values(organisation_id=step.gone))


async def _hand_over_mandates(session: AsyncSession, step: Step) -> Moved:
    return await move_mandates(session, step.gone, into=step.into, by=step.by, now=step.now)


async def _give_back_mandates(session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> None:  # noqa: ARG001
    await restore_mandates(session, step.gone, moved, into=step.into, by=step.by, now=step.now)


async def _hand_over_comments(session: AsyncSession, step: Step) -> Moved:
    await move_comments(session, step.gone, into=step.into, now=step.now)


async def _give_back_comments(session: AsyncSession, step: Step, moved: Moved, *, since: datetime) -> None:  # noqa: ARG001 - each comment knows where it came from
    await move_comments_back(session, step.gone, into=step.into, now=step.now)


# What the documents of the two places are made of: before these are written.
MAKING: Mapping[str, Part] = {
    "origins": Part(_hand_over_origins, _give_back_origins),
    "memberships": Part(_hand_over_memberships, _give_back_memberships),
}
# What shows the two places, or is only found under them: once these are written.
FOLLOWING: Mapping[str, Part] = {
    "usages": Part(usages.hand_over, usages.give_back),
    "testimonials": Part(testimonials.hand_over, testimonials.give_back),
    "mandates": Part(_hand_over_mandates, _give_back_mandates),
    "invitations": Part(_hand_over_invitations, _give_back_invitations),
    "corrections": Part(_hand_over_corrections, _give_back_corrections),
    "comments": Part(_hand_over_comments, _give_back_comments),
}
