"""Usages over HTTP: a place says which tools it uses."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from chassis.database import Session
from contracts.directory import Usage
from directory.rights import Permission, may
from directory.targets import named_tool, on_standing_place, standing_place
from directory.usages import actions
from directory.usages.schemas import UsageWord
from directory.writing import Now, written
from identity.answers import DECIDING
from identity.caller import Caller

router = APIRouter(tags=["places"])

Tool = Annotated[UUID, Depends(named_tool)]
Speaker = Annotated[Caller, Depends(may(Permission.DECLARE_USAGE, on_standing_place))]


@router.put("/places/{reference}/usages/{tool}", summary="Declare a usage", response_model=Usage, responses=DECIDING)
async def declare_usage(
    *,
    session: Session,
    caller: Speaker,
    place: Annotated[UUID, Depends(standing_place)],
    tool: Tool,
    said: UsageWord,
    now: Now,
) -> Response:
    """Say how the place uses a tool, since when, how well; what is left out is then not known."""
    usage = await actions.say_usage(session, place, tool, said, by=caller, now=now)
    return written(usage["document"], usage["revision"])


@router.delete("/places/{reference}/usages/{tool}", summary="Withdraw a usage", status_code=204, responses=DECIDING)
async def withdraw_usage(
    *, session: Session, caller: Speaker, place: Annotated[UUID, Depends(standing_place)], tool: Tool, now: Now
) -> None:
    """No longer use it; once more changes nothing."""
    await actions.unsay_usage(session, place, tool, by=caller, now=now)
