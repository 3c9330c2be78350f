"""What goes with the demonstration besides its places: who was invented, and who spoke for what was invented."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.bulk import among
from directory.comments import discussion
from directory.mandates.journal import Step, change
from directory.tables import Favourite, Invitation, Mandate, MandateStep, Person


async def end_mandates(
    session: AsyncSession, people: Collection[UUID], places: Collection[UUID], *, now: datetime
) -> None:
    """End the mandates of these people, and everybody's for these places: followers are told, then the rows go."""
    of_places = (Mandate.organisation_kind == "place") & among(Mandate.organisation_id, places)
    theirs = among(Mandate.person_id, people) | of_places
    for mandate in await session.scalars(select(Mandate).where(theirs, Mandate.state == "granted")):
        await change(session, mandate, Step("revoked", None, now), state="revoked")
    gone = select(Mandate.id).where(theirs)
    await session.execute(delete(MandateStep).where(MandateStep.mandate_id.in_(gone)))
    await session.execute(delete(Mandate).where(theirs))


async def erase_traces(session: AsyncSession, people: Collection[UUID], places: Collection[UUID]) -> None:
    """Delete what has no key of its own that leads to a place: links, favourites, comments; then the people."""
    invited = (Invitation.organisation_kind == "place") & among(Invitation.organisation_id, places)
    await session.execute(delete(Invitation).where(invited | among(Invitation.invited_by, people)))
    liked = (Favourite.kind == "place") & among(Favourite.subject_id, places)
    await session.execute(delete(Favourite).where(liked | among(Favourite.person_id, people)))
    await _erase_comments(session, places)
    await session.execute(delete(Person).where(among(Person.id, people)))


async def _erase_comments(session: AsyncSession, places: Collection[UUID]) -> None:
    tables = discussion.tables
    comment = tables.comment.c
    said: ColumnElement[bool] = (comment.subject_kind == "place") & comment.subject_id.in_(list(places))
    ids = select(comment.id).where(said)
    for table in (tables.version, tables.report, tables.decision):
        await session.execute(delete(table).where(table.c.comment_id.in_(ids)))
    await session.execute(delete(tables.comment).where(said, comment.parent_id.is_not(None)))
    await session.execute(delete(tables.comment).where(said))
