"""Favourites over HTTP: everyone's own."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from chassis.database import Session
from directory.favourites import actions, reads
from directory.favourites.schemas import FavouriteKind, FavouriteList
from directory.people.privacy import private
from directory.rights import Permission, may
from directory.writing import Now
from identity.answers import SIGNED_IN, problems
from identity.caller import Caller

router = APIRouter(tags=["me"], dependencies=[Depends(private)])

Marking = Annotated[Caller, Depends(may(Permission.MARK_FAVOURITE))]


@router.get("/me/favourites", summary="List my favourites", responses=problems(401, 403, 503))
async def list_favourites(session: Session, caller: Marking) -> FavouriteList:
    """What the one who asks has marked, the latest first; a place that was merged is the one it became."""
    return FavouriteList(items=await reads.favourites(session, caller.id))


@router.put("/me/favourites/{kind}/{subject}", summary="Mark a favourite", status_code=204, responses=SIGNED_IN)
async def mark_favourite(session: Session, kind: FavouriteKind, subject: UUID, caller: Marking, now: Now) -> None:
    """Find it again among one's favourites; once more changes nothing."""
    await actions.mark(session, kind, subject, by=caller, now=now)


@router.delete("/me/favourites/{kind}/{subject}", summary="Unmark a favourite", status_code=204, responses=SIGNED_IN)
async def unmark_favourite(session: Session, kind: FavouriteKind, subject: UUID, caller: Marking, now: Now) -> None:
    """No longer find it among one's favourites; once more changes nothing."""
    await actions.unmark(session, kind, subject, by=caller, now=now)
