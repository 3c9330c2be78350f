"""How public documents are read: bytes rendered before, fetched and joined, never built again."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from asyncpg import Connection, Record
from fastapi import Depends, Request, Response
from pydantic_core import to_json

from chassis.database import Session
from chassis.etags import etag, matches
from chassis.pages import decode_cursor
from chassis.refusals import Invalid
from directory.memo import Memo

JSON = "application/json"
REFERENCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # a slug, or an id
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Reader:
    """A connection to read from, and what is remembered of earlier answers."""

    connection: "Connection[Record]"
    memo: Memo = field(default_factory=Memo)

    async def one(self, statement: str, *values: Any) -> Record:
        """The one row of a statement that always has one."""
        row = await self.connection.fetchrow(statement, *values)
        assert row is not None
        return row


async def reader(request: Request, session: Session) -> Reader:
    """Read in the request's own transaction, through its driver's connection."""
    raw = await (await session.connection()).get_raw_connection()
    memo = getattr(request.state, "memo", None) or Memo()
    return Reader(raw.driver_connection, memo)  # type: ignore[arg-type] # asyncpg is the driver


conditional: dict[int | str, dict[str, Any]] = {
    304: {"description": "The asker has this very version."},
    404: {"description": "There is no such thing, or it is not public."},
}

moved: dict[int | str, dict[str, Any]] = {308: {"description": "It became another one, to be read there."}}

Lend = Callable[[], AbstractAsyncContextManager[Reader]]  # something to read with, for as long as it takes
Reading = Annotated[Reader, Depends(reader)]


@dataclass(frozen=True)
class Answer:
    """What a read answers, before any framework: FastAPI's routes and the front send the same one."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200
    rest: AsyncIterator[bytes] | None = None  # what follows the body, fetched while it is sent

    def response(self) -> Response:
        """The answer as FastAPI sends it, once it is whole."""
        assert self.rest is None
        return Response(self.body, self.status, dict(self.headers), None)

    async def whole(self) -> "Answer":
        """The same answer with nothing left to fetch."""
        rest = [part async for part in self.rest] if self.rest else []
        return replace(self, body=self.body + b"".join(rest), rest=None)


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


def as_id(text: str) -> UUID | None:
    """The id this text is, or none."""
    return UUID(text) if IDENTIFIER.fullmatch(text) else None


def position(cursor: str, *, sort: str, read: Callable[[Any], Any]) -> tuple[Any, UUID]:
    """The sort key and the id after which a page begins. Raises Invalid when the cursor is not one of this list.

    ``read`` makes the key of what JSON holds, or raises ValueError.
    """
    try:
        key, found = decode_cursor(cursor, sort=sort)
        if isinstance(found, str) and (known := as_id(found)):
            return read(key), known
    except (ValueError, TypeError, OverflowError):
        pass
    wrong = {"parameter": "cursor", "detail": "This cursor is not one of this list."}
    raise Invalid("The cursor is not one of this list.", errors=[wrong])


def plain_text(value: Any) -> str:
    """Text that a database can hold. Raises ValueError."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not text")
    value.encode()
    return value


def moment(value: Any) -> datetime:
    """A moment that a database can hold. Raises ValueError."""
    if not isinstance(value, str) or (read := datetime.fromisoformat(value)).tzinfo is None:
        raise ValueError("not a moment")
    return read


def count(value: Any) -> int:
    """A number of things. Raises ValueError."""
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise ValueError("not a count")
    return value
