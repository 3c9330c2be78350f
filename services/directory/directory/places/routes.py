"""Places over HTTP: read only, public."""

from contextlib import nullcontext
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from directory.places import facets as counts
from directory.places import reads
from directory.places.filters import PlaceFilters, PlaceListing, PlaceReading
from directory.places.schemas import PlaceDetail, PlaceFacets, PlaceFeatures, PlaceList
from directory.reading import Reading, conditional, moved

router = APIRouter(tags=["places"])


class GeoJson(JSONResponse):
    """GeoJSON (RFC 7946 §12)."""

    media_type = "application/geo+json"


Filters = Annotated[PlaceFilters, Query()]
Listing = Annotated[PlaceListing, Query()]


@router.get("/places", summary="List places", response_model=PlaceList)
async def list_places(request: Request, reader: Reading, asked: Listing) -> Response:
    """Places that match every filter, a page at a time, with how many there are in all."""
    answer = await reads.places(reader, asked, query=request.url.query)
    return answer.response()


@router.get("/places.geojson", summary="Map places", response_model=PlaceFeatures, response_class=GeoJson)
async def map_places(reader: Reading, asked: Filters) -> Response:
    """Every place with a location that matches every filter, as GeoJSON."""
    answer = await reads.places_map(lambda: nullcontext(reader), asked)
    return (await answer.whole()).response()


@router.get("/places/facets", summary="Count places", response_model=PlaceFacets)
async def count_places(reader: Reading, asked: Filters) -> Response:
    """How many places each further choice would find; each dimension leaves its own choice out."""
    answer = await counts.facets(reader, asked)
    return answer.response()


@router.get("/places/{reference}", summary="Read a place", response_model=PlaceDetail, responses=conditional | moved)
async def read_place(
    request: Request, reader: Reading, reference: str, asked: Annotated[PlaceReading, Query()]
) -> Response:
    """A place by slug or id. One that was merged into another answers where that is (308)."""
    known = request.headers.get("if-none-match")
    answer = await reads.one_place(reader, reference, include=asked.parts, known=known)
    return answer.response()
