"""Reading services from inside, through the same memory as everybody else."""

import json
import secrets
from collections.abc import AsyncIterator
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from gateway.asked import Asked
from gateway.cache.entries import Entry
from gateway.refusing import ServiceBroken
from gateway.routing.forwarding import Forwarder
from gateway.routing.table import Table, classify
from gateway.upstream.answers import Answer
from gateway.upstream.errors import UpstreamError

REDIRECTS = frozenset({301, 302, 307, 308})
HOPS = 3
PAGE = 100  # items of a list at a time: the most a service gives


class Document(NamedTuple):
    """A service's answer: its status, and its content when it is JSON."""

    status: int
    content: Any


class Documents:
    """Documents of the services, as an anonymous reader gets them."""

    def __init__(self, table: Table, forwarder: Forwarder, *, patience: float) -> None:
        self._table = table
        self._forwarder = forwarder
        self._patience = patience

    async def read(self, service: str, path: str, query: str = "") -> Document:
        """The document at a service's path, redirections followed. Raises EdgeRefusal."""
        target = f"/api/{service}{path}"
        for _ in range(HOPS):
            status, body, location = await self._get(target, query)
            if status not in REDIRECTS or not location:
                return Document(status, json.loads(body) if body and status < 400 else None)  # noqa: PLR2004
            parts = urlsplit(urljoin(target, location))  # it may be told as seen from there
            target, query = parts.path, parts.query
        return Document(404, None)

    async def walk(self, service: str, path: str) -> AsyncIterator[dict[str, Any]]:
        """Every item of a service's list, page after page, past the memory. Raises EdgeRefusal."""
        cursor: str | None = ""
        while cursor is not None:
            query = urlencode({"limit": PAGE, **({"cursor": cursor} if cursor else {})})
            asked = _asked(f"/api/{service}{path}", query)
            route = self._table.match(asked.path)
            if route is None:
                return
            answer = await self._forwarder.read_once(asked, route)
            body = await self._body(answer)
            if answer.status != 200:  # noqa: PLR2004
                raise ServiceBroken(f"The list {path} of {service} could not be read: {answer.status}.")
            page = json.loads(body)
            for item in page["items"]:
                yield item
            cursor = page["next"]

    async def _get(self, path: str, query: str) -> tuple[int, bytes, str]:
        asked = _asked(path, query)
        route = self._table.match(asked.path)
        if route is None:
            return 404, b"", ""
        what = (await self._forwarder.forward(asked, route, classify("GET", route.path), _nothing)).what
        if isinstance(what, Entry):
            location = next((value for name, value in what.headers if name == b"location"), b"")
            return what.status, what.body, location.decode("latin-1")
        location = self._forwarder.relocated(what.header(b"location") or b"", route)
        return what.status, await self._body(what), location.decode("latin-1")

    async def _body(self, answer: Answer) -> bytes:
        try:
            return await answer.read(patience=self._patience)
        except UpstreamError as error:
            raise ServiceBroken("The service broke off its answer.") from error


def _asked(path: str, query: str) -> Asked:
    raw, raw_query = path.encode(), query.encode()
    return Asked(
        method="GET",
        path=raw,
        query=raw_query,
        target=raw + b"?" + raw_query if query else raw,
        headers=[],
        client="127.0.0.1",
        request_id=secrets.token_hex(16).encode(),
    )


async def _nothing() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}
