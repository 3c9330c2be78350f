"""Invitations over HTTP: made by a steward, taken by whoever holds the link."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from chassis.database import Session
from chassis.refusals import NotFound
from directory.invitations import actions, queries, schemas
from directory.mandates import reads as mandates
from directory.mandates.schemas import Mandate
from directory.mandates.targets import Concerned, on_organisation, standing
from directory.people.privacy import private
from directory.rights import Permission, may
from directory.tables import Invitation
from directory.targets import organisation_target
from directory.writing import Now
from identity.answers import DECIDING, SIGNED_IN
from identity.asking import Person, Somebody
from identity.caller import Caller
from identity.rights import Target

router = APIRouter(prefix="/invitations", tags=["mandates"], dependencies=[Depends(private)])


async def on_offered(session: Session, said: schemas.InvitationDraft, _: Somebody) -> Target:
    """The organisation that somebody is invited to. Raises NotFound."""
    return await organisation_target(session, *await standing(session, said.organisation_kind, said.organisation_id))


async def on_invitation(session: Session, invitation_id: UUID, _: Somebody) -> Target:
    """The organisation of the invitation of this id. Raises NotFound."""
    found = await queries.one(session, Invitation.id == invitation_id)
    if found is None:
        raise NotFound(f"There is no invitation {invitation_id}.")
    return await organisation_target(session, *queries.whose(found))


Host = Annotated[Caller, Depends(may(Permission.INVITE, on_offered))]
Lister = Annotated[Caller, Depends(may(Permission.INVITE, on_organisation))]
Remover = Annotated[Caller, Depends(may(Permission.INVITE, on_invitation))]


@router.post("", summary="Invite somebody", status_code=201, responses=DECIDING)
async def invite(
    session: Session, caller: Host, on: Annotated[Target, Depends(on_offered)], said: schemas.InvitationDraft, now: Now
) -> schemas.InvitationMade:
    """Make a link by which one person may take a role. Its token is shown this once."""
    assert on.organisation is not None
    made, token = await actions.invite(session, on.organisation, said.role, days=said.days, by=caller, now=now)
    [shown] = await queries.shown(session, [made])
    return schemas.InvitationMade(**shown.model_dump(), token=token, url=f"/invitation/{token}")


@router.get("", summary="List invitations", responses=SIGNED_IN)
async def list_invitations(session: Session, _: Lister, on: Concerned, now: Now) -> schemas.InvitationList:
    """The invitations to an organisation that nobody has taken yet."""
    assert on.organisation is not None
    return schemas.InvitationList(items=await queries.open_ones(session, on.organisation, now=now))


@router.delete("/{invitation_id}", summary="Take an invitation back", status_code=204, responses=SIGNED_IN)
async def take_back(session: Session, caller: Remover, invitation_id: UUID, now: Now) -> None:
    """Let the link lead nowhere; once more changes nothing."""
    found = await queries.one(session, Invitation.id == invitation_id, hold=True)
    assert found is not None
    await actions.take_back(session, found, by=caller, now=now)


@router.get("/by-token/{token}", summary="Read an invitation", responses=SIGNED_IN)
async def read_offer(session: Session, _: Person, token: str, now: Now) -> schemas.Offer:
    """What the link offers to whoever holds it."""
    found = await queries.opened(session, token, now=now)
    [shown] = await queries.shown(session, [found])
    return schemas.Offer(**shown.model_dump(exclude={"id", "created_at"}))


@router.post("/by-token/{token}/acceptance", summary="Accept an invitation", status_code=201, responses=DECIDING)
async def accept(
    session: Session, caller: Person, token: str, now: Now, said: schemas.InvitationAcceptance | None = None
) -> Mandate:
    """Take the role that the link offers; nobody else can then."""
    named = said.named if said else False
    return await mandates.one(session, await actions.accept(session, token, named=named, by=caller, now=now))
