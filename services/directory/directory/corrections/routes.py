"""Corrections over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from chassis.database import Session
from directory.corrections import actions, reads
from directory.corrections.schemas import (
    Accepting,
    Correction,
    CorrectionDraft,
    CorrectionFilter,
    CorrectionList,
    Refusing,
)
from directory.corrections.targets import on_correction, place_of
from directory.people.actions import remember
from directory.places.referential import Knowing
from directory.rights import Permission, may
from directory.tables import Correction as Row
from directory.targets import on_place, public_place
from directory.writing import Now
from identity.answers import DECIDING, SIGNED_IN
from identity.asking import Person
from identity.caller import Caller

router = APIRouter(tags=["corrections"])

PlaceId = Annotated[UUID, Depends(public_place)]
CorrectedPlace = Annotated[UUID, Depends(place_of)]
Deciding = Annotated[Caller, Depends(may(Permission.DECIDE_CORRECTION, on_correction))]


@router.post("/places/{reference}/corrections", summary="Propose a correction", status_code=201, responses=DECIDING)
async def propose_correction(
    *,
    session: Session,
    place: PlaceId,
    draft: CorrectionDraft,
    caller: Annotated[Caller, Depends(may(Permission.CORRECT_PLACE, on_place))],
    referential: Knowing,
    now: Now,
) -> Correction:
    """Propose other values for a place; those who speak for it decide."""
    await remember(session, caller, now=now)
    made = await actions.propose_correction(session, place, draft, caller, referential=referential, now=now)
    return await reads.one(session, made)


@router.get("/places/{reference}/corrections", summary="List corrections of a place", responses=SIGNED_IN)
async def list_corrections(
    session: Session,
    place: PlaceId,
    asked: Annotated[CorrectionFilter, Query()],
    _: Annotated[Caller, Depends(may(Permission.DECIDE_CORRECTION, on_place))],
) -> CorrectionList:
    """What people proposed for the place: those that wait, the oldest first; else all, the latest first."""
    of_place = Row.place_id == place
    condition = of_place & (Row.state == asked.state) if asked.state else of_place
    return await reads.many(session, condition, latest_first=asked.state != "proposed")


@router.get("/me/corrections", summary="List my corrections", responses=SIGNED_IN)
async def list_own_corrections(session: Session, person: Person) -> CorrectionList:
    """What whoever asks has proposed, and what became of it, the latest first."""
    return await reads.many(session, Row.proposed_by == person.id, latest_first=True)


@router.post("/corrections/{correction_id}/accept", summary="Accept a correction", responses=DECIDING)
async def accept_correction(
    *, session: Session, correction_id: UUID, place: CorrectedPlace, said: Accepting, caller: Deciding, now: Now
) -> Correction:
    """Let the place say what was proposed, all of it or some fields; one that has changed since only when named."""
    await remember(session, caller, now=now)
    await actions.accept_correction(session, place, correction_id, caller, fields=said.fields, now=now)
    return await reads.one(session, correction_id)


@router.post("/corrections/{correction_id}/refuse", summary="Refuse a correction", responses=DECIDING)
async def refuse_correction(
    session: Session, correction_id: UUID, said: Refusing, caller: Deciding, now: Now
) -> Correction:
    """Leave the place as it is, and say why."""
    await remember(session, caller, now=now)
    await actions.refuse_correction(session, correction_id, caller, reason=said.reason, now=now)
    return await reads.one(session, correction_id)


@router.post("/corrections/{correction_id}/withdraw", summary="Withdraw a correction", responses=DECIDING)
async def withdraw_correction(
    session: Session,
    correction_id: UUID,
    caller: Annotated[Caller, Depends(may(Permission.WITHDRAW_CORRECTION, on_correction))],
    now: Now,
) -> Correction:
    """Take back what one proposed."""
    await remember(session, caller, now=now)
    await actions.withdraw_correction(session, correction_id, caller, now=now)
    return await reads.one(session, correction_id)
