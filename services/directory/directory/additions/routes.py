"""Additions over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from chassis.database import Session
from chassis.etags import etag
from contracts.directory import Place
from directory.additions import actions, reads
from directory.additions.schemas import (
    AdditionList,
    Confirmed,
    Confirming,
    OwnAdditionList,
    PlaceAddition,
    PlaceToConfirm,
    Rejecting,
)
from directory.additions.targets import OnAddition, on_addition
from directory.people.actions import remember
from directory.places.referential import Knowing
from directory.rights import Permission, may
from directory.writing import Now
from identity.answers import DECIDING, SIGNED_IN
from identity.asking import Person
from identity.caller import Caller

router = APIRouter(tags=["additions"])


@router.post("/places", summary="Add a place", status_code=201, response_model=Place, responses=DECIDING)
async def add_place(
    *,
    session: Session,
    response: Response,
    draft: PlaceAddition,
    caller: Annotated[Caller, Depends(may(Permission.ADD_PLACE))],
    referential: Knowing,
    now: Now,
) -> PlaceToConfirm:
    """Add a place that is missing. Nobody sees it before its network, two other places or a moderator confirm it."""
    await remember(session, caller, now=now)
    place_id = await actions.add_place(session, draft, caller, referential=referential, now=now)
    added = await reads.to_confirm(session, place_id)
    response.headers.update({"location": f"places/{added.slug}/draft", "etag": etag(added.revision)})
    return added


@router.get("/places/{reference}/draft", summary="Read an added place", responses=SIGNED_IN)
async def read_draft(
    session: Session,
    target: OnAddition,
    _: Annotated[Caller, Depends(may(Permission.SEE_ADDITION, on_addition))],
) -> PlaceToConfirm:
    """A place that waits to be confirmed, for who added it and for those who may confirm it."""
    assert target.organisation is not None
    return await reads.to_confirm(session, target.organisation.id)


@router.get("/additions", summary="List places to confirm", responses=SIGNED_IN)
async def list_additions(
    session: Session, caller: Annotated[Caller, Depends(may(Permission.LIST_ADDITIONS))]
) -> AdditionList:
    """The added places that wait for the word of whoever asks."""
    return await reads.waiting(session, caller)


@router.get("/me/additions", summary="List places I added", responses=SIGNED_IN)
async def list_own_additions(session: Session, person: Person) -> OwnAdditionList:
    """The places that whoever asks has added, and what became of them."""
    return await reads.own(session, person.id)


@router.post("/places/{reference}/confirmations", summary="Confirm an added place", responses=DECIDING)
async def confirm_place(
    *,
    session: Session,
    target: OnAddition,
    said: Confirming,
    caller: Annotated[Caller, Depends(may(Permission.CONFIRM_PLACE, on_addition))],
    referential: Knowing,
    now: Now,
) -> Confirmed:
    """Say that the place exists. A network takes it in; of stewards of other places two are needed."""
    assert target.organisation is not None
    place_id = target.organisation.id
    await remember(session, caller, now=now)
    return await actions.confirm_place(
        session, place_id, caller, networks=target.networks, word=said.word, referential=referential, now=now
    )


@router.post("/places/{reference}/rejection", summary="Reject an added place", responses=DECIDING)
async def reject_place(
    *,
    session: Session,
    target: OnAddition,
    said: Rejecting,
    caller: Annotated[Caller, Depends(may(Permission.REJECT_PLACE, on_addition))],
    now: Now,
) -> Confirmed:
    """Say why the place is not taken in; who added it reads why."""
    assert target.organisation is not None
    await remember(session, caller, now=now)
    return await actions.reject_place(session, target.organisation.id, caller, reason=said.reason, now=now)
