"""Communes over HTTP."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from directory.reading import document
from directory.territories.communes import Commune
from directory.territories.completion import Completion
from directory.territories.schemas import Beginning, CommuneList, CommuneShown
from identity.answers import problems

router = APIRouter(tags=["vocabulary"])


@router.get("/communes", summary="Complete a commune", response_model=CommuneList, responses=problems(422))
async def complete_commune(request: Request, asked: Annotated[Beginning, Query()]) -> Response:
    """At most twenty communes whose name or postcode begins with what is written, the likeliest first."""
    completion = await to_thread.run_sync(Completion.load)  # the first time takes a while
    postcode = "".join(asked.q.split())
    shown = CommuneList(items=[_shown(one, postcode) for one in completion.beginning(asked.q)])
    known = request.headers.get("if-none-match")
    return document(shown.model_dump_json().encode(), tags="territory", known=known).response()


def _shown(commune: Commune, written: str) -> CommuneShown:
    only = commune.postcodes[0] if len(commune.postcodes) == 1 else None
    return CommuneShown(
        code=commune.code,
        name=commune.name,
        postcode=written if written in commune.postcodes else only,
        postcodes=list(commune.postcodes),
        departement_code=commune.departement.code,
        departement=commune.departement.name,
        region_code=commune.region.code,
        region=commune.region.name,
        latitude=commune.latitude,
        longitude=commune.longitude,
    )
