"""Places over HTTP: read by anyone, edited by those who speak for them."""

from contextlib import nullcontext
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from chassis.database import Session
from contracts.directory import Place
from directory.browsing import Browsing
from directory.people.actions import remember
from directory.places import changes, history, reads
from directory.places import facets as counts
from directory.places.editing import edit_place, taken
from directory.places.edits import PlaceEdit
from directory.places.filters import PlaceFilters, PlaceListing, PlaceReading
from directory.places.referential import Knowing
from directory.places.schemas import PlaceDetail, PlaceFacets, PlaceFeatures, PlaceHistory, PlaceList
from directory.reading import Reading, conditional, moved
from directory.rights import Permission, may
from directory.targets import on_place, public_place
from directory.writing import BasedOn, Now
from identity.answers import EDITING, problems
from identity.asking import Perhaps
from identity.caller import Caller

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


@router.patch("/places/{reference}", summary="Edit a place", response_model=Place, responses=EDITING)
async def change_place(
    *,
    session: Session,
    reader: Reading,
    place_id: Annotated[UUID, Depends(public_place)],
    edit: PlaceEdit,
    caller: Annotated[Caller, Depends(may(Permission.EDIT_PLACE, on_place))],
    check: BasedOn,
    referential: Knowing,
    now: Now,
) -> Response:
    """Say in the place's own name what it is, on the revision that `If-Match` names; no import speaks against it."""
    await remember(session, caller, now=now)
    place = await taken(session, place_id)
    check(place["revision"])
    record = history.Record(action="edited", by=history.speaking(caller, "place"))
    await edit_place(session, place, edit, record=record, referential=referential, now=now)
    answer = await reads.one_place(reader, str(place["id"]), include=frozenset(), known=None)
    return answer.response()


@router.get(
    "/places/{reference}/history",
    summary="Read what became of a place",
    responses=problems(401, 404, 422, 503),
)
async def read_history(
    session: Session,
    response: Response,
    place: Annotated[UUID, Depends(public_place)],
    asked: Annotated[Browsing, Query()],
    caller: Perhaps,
) -> PlaceHistory:
    """Which value changed when, from which source or by whom, the latest first.

    People are named who wish it; the place's own people and moderators read every name.
    """
    page = await changes.history(session, place, asked, caller=caller)
    if page.next:
        response.headers["link"] = f'<?limit={asked.limit}&cursor={page.next}>; rel="next"'
    return page
