"""The words of the ecosystem, the territories, and the directory in a few figures."""

from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from directory.ecosystem import Ecosystem
from directory.reading import Reader, Reading, document
from directory.territories.divisions import departements, regions
from directory.vocabulary.schemas import Summary, TerritoryList, VocabularyDocument

router = APIRouter(tags=["vocabulary"])


@router.get("/vocabulary", summary="Read the vocabulary", response_model=VocabularyDocument)
async def read_vocabulary(request: Request) -> Response:
    """The words that places, tools and links are described with, and the sources of the data."""
    body = vocabulary(request.state.settings.ecosystem)
    return document(body, tags="vocabulary", known=request.headers.get("if-none-match")).response()


@router.get("/territories", summary="List territories", response_model=TerritoryList)
async def list_territories(request: Request) -> Response:
    """The régions and départements of France, overseas included."""
    return document(territories(), tags="territory", known=request.headers.get("if-none-match")).response()


@router.get("/summary", summary="Sum up the directory", response_model=Summary)
async def read_summary(request: Request, reader: Reading) -> Response:
    """How many published places, networks, tools and usages there are, in how many communes."""
    body = await summary(reader)
    tags = "place network tool usage"
    return document(body, tags=tags, known=request.headers.get("if-none-match")).response()


@cache
def vocabulary(folder: Path) -> bytes:
    """The ecosystem's words, rendered once."""
    ecosystem = Ecosystem.load(folder)
    words = {"sources": ecosystem.sources} | dict(ecosystem.vocabulary)
    return VocabularyDocument.model_validate(words, from_attributes=True).model_dump_json().encode()


@cache
def territories() -> bytes:
    """Every région and département, rendered once."""
    shown = {"regions": list(regions().values()), "departements": list(departements().values())}
    return TerritoryList.model_validate(shown, from_attributes=True).model_dump_json().encode()


async def summary(reader: Reader) -> bytes:
    """The figures, as JSON."""

    async def find() -> bytes:
        row = await reader.one(
            "select (select count(*) from place_tag where tag = 'all') as places, "
            "(select count(*) from network) as networks, (select count(*) from tool) as tools, "
            "(select count(*) from place_tag where tag >= 'tool:' and tag < 'tool;') as usages, "
            "(select count(distinct tag) from place_tag where tag >= 'commune:' and tag < 'commune;') as communes, "
            "exists (select from place_tag where tag = 'demo:true') as demo, "
            "(select max(updated_at) from place_tag where tag = 'all') as updated_at"
        )
        return to_json(dict(row))

    found: bytes = await reader.memo.get("summary", find)
    return found
