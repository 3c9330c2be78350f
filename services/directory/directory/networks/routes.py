"""Networks over HTTP: anyone reads them, those who speak for one describe it and say who is in it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.database import Session
from contracts.directory import Network
from directory.networks import actions, members, reads
from directory.networks.schemas import NetworkAddition, NetworkDetail, NetworkEdit, NetworkList, NetworkListing
from directory.reading import Reading, conditional
from directory.rights import Permission, may
from directory.targets import member_place, on_membership, on_network, organisation_of
from directory.vocabulary.words import LINK_KIND, Speaking
from directory.writing import BasedOn, Now, written
from identity.answers import DECIDING, EDITING, SIGNED_IN
from identity.caller import Caller
from identity.rights import Target

router = APIRouter(tags=["networks"])


@router.get("/networks", summary="List networks", response_model=NetworkList)
async def list_networks(request: Request, reader: Reading, asked: Annotated[NetworkListing, Query()]) -> Response:
    """Networks by name, each with its number of members."""
    answer = await reads.networks(reader, asked, query=request.url.query)
    return answer.response()


@router.get("/networks/{reference}", summary="Read a network", response_model=NetworkDetail, responses=conditional)
async def read_network(request: Request, reader: Reading, reference: str) -> Response:
    """A network by slug or id, with what its members come to."""
    answer = await reads.one_network(reader, reference, known=request.headers.get("if-none-match"))
    return answer.response()


@router.post("/networks", summary="Add a network", status_code=201, response_model=Network, responses=DECIDING)
async def add_network(
    session: Session,
    said: NetworkAddition,
    caller: Annotated[Caller, Depends(may(Permission.ADD_NETWORK))],
    words: Speaking,
    now: Now,
) -> Response:
    """Describe a network that is not there yet; its address is made of its name, for good."""
    words.check(said, LINK_KIND)
    made = await actions.add_network(session, said, by=caller, now=now)
    return written(made["document"], made["revision"], status=201, location=f"networks/{made['slug']}")


@router.patch("/networks/{reference}", summary="Edit a network", response_model=Network, responses=EDITING)
async def edit_network(
    *,
    session: Session,
    said: NetworkEdit,
    network: Annotated[Target, Depends(on_network)],
    caller: Annotated[Caller, Depends(may(Permission.EDIT_NETWORK, on_network))],
    words: Speaking,
    check: BasedOn,
    now: Now,
) -> Response:
    """Say anew what a network is: what is absent stays as it is, null takes it away."""
    words.check(said, LINK_KIND)
    after = await actions.edit_network(session, organisation_of(network).id, said, by=caller, check=check, now=now)
    return written(after["document"], after["revision"])


@router.put("/networks/{reference}/members/{place}", summary="Add a member", status_code=204, responses=SIGNED_IN)
async def add_member(
    *,
    session: Session,
    network: Annotated[Target, Depends(on_network)],
    caller: Annotated[Caller, Depends(may(Permission.ADD_MEMBER, on_network))],
    place: Annotated[UUID, Depends(member_place)],
    now: Now,
) -> None:
    """Let a place be in the network; once more changes nothing."""
    await members.let_in(session, organisation_of(network).id, place, by=caller, now=now)


@router.delete("/networks/{reference}/members/{place}", summary="Remove a member", status_code=204, responses=SIGNED_IN)
async def remove_member(
    *,
    session: Session,
    network: Annotated[Target, Depends(on_network)],
    caller: Annotated[Caller, Depends(may(Permission.REMOVE_MEMBER, on_membership))],
    on_behalf_of: Annotated[Target, Depends(on_membership)],
    place: Annotated[UUID, Depends(member_place)],
    now: Now,
) -> None:
    """Let a place be in the network no more, as the network or as the place's steward; once more changes nothing."""
    await members.let_go(
        session, organisation_of(network).id, place, by=caller, on_behalf_of=organisation_of(on_behalf_of).kind, now=now
    )
