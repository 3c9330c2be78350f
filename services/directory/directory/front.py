"""Hot reads, answered before FastAPI's routing from a few plain asyncpg connections.

The reads themselves are the routes' own (`places.reads`, `places.facets`); what is unusual (a bad parameter, a
refusal, another method) is passed on to FastAPI, which says what is wrong.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl

import asyncpg
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.database import plain_dsn
from chassis.refusals import Refusal
from chassis.service import State
from chassis.settings import Settings
from directory.lines import Lines
from directory.memo import Memo
from directory.places import facets, reads
from directory.places.filters import TRAITS, PlaceFilters, PlaceListing, PlaceReading
from directory.reading import Answer, Lend, Reader

CONNECTIONS = 4  # measured: as good as 40

# A refusal, or a lost connection: the routes' own pool tries its connections before it lends them.
LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
)
UNUSUAL = (Refusal, ValidationError, UnicodeDecodeError, *LOST)
Query = TypeVar("Query", bound=BaseModel)


class Template(NamedTuple):
    """The route that a request would have matched, for the metrics."""

    path: str


@asynccontextmanager
async def resources(settings: Settings) -> AsyncIterator[Mapping[str, Any]]:
    """The connections of the hot reads, and a memo that hears of every change."""
    dsn, memo = plain_dsn(settings.database_url), Memo()
    lines = Lines(dsn, CONNECTIONS)
    try:
        async with memo.listening(dsn):
            yield {"lines": lines, "memo": memo}
    finally:
        await lines.close()


class Front:
    """Answers what it knows, passes on the rest."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self.app = app
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        answer = await self._answer(scope) if scope["type"] == "http" and "lines" in self.state else None
        if answer is None:
            await self.app(scope, receive, send)
        else:
            await _send(answer, send)

    async def _answer(self, scope: Scope) -> Answer | None:
        """What is answered here; None for all else, refusals among it."""
        path, method = scope["path"], scope["method"]
        template = path if path in READS else ONE if "/" not in path.removeprefix("/places/") else None
        if template is None or method != "GET":
            return None
        scope["route"] = Template(template)
        try:
            return await READS[template](self._lend, scope)
        except UNUSUAL:
            return None

    @asynccontextmanager
    async def _lend(self) -> AsyncIterator[Reader]:
        """Something to read with, for as long as it takes."""
        async with self.state["lines"].lent() as line:
            yield Reader(line, self.state["memo"])


async def _list(lend: Lend, scope: Scope) -> Answer:
    query = scope["query_string"].decode()
    asked = read(PlaceListing, query)
    async with lend() as reader:
        return await reads.places(reader, asked, query=query)


async def _map(lend: Lend, scope: Scope) -> Answer:
    return await reads.places_map(lend, read(PlaceFilters, scope["query_string"].decode()))


async def _count(lend: Lend, scope: Scope) -> Answer:
    asked = read(PlaceFilters, scope["query_string"].decode())
    async with lend() as reader:
        return await facets.facets(reader, asked)


async def _one(lend: Lend, scope: Scope) -> Answer:
    asked = read(PlaceReading, scope["query_string"].decode())
    known = next((value.decode() for name, value in scope["headers"] if name == b"if-none-match"), None)
    async with lend() as reader:
        return await reads.one_place(reader, scope["path"].removeprefix("/places/"), include=asked.parts, known=known)


ONE = "/places/{reference}"
READS: Mapping[str, Callable[[Lend, Scope], Awaitable[Answer]]] = {
    "/places": _list,
    "/places.geojson": _map,
    "/places/facets": _count,
    ONE: _one,
}


@lru_cache(4096)
def read(model: type[Query], query: str) -> Query:
    """What a query string asks; people ask the same things."""
    return model.model_validate(parameters(query))


def parameters(query: str) -> dict[str, Any]:
    """The parameters of a query string as FastAPI reads them: a repeated one is a list where lists are expected."""
    values: dict[str, Any] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in TRAITS:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
    return values


async def _send(answer: Answer, send: Send) -> None:
    headers = [(name.encode(), value.encode()) for name, value in answer.headers.items()]
    if answer.rest is None:
        headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": answer.rest is not None})
    if answer.rest is not None:
        async for chunk in answer.rest:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
