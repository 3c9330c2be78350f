"""The whole of corner on one page."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.service import Service
from corner.facts import CommentChanged
from corner.tables import bench, metadata
from discussion import personal
from discussion.mounting import RIGHTS, Discussion, Noun, Subject
from discussion.router import router_of
from identity.caller import Caller
from identity.holdings import NOTHING, Holdings
from identity.personal import PersonalData
from identity.rights import Rights


async def held(session: AsyncSession, person: UUID) -> Holdings:
    return NOTHING


async def find(session: AsyncSession, reference: str, caller: Caller | None, /, *, writing: bool) -> Subject | None:
    try:
        which = bench.c.id == UUID(reference)
    except ValueError:
        which = bench.c.slug == reference.replace("\0", "")
    row = (await session.execute(select(bench).where(which))).one_or_none()
    if row is None or (row.attic and (caller is None or caller.id != row.owner)):
        return None
    return subject(row)


def subject(row: Row) -> Subject:
    return Subject(id=row.id, slug=row.slug, name=f"Banc {row.slug}", is_open=not row.closed)


async def describe(session: AsyncSession, ids: Collection[UUID]) -> Mapping[UUID, Subject]:
    rows = await session.execute(select(bench).where(bench.c.id.in_(ids)))
    return {row.id: subject(row) for row in rows}


async def speakers(session: AsyncSession, subject_id: UUID) -> Mapping[UUID, str]:
    keeper = await session.scalar(select(bench.c.keeper).where(bench.c.id == subject_id))
    return {keeper: "Kim Gardien"} if keeper else {}


benches = Noun(kind="bench", path="benches", find=find, describe=describe, speakers=speakers)
discussion = Discussion(metadata, nouns=[benches], rights=Rights(RIGHTS, held=held), fact=CommentChanged)
mine = PersonalData(
    export=lambda session, person: personal.export(session, discussion, person),
    erase=lambda session, person: personal.erase(session, discussion, person),
)
service = Service(name="corner", metadata=metadata, routers=[router_of(discussion), mine.router])
