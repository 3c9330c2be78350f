"""Tools over HTTP: read only, public."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from directory.browsing import Browsing
from directory.reading import Reading, conditional
from directory.tools import reads
from directory.tools.schemas import ToolDetail, ToolList, ToolListing, UsageList

router = APIRouter(tags=["tools"])


@router.get("/tools", summary="List tools", response_model=ToolList)
async def list_tools(request: Request, reader: Reading, asked: Annotated[ToolListing, Query()]) -> Response:
    """Digital commons, each with how many places use it."""
    answer = await reads.tools(reader, asked, query=request.url.query)
    return answer.response()


@router.get("/tools/{reference}", summary="Read a tool", response_model=ToolDetail, responses=conditional)
async def read_tool(request: Request, reader: Reading, reference: str) -> Response:
    """A tool by slug or id, with who uses it, since when and how well."""
    answer = await reads.one_tool(reader, reference, known=request.headers.get("if-none-match"))
    return answer.response()


@router.get("/tools/{reference}/usages", summary="List usages", response_model=UsageList, responses=conditional)
async def list_usages(
    request: Request, reader: Reading, reference: str, asked: Annotated[Browsing, Query()]
) -> Response:
    """Which published places use a tool: how, since when, how well."""
    answer = await reads.usages(reader, reference, asked, query=request.url.query)
    return answer.response()
