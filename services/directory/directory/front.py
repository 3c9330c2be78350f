"""Hot reads, answered before FastAPI's routing from a small pool of plain asyncpg connections.

The reads themselves are the routes' own (`places.reads`); what is unusual (a bad parameter, a refusal, another method)
is passed on to FastAPI, which says what is wrong.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import asyncpg
from pydantic import ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.database import SERVER_SETTINGS, plain_dsn
from chassis.refusals import Refusal
from chassis.service import State
from chassis.settings import Settings
from directory.memo import Memo
from directory.places import facets, reads
from directory.places.filters import TRAITS, PlaceFilters, PlaceListing, PlaceReading
from directory.reading import Answer, Reader

CONNECTIONS = 4  # measured: as good as 40


class Template(NamedTuple):
    """The route a request would have matched, for the metrics."""

    path: str


@asynccontextmanager
async def resources(settings: Settings) -> AsyncIterator[Mapping[str, Any]]:
    """The pool of the hot reads, and a memo that hears of every change."""
    dsn, memo = plain_dsn(settings.database_url), Memo()
    async with (
        asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=CONNECTIONS,
            server_settings=SERVER_SETTINGS | {"jit": "off"},
            reset=_nothing_to_reset,
        ) as pool,
        memo.listening(dsn),
    ):
        yield {"pool": pool, "memo": memo}


async def _nothing_to_reset(_: Any) -> None:
    """Reads leave no state behind: a round trip saved per request."""


class Front:
    """Answers what it knows, passes on the rest."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self.app = app
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        answer = await self._answer(scope) if scope["type"] == "http" and "pool" in self.state else None
        if answer is None:
            await self.app(scope, receive, send)
        else:
            await _send(answer, send)

    async def _answer(self, scope: Scope) -> Answer | None:
        """What is answered here; None for all else, refusals among it."""
        path = scope["path"]
        template = path if path in READS else ONE if "/" not in path.removeprefix("/places/") else None
        if template is None or scope["method"] != "GET":
            return None
        scope["route"] = Template(template)
        try:
            async with self.state["pool"].acquire() as connection:
                return await READS[template](Reader(connection, self.state["memo"]), scope)
        except (Refusal, ValidationError, UnicodeDecodeError):
            return None


async def _list(reader: Reader, scope: Scope) -> Answer:
    query = scope["query_string"].decode()
    return await reads.places(reader, PlaceListing.model_validate(parameters(query)), query=query)


async def _count(reader: Reader, scope: Scope) -> Answer:
    filters = PlaceFilters.model_validate(parameters(scope["query_string"].decode()))
    return await facets.facets(reader, filters)


async def _one(reader: Reader, scope: Scope) -> Answer:
    asked = PlaceReading.model_validate(parameters(scope["query_string"].decode()))
    known = next((value.decode() for name, value in scope["headers"] if name == b"if-none-match"), None)
    return await reads.one_place(reader, scope["path"].removeprefix("/places/"), include=asked.parts, known=known)


ONE = "/places/{reference}"
READS: Mapping[str, Callable[[Reader, Scope], Awaitable[Answer]]] = {
    "/places": _list,
    "/places/facets": _count,
    ONE: _one,
}


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
    headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
