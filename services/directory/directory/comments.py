"""What people say of places: `discussion`, mounted."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.directory import CommentChanged
from directory.bulk import among
from directory.people.actions import remember
from directory.reading import REFERENCE, as_id
from directory.rights import rights
from directory.tables import Base, Mandate, Person, Place
from discussion import moving, personal
from discussion.mounting import Discussion, Noun, Subject
from identity.caller import Caller
from identity.holdings import Organisation
from identity.rights import Target

SEEN = select(Place.id, Place.slug, Place.name, Place.merged_into).where(Place.state != "draft")


async def _find(session: AsyncSession, reference: str, _: Caller | None, /, *, writing: bool) -> Subject | None:
    """The place that the public can see; one that was merged is the one it became."""
    if not REFERENCE.fullmatch(reference):
        return None
    known = as_id(reference)
    wanted = SEEN.with_for_update(read=True) if writing else SEEN
    found = wanted.where(Place.id == known) if known else wanted.where(Place.slug == reference)
    row = (await session.execute(found)).one_or_none()
    while row is not None and row.merged_into is not None:
        row = (await session.execute(wanted.where(Place.id == row.merged_into))).one_or_none()
    return _subject(row) if row else None


def _subject(row: Row[UUID, str, str, UUID | None]) -> Subject:
    return Subject(id=row.id, slug=row.slug, name=row.name, target=Target(Organisation("place", row.id)))


async def _describe(session: AsyncSession, ids: Collection[UUID]) -> Mapping[UUID, Subject]:
    rows = await session.execute(SEEN.where(among(Place.id, ids)))
    return {row.id: _subject(row) for row in rows}


async def _speakers(session: AsyncSession, place: UUID) -> Mapping[UUID, str]:
    """Who acts for the place and wishes to be named beside it."""
    theirs = (Mandate.organisation_kind == "place", Mandate.organisation_id == place, Mandate.state == "granted")
    wanted = select(Person.id, Person.name).join(Mandate, Mandate.person_id == Person.id).where(*theirs, Mandate.named)
    return {row.id: row.name for row in await session.execute(wanted)}


discussion = Discussion(
    Base.metadata,
    nouns=[Noun(kind="place", path="places", find=_find, describe=_describe, speakers=_speakers)],
    rights=rights,
    fact=CommentChanged,
    remember=remember,
)


async def move_comments(session: AsyncSession, gone: UUID, *, into: UUID, now: datetime) -> None:
    """Let what was said of a place be said of the one it became."""
    await moving.move(session, discussion, "place", gone=gone, into=into, now=now)


async def move_comments_back(session: AsyncSession, gone: UUID, *, into: UUID, now: datetime) -> None:
    """Undo `move_comments`: what came from the place, and what was answered to it since, is said of it again."""
    await moving.move_back(session, discussion, "place", gone=gone, into=into, now=now)


async def export_comments(session: AsyncSession, person_id: UUID) -> Mapping[str, Any]:
    """What a person said of places, reported and decided."""
    return await personal.export(session, discussion, person_id)


async def erase_comments(session: AsyncSession, person_id: UUID) -> None:
    """Forget a person's words and name. Again changes nothing."""
    await personal.erase(session, discussion, person_id)
