"""Working with neighbours over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.database import Session
from directory.browsing import Browsing
from directory.neighbourhoods import actions, reads
from directory.neighbourhoods.schemas import NeighbourWord, WorkingNeighbour, WorkingNeighbourList
from directory.reading import JSON, Reading
from directory.rights import Permission, may
from directory.targets import on_standing_place, other_place, standing_place
from directory.writing import Now
from identity.answers import DECIDING, SIGNED_IN, problems
from identity.caller import Caller

router = APIRouter(tags=["places"])

Other = Annotated[UUID, Depends(other_place)]
Editor = Annotated[Caller, Depends(may(Permission.DECLARE_NEIGHBOUR, on_standing_place))]


@router.get(
    "/places/{reference}/neighbours",
    summary="List working neighbours",
    response_model=WorkingNeighbourList,
    responses=problems(404, 422),
)
async def list_neighbours(
    request: Request,
    reader: Reading,
    place: Annotated[UUID, Depends(standing_place)],
    asked: Annotated[Browsing, Query()],
) -> Response:
    """The places that a place says it works with, and whether they say the same."""
    answer = await reads.neighbours(reader, place, asked, query=request.url.query)
    return answer.response()


@router.put(
    "/places/{reference}/neighbours/{other}",
    summary="Declare a working neighbour",
    response_model=WorkingNeighbour,
    responses=DECIDING,
)
async def declare_neighbour(
    *,
    session: Session,
    reader: Reading,
    caller: Editor,
    place: Annotated[UUID, Depends(standing_place)],
    other: Other,
    said: NeighbourWord,
    now: Now,
) -> Response:
    """Say that the place works with another one, and what they do together."""
    await actions.declare_neighbour(session, place, other, said, by=caller, now=now)
    return Response(await reads.neighbour(reader, place, other), media_type=JSON)


@router.delete(
    "/places/{reference}/neighbours/{other}",
    summary="Withdraw a working neighbour",
    status_code=204,
    responses=SIGNED_IN,
)
async def withdraw_neighbour(
    *, session: Session, caller: Editor, place: Annotated[UUID, Depends(standing_place)], other: Other, now: Now
) -> None:
    """No longer say so; once more changes nothing."""
    await actions.withdraw_neighbour(session, place, other, by=caller, now=now)
