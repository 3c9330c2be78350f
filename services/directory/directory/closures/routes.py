"""Closing and reopening over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from chassis.database import Session
from contracts.directory import Place
from directory.closures import actions
from directory.places.reads import one_place
from directory.reading import Reader, Reading
from directory.rights import Permission, may
from directory.schemas import Because
from directory.targets import on_place, public_place
from directory.writing import Now
from identity.answers import DECIDING
from identity.caller import Caller

router = APIRouter(tags=["places"])

Closing = Annotated[Caller, Depends(may(Permission.CLOSE_PLACE, on_place))]


@router.post("/places/{reference}/close", summary="Close a place", response_model=Place, responses=DECIDING)
async def close_place(
    *,
    session: Session,
    reader: Reading,
    caller: Closing,
    place: Annotated[UUID, Depends(public_place)],
    said: Because,
    now: Now,
) -> Response:
    """Say that a place has closed its doors, and why; it leaves the lists, its document stays."""
    await actions.close_place(session, place, said.reason, by=caller, now=now)
    return await _as_it_is(reader, place)


@router.post("/places/{reference}/reopen", summary="Reopen a place", response_model=Place, responses=DECIDING)
async def reopen_place(
    *,
    session: Session,
    reader: Reading,
    caller: Closing,
    place: Annotated[UUID, Depends(public_place)],
    said: Because,
    now: Now,
) -> Response:
    """Say that a closed place is open again, and why."""
    await actions.reopen_place(session, place, said.reason, by=caller, now=now)
    return await _as_it_is(reader, place)


async def _as_it_is(reader: Reader, place: UUID) -> Response:
    answer = await one_place(reader, str(place), include=frozenset(), known=None)
    return answer.response()
