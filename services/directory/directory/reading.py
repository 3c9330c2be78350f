"""How public documents are read: bytes rendered before, fetched and joined, never built again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from asyncpg import Connection, Record
from fastapi import Depends, Request, Response
from pydantic_core import to_json

from chassis.database import Session
from chassis.etags import etag, matches
from directory.memo import Memo

JSON = "application/json"


@dataclass(frozen=True)
class Reader:
    """A connection to read from, and what is remembered of earlier answers."""

    connection: "Connection[Record]"
    memo: Memo = field(default_factory=Memo)


async def reader(request: Request, session: Session) -> Reader:
    """Read in the request's own transaction, through its driver's connection."""
    raw = await (await session.connection()).get_raw_connection()
    memo = getattr(request.state, "memo", None) or Memo()
    return Reader(raw.driver_connection, memo)  # type: ignore[arg-type] # asyncpg is the driver


conditional: dict[int | str, dict[str, Any]] = {
    304: {"description": "The asker has this very version."},
    404: {"description": "There is no such thing, or it is not public."},
}

Reading = Annotated[Reader, Depends(reader)]


@dataclass(frozen=True)
class Answer:
    """What a read answers, before any framework: FastAPI's routes and the front send the same one."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200

    def response(self) -> Response:
        """The answer as FastAPI sends it."""
        return Response(self.body, self.status, dict(self.headers), None)


def document(body: bytes, *, tags: str, known: str | None, revision: int | None = None) -> Answer:
    """One document. ``known``: the asker's ``If-None-Match``; ``tags``: the nouns the answer depends on.

    Its tag is its revision, or where it shows more than one subject that of its bytes.
    """
    tag = etag(body if revision is None else revision)
    headers = {"content-type": JSON, "etag": tag, "cache-tag": tags}
    return Answer(b"", headers, 304) if matches(known, tag) else Answer(body, headers)


def listing(items: Iterable[bytes], *, total: int, cursor: str | None, query: str, tags: str) -> Answer:
    """A page of a list. ``query``: the query string that asked for it."""
    body = b'{"items":[%b],"total":%d,"next":%b}' % (b",".join(items), total, to_json(cursor))
    headers = {"content-type": JSON, "cache-tag": tags}
    if cursor:
        headers["link"] = f'<?{_continued(query, cursor)}>; rel="next"'
    return Answer(body, headers)


def _continued(query: str, cursor: str) -> str:
    """The same query with another cursor."""
    kept = [part for part in query.split("&") if part and not part.startswith("cursor=")]
    return "&".join([*kept, f"cursor={cursor}"])


def extended(body: bytes, **parts: bytes) -> bytes:
    """A rendered JSON object with more keys at its end."""
    return body[:-1] + b"".join(b',"%b":%b' % (name.encode(), part) for name, part in parts.items()) + b"}"


def array(items: Iterable[bytes]) -> bytes:
    """Rendered JSON values as an array."""
    return b"[%b]" % b",".join(items)
