"""The whole of toy on one page."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Session
from chassis.outbox import emit, keep_newest
from chassis.refusals import NotFound, Refusal
from chassis.service import Service
from toy.facts import JarChanged, NeighbourJarChanged
from toy.tables import Jar, fill, metadata

router = APIRouter(prefix="/jars", tags=["jars"])


class JarFull(Refusal):
    """The jar holds no more."""


@router.post("/{jar_id}/sweets", status_code=201)
async def put_sweets(session: Session, jar_id: UUID, count: int) -> dict[str, int]:
    """Put sweets in: refused past a hundred."""
    jar = await session.get(Jar, jar_id, with_for_update=True)
    if jar is None:
        raise NotFound(f"There is no jar {jar_id}.")
    if jar.sweets + count > 100:
        raise JarFull(f"It holds {jar.sweets} of 100.")
    jar.sweets, jar.revision = jar.sweets + count, jar.revision + 1
    await emit(session, JarChanged(id=jar.id, revision=jar.revision, sweets=jar.sweets))
    return {"sweets": jar.sweets}


async def follow_neighbour(session: AsyncSession, event: NeighbourJarChanged) -> None:
    if event.sweets < 0:
        raise ValueError("a jar cannot hold less than nothing")
    await keep_newest(session, fill, event.model_dump())


service = Service(name="toy", metadata=metadata, routers=[router], reactions={NeighbourJarChanged: follow_neighbour})
