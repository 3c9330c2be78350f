"""Partners over HTTP: anyone reads them, those who speak for one describe it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.database import Session
from contracts.directory import Partner
from directory.browsing import Shelf, one, page
from directory.partners import actions
from directory.partners.schemas import PartnerAddition, PartnerEdit, PartnerList, PartnerListing
from directory.reading import Reading, conditional, document
from directory.rights import Permission, may
from directory.targets import on_partner, organisation_of
from directory.vocabulary.words import LINK_KIND, Speaking
from directory.writing import BasedOn, Now, written
from identity.answers import DECIDING, EDITING
from identity.caller import Caller
from identity.rights import Target

SHELF = Shelf("partner", None, "partner")
router = APIRouter(tags=["partners"])


@router.get("/partners", summary="List partners", response_model=PartnerList)
async def list_partners(request: Request, reader: Reading, asked: Annotated[PartnerListing, Query()]) -> Response:
    """Partners by name."""
    answer = await page(reader, SHELF, asked, query=request.url.query, having={"kind": asked.kind})
    return answer.response()


@router.get("/partners/{reference}", summary="Read a partner", response_model=Partner, responses=conditional)
async def read_partner(request: Request, reader: Reading, reference: str) -> Response:
    """A partner by slug or id."""
    found = await one(reader, "partner", reference)
    known = request.headers.get("if-none-match")
    return document(found["document"], tags="partner", known=known, revision=found["revision"]).response()


@router.post("/partners", summary="Add a partner", status_code=201, response_model=Partner, responses=DECIDING)
async def add_partner(
    session: Session,
    said: PartnerAddition,
    caller: Annotated[Caller, Depends(may(Permission.ADD_PARTNER))],
    words: Speaking,
    now: Now,
) -> Response:
    """Describe a partner that is not there yet; its address is made of its name, for good."""
    words.check(said, LINK_KIND)
    made = await actions.add_partner(session, said, by=caller, now=now)
    return written(made["document"], made["revision"], status=201, location=f"partners/{made['slug']}")


@router.patch("/partners/{reference}", summary="Edit a partner", response_model=Partner, responses=EDITING)
async def edit_partner(
    *,
    session: Session,
    said: PartnerEdit,
    partner: Annotated[Target, Depends(on_partner)],
    caller: Annotated[Caller, Depends(may(Permission.EDIT_PARTNER, on_partner))],
    words: Speaking,
    check: BasedOn,
    now: Now,
) -> Response:
    """Say anew what a partner is: what is absent stays as it is, null takes it away."""
    words.check(said, LINK_KIND)
    after = await actions.edit_partner(session, organisation_of(partner).id, said, by=caller, check=check, now=now)
    return written(after["document"], after["revision"])
