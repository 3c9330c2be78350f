"""The people of the demonstration go, and with its places whatever people made of them; followers are told first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.outbox import emit
from directory.bulk import among
from directory.comments import discussion
from directory.mandates.actions import end
from directory.mandates.journal import Step
from directory.people.personal import forget
from directory.tables import Favourite, Invitation, Mandate, MandateStep, Testimonial
from directory.testimonials import queries
from directory.testimonials.actions import fact
from discussion.actions import fact as fact_of_comment


async def leave_people(session: AsyncSession, places: Sequence[UUID], people: Sequence[UUID], *, now: datetime) -> None:
    """End what anybody may do for these places, and take away what was said of them; forget these people."""
    of_places = (Mandate.organisation_kind == "place") & among(Mandate.organisation_id, places)
    await _end_mandates(session, of_places | among(Mandate.person_id, people), now=now)
    for person in people:
        await forget(session, person, now=now)
    await _withdraw_testimonials(session, places, now=now)
    await _take_comments(session, places, now=now)
    invited = (Invitation.organisation_kind == "place") & among(Invitation.organisation_id, places)
    await session.execute(delete(Invitation).where(invited))
    await session.execute(delete(Favourite).where(Favourite.kind == "place", among(Favourite.subject_id, places)))


async def _end_mandates(session: AsyncSession, which: ColumnElement[bool], *, now: datetime) -> None:
    ended = list(await session.scalars(select(Mandate).where(which).order_by(Mandate.id).with_for_update()))
    for mandate in ended:
        if mandate.state == "granted":
            await end(session, mandate, "revoked", Step("revoked", None, now), without_successor=True)
    ids = [mandate.id for mandate in ended]
    await session.execute(delete(MandateStep).where(among(MandateStep.mandate_id, ids)))
    await session.execute(delete(Mandate).where(among(Mandate.id, ids)))


async def _withdraw_testimonials(session: AsyncSession, places: Sequence[UUID], *, now: datetime) -> None:
    for row in await queries.locked(session, among(Testimonial.place_id, places) & (Testimonial.state == "published")):
        gone = row | {"state": "withdrawn", "revision": row["revision"] + 1, "updated_at": now}
        await emit(session, fact(gone, row["place_id"]))


async def _take_comments(session: AsyncSession, places: Sequence[UUID], *, now: datetime) -> None:
    tables = discussion.tables
    comment = tables.comment
    theirs = (comment.c.subject_kind == "place") & among(comment.c.subject_id, places)
    silent: dict[str, Any] = dict.fromkeys(("author_id", "author_name", "body", "html"))
    silent |= {"state": "withdrawn", "mentions": []}
    withdrawn = update(comment).where(theirs, comment.c.state != "withdrawn")
    withdrawn = withdrawn.values(**silent, revision=comment.c.revision + 1, updated_at=now)
    rows = (await session.execute(withdrawn.returning(comment))).all()
    await emit(session, *(fact_of_comment(discussion, row) for row in rows))
    gone = select(comment.c.id).where(theirs)
    for table in (tables.version, tables.report, tables.decision):
        await session.execute(delete(table).where(table.c.comment_id.in_(gone)))
    await session.execute(delete(comment).where(theirs))
