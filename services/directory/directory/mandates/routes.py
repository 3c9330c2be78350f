"""Mandates over HTTP: asked for, answered, taken away, handed over; who acts for whom."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from chassis.database import Session
from directory.mandates import actions, reads, schemas, targets
from directory.mandates.queries import held, of
from directory.mandates.schemas import Mandate, MandateStanding, StewardCount
from directory.mandates.targets import Concerned, OnMandate, on_held_mandate, on_mandate, on_organisation
from directory.people.privacy import private
from directory.rights import Permission, may, rights
from directory.schemas import Because
from directory.tables import Mandate as Row
from directory.targets import on_network, on_partner, on_place
from directory.writing import Now
from identity.answers import DECIDING, SIGNED_IN, problems
from identity.asking import Person
from identity.caller import Caller
from identity.rights import Target

router = APIRouter(tags=["mandates"])
many = APIRouter(prefix="/mandates", dependencies=[Depends(private)])
one = APIRouter(prefix="/mandates/{mandate_id}", dependencies=[Depends(private)])

Seen = Annotated[OnMandate, Depends(on_mandate)]
Decided = Annotated[OnMandate, Depends(on_held_mandate)]
Asker = Annotated[Caller, Depends(may(Permission.ASK_MANDATE))]
Lister = Annotated[Caller, Depends(may(Permission.LIST_MANDATES, on_organisation))]
Witness = Annotated[Caller, Depends(may(Permission.SEE_MANDATE, on_mandate))]
Judge = Annotated[Caller, Depends(may(Permission.ANSWER_MANDATE, on_held_mandate))]
Owner = Annotated[Caller, Depends(may(Permission.OWN_MANDATE, on_held_mandate))]


@many.post("", summary="Ask for a mandate", status_code=201, responses=DECIDING)
async def ask_mandate(session: Session, caller: Asker, said: schemas.MandateRequest, now: Now) -> Mandate:
    """Ask to act for a place, a network or a partner; or for a higher role than one has there."""
    made = await actions.ask(session, said, by=caller, now=now)
    return await reads.one(session, made)


@many.get("", summary="List the mandates of an organisation", responses=SIGNED_IN)
async def list_mandates(
    session: Session,
    caller: Lister,
    on: Concerned,
    state: Annotated[MandateStanding | None, Query(description="Those in this state only.")] = None,
) -> schemas.MandateList:
    """Who acts for it, for those who do; who asks and was refused besides, for those who answer."""
    assert on.organisation is not None
    answers = await rights.has(session, Permission.ANSWER_MANDATE, caller, on)
    condition = of(on.organisation) if answers else of(on.organisation) & (Row.state == "granted")
    found = await reads.mandates(session, condition & (Row.state == state) if state else condition, whole=answers)
    return schemas.MandateList(items=found)


@many.get("/inbox", summary="List requests to answer", responses=problems(401, 403, 503))
async def list_inbox(session: Session, caller: Person) -> schemas.MandateList:
    """The requests that wait for an answer of the one who asks, the oldest first."""
    reader = reads.Reader(caller, await held(session, caller.id))
    return schemas.MandateList(items=await reads.mandates(session, reads.answerable(reader), whole=True))


@many.get("/orphans", summary="List organisations without a steward", responses=problems(401, 403, 503))
async def list_orphans(session: Session, caller: Person) -> schemas.OrphanList:
    """Those that had a steward and have none: places for the managers of their networks, all for moderators."""
    reader = reads.Reader(caller, await held(session, caller.id))
    return schemas.OrphanList(items=await reads.orphans(session, reader))


@one.get("", summary="Read a mandate", responses=SIGNED_IN)
async def read_mandate(session: Session, _: Witness, on: Seen) -> Mandate:
    """A mandate, for the one whose it is and those who answer for it."""
    return await reads.one(session, on.mandate)


@one.get("/steps", summary="Read what happened to a mandate", responses=SIGNED_IN)
async def read_steps(session: Session, _: Witness, on: Seen) -> schemas.MandateSteps:
    """Each step: who, when, why."""
    return schemas.MandateSteps(items=await reads.steps(session, on.mandate))


@one.post("/grant", summary="Grant a mandate", responses=DECIDING)
async def grant_mandate(
    session: Session, caller: Judge, on: Decided, now: Now, said: schemas.MandateGrant | None = None
) -> Mandate:
    """Say yes to a request, perhaps in another role; or give another role to who acts already."""
    answer = said or schemas.MandateGrant()
    await actions.grant(session, on.mandate, role=answer.role, reason=answer.reason, by=caller, now=now)
    return await reads.one(session, on.mandate)


@one.post("/refuse", summary="Refuse a mandate", responses=DECIDING)
async def refuse_mandate(session: Session, caller: Judge, on: Decided, now: Now, said: Because) -> Mandate:
    """Say no to a request, and why."""
    await actions.refuse(session, on.mandate, reason=said.reason, by=caller, now=now)
    return await reads.one(session, on.mandate)


@one.post("/revoke", summary="Revoke a mandate", responses=DECIDING)
async def revoke_mandate(
    session: Session, caller: Judge, on: Decided, now: Now, said: schemas.MandateRevocation
) -> Mandate:
    """Let somebody no longer act for it, and say why."""
    why: dict[str, Any] = said.model_dump()
    await actions.revoke(session, on.mandate, **why, by=caller, now=now)
    return await reads.one(session, on.mandate)


@one.post("/withdraw", summary="Withdraw a request", responses=DECIDING)
async def withdraw_mandate(session: Session, caller: Owner, on: Decided, now: Now) -> Mandate:
    """No longer ask."""
    await actions.withdraw(session, on.mandate, by=caller, now=now)
    return await reads.one(session, on.mandate)


@one.post("/resign", summary="Resign", responses=DECIDING)
async def resign_mandate(
    session: Session, caller: Owner, on: Decided, now: Now, said: schemas.MandateResignation | None = None
) -> Mandate:
    """No longer act for it. The last steward says that nobody follows, or hands it over first."""
    why: dict[str, Any] = (said or schemas.MandateResignation()).model_dump()
    await actions.resign(session, on.mandate, **why, by=caller, now=now)
    return await reads.one(session, on.mandate)


@one.post("/transfer", summary="Hand over", responses=DECIDING)
async def transfer_mandate(
    session: Session, caller: Owner, on: Decided, now: Now, said: schemas.MandateTransfer
) -> Mandate:
    """Let somebody else who acts for it be steward in one's stead."""
    await actions.transfer(session, on.mandate, said, by=caller, now=now)
    return await reads.one(session, on.mandate)


