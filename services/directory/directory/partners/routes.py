"""Partners over HTTP: read only, public."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from contracts.directory import Partner
from directory.browsing import Shelf, one, page
from directory.partners.schemas import PartnerList, PartnerListing
from directory.reading import Reading, conditional, document

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
