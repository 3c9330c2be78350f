"""Networks over HTTP: read only, public."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from directory.networks import reads
from directory.networks.schemas import NetworkDetail, NetworkList, NetworkListing
from directory.reading import Reading, conditional

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