@one.patch("", summary="Be named or not", responses=DECIDING)
async def name_mandate(session: Session, caller: Owner, on: Decided, now: Now, said: schemas.MandateNaming) -> Mandate:
    """Say whether one's name may be shown beside the organisation."""
    await actions.name(session, on.mandate, named=said.named, by=caller, now=now)
    return await reads.one(session, on.mandate)


router.include_router(many)
router.include_router(one)


NO_SUCH = problems(404)


async def _stewards(session: Session, response: Response, on: Target) -> StewardCount:
    assert on.organisation is not None
    response.headers["cache-tag"] = f"mandate person {on.organisation.kind}"
    return await reads.stewards(session, await targets.standing(session, *on.organisation))


@router.get("/places/{reference}/stewards", summary="Who acts for a place", responses=NO_SUCH)
async def stewards_of_place(
    session: Session, response: Response, on: Annotated[Target, Depends(on_place)]
) -> StewardCount:
    """How many people act for a place, and those of them who wish to be named."""
    return await _stewards(session, response, on)


@router.get("/networks/{reference}/stewards", summary="Who acts for a network", responses=NO_SUCH)
async def stewards_of_network(
    session: Session, response: Response, on: Annotated[Target, Depends(on_network)]
) -> StewardCount:
    """How many people act for a network, and those of them who wish to be named."""
    return await _stewards(session, response, on)


@router.get("/partners/{reference}/stewards", summary="Who acts for a partner", responses=NO_SUCH)
async def stewards_of_partner(
    session: Session, response: Response, on: Annotated[Target, Depends(on_partner)]
) -> StewardCount:
    """How many people act for a partner, and those of them who wish to be named."""
    return await _stewards(session, response, on)
