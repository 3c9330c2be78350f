"""A person over HTTP: who he is here, what he has to do, and how he is forgotten."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from chassis.database import Session
from directory.people import personal, reads
from directory.people.holding import be_named
from directory.people.privacy import private
from directory.people.schemas import Me, MyPlaces, Wishes
from directory.rights import Permission, may
from directory.writing import Now
from identity.answers import problems
from identity.caller import Caller

router = APIRouter(tags=["me"], dependencies=[Depends(private)])
router.include_router(personal.personal.router)

Myself = Annotated[Caller, Depends(may(Permission.SEE_MYSELF))]
REFUSALS = problems(401, 403, 503)


@router.get("/me", summary="Who I am here", responses=REFUSALS)
async def read_me(session: Session, caller: Myself, now: Now) -> Me:
    """Who asks, for whom he acts, and how much waits for him."""
    return await reads.me(session, caller, now=now)


@router.patch("/me", summary="Be named or not", responses=REFUSALS | problems(422))
async def wish(session: Session, caller: Myself, said: Wishes, now: Now) -> Me:
    """Say whether one's name may be shown beside the places that one acts for: all of them."""
    await be_named(session, caller, named=said.named, now=now)
    return await reads.me(session, caller, now=now)


@router.delete("/me", summary="Erase me", status_code=202, responses=REFUSALS, response_class=Response)
async def erase_me(session: Session, caller: Myself) -> Response:
    """Forget the one who asks, here and in every service; his account goes soon after."""
    await personal.erase(session, caller.id)
    return Response(status_code=202)


@router.get("/me/places", summary="List my places", responses=REFUSALS)
async def list_my_places(session: Session, caller: Myself, now: Now) -> MyPlaces:
    """The places that the one who asks acts for, with what is to be done there."""
    return MyPlaces(items=await reads.my_places(session, caller, now=now))
