"""Places that may be one, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from chassis.database import Session
from directory.duplicates import reads
from directory.duplicates.schemas import Likeness, SimilarPlaces
from directory.places.referential import Knowing
from directory.reading import document
from identity.answers import problems

router = APIRouter(tags=["places"])


@router.get("/similar-places", summary="Find similar places", response_model=SimilarPlaces, responses=problems(422))
async def find_similar(
    request: Request, session: Session, asked: Annotated[Likeness, Query()], referential: Knowing
) -> Response:
    """Known places that may be the one somebody is about to add: alike in name, in this commune or one beside it."""
    found = await reads.similar(session, asked, referential.territories)
    known = request.headers.get("if-none-match")
    return document(found.model_dump_json().encode(), tags="place", known=known).response()
