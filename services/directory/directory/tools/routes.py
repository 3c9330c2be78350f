"""Tools over HTTP: anyone reads them, those who speak for their maker describe them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.database import Session
from contracts.directory import Tool
from directory.browsing import Browsing
from directory.reading import Reading, conditional
from directory.rights import Permission, may, rights
from directory.targets import on_maker, on_tool, the_tool
from directory.tools import actions, reads
from directory.tools.schemas import ToolAddition, ToolDetail, ToolEdit, ToolList, ToolListing, UsageList
from directory.vocabulary.words import CATEGORY, LINK_KIND, Speaking
from directory.writing import BasedOn, Now, written
from identity.answers import DECIDING, EDITING
from identity.caller import Caller

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


@router.post("/tools", summary="Add a tool", status_code=201, response_model=Tool, responses=DECIDING)
async def add_tool(
    session: Session,
    said: ToolAddition,
    caller: Annotated[Caller, Depends(may(Permission.ADD_TOOL, on_maker))],
    words: Speaking,
    now: Now,
) -> Response:
    """Describe a tool that is not there yet, as its maker or a moderator; its address is made of its name, for good."""
    words.check(said, CATEGORY, LINK_KIND)
    made = await actions.add_tool(session, said, by=caller, now=now)
    return written(made["document"], made["revision"], status=201, location=f"tools/{made['slug']}")


@router.patch("/tools/{reference}", summary="Edit a tool", response_model=Tool, responses=EDITING)
async def edit_tool(
    *,
    session: Session,
    said: ToolEdit,
    tool: Annotated[UUID, Depends(the_tool)],
    caller: Annotated[Caller, Depends(may(Permission.EDIT_TOOL, on_tool))],
    words: Speaking,
    check: BasedOn,
    now: Now,
) -> Response:
    """Say anew what a tool is: what is absent stays as it is, null takes it away.

    Its maker is changed by those who speak for the old and the new one; that nobody is its maker, by a moderator.
    """
    words.check(said, CATEGORY, LINK_KIND)
    if "maker" in said.model_fields_set:
        await rights.require(session, Permission.EDIT_TOOL, caller, await on_maker(session, said))
    after = await actions.edit_tool(session, tool, said, by=caller, check=check, now=now)
    return written(after["document"], after["revision"])
