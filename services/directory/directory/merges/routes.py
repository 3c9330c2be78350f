"""Merging over HTTP: for who manages a network of both places, and for moderators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from chassis.database import Session
from chassis.refusals import Invalid
from directory.merges import actions, reads
from directory.merges.queries import the_merge
from directory.merges.schemas import Merge, MergeInto, MergeList
from directory.people.privacy import private
from directory.places.standing import standing
from directory.rights import Permission, may, rights
from directory.schemas import Because
from directory.targets import on_merge, on_place, place_target, public_place
from directory.writing import Now
from identity.answers import DECIDING, SIGNED_IN
from identity.caller import Caller

router = APIRouter(tags=["merges"], dependencies=[Depends(private)])

Merging = Annotated[Caller, Depends(may(Permission.MERGE_PLACE, on_place))]
Undoing = Annotated[Caller, Depends(may(Permission.MERGE_PLACE, on_merge))]


@router.post("/places/{reference}/merge", summary="Merge a place", responses=DECIDING)
async def merge_place(
    *,
    session: Session,
    caller: Merging,
    gone: Annotated[UUID, Depends(public_place)],
    said: MergeInto,
    now: Now,
) -> Merge:
    """Say that the place is another one, and why: its address leads there, and what pointed at it follows."""
    into = await standing(session, said.into)
    if into is None:
        wrong = f"There is no place {said.into}."
        raise Invalid(wrong, errors=[{"pointer": "/into", "detail": wrong}])
    await rights.require(session, Permission.MERGE_PLACE, caller, await place_target(session, into))
    merge = await actions.merge_as(session, gone, into=into, reason=said.reason, by=caller, now=now)
    return await reads.one_merge(session, merge)


@router.get("/places/{reference}/merges", summary="List merges", responses=SIGNED_IN)
async def list_merges(session: Session, _: Merging, place: Annotated[UUID, Depends(public_place)]) -> MergeList:
    """Which places were merged into this one, and into which it was, the latest first."""
    return MergeList(items=await reads.merges(session, place))


@router.post("/merges/{merge}/undo", summary="Undo a merge", responses=DECIDING)
async def undo_merge(*, session: Session, caller: Undoing, merge: UUID, said: Because, now: Now) -> Merge:
    """Let the two be two again: each has what it had, except what changed since. The latest merge is undone first."""
    kept = (await the_merge(session, merge)).into_id
    await rights.require(session, Permission.MERGE_PLACE, caller, await place_target(session, kept))
    await actions.undo_as(session, merge, reason=said.reason, by=caller, now=now)
    return await reads.one_merge(session, merge)
