"""One request, as the gateway sees it: read once, in one pass over its headers."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import Scope

from chassis.refusals import Refusal

Headers = list[tuple[bytes, bytes]]

REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
ONCE = frozenset(
    {
        b"host",
        b"content-length",
        b"transfer-encoding",
        b"authorization",
        b"content-type",
        b"if-none-match",
        b"origin",
        b"sec-fetch-site",
        b"x-csrf-token",
    }
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class AmbiguousRequest(Refusal):
    """Two readers could take this request for two different ones."""

    status = 400


@dataclass(slots=True)
class Asked:
    """Names of headers are in lower case; ``target`` is the raw path with its query, as it was sent."""

    method: str
    path: bytes
    query: bytes
    target: bytes
    headers: Headers
    client: str  # the address the request came from, proxies we trust seen through
    anonymous: bool = True
    authorization: bytes | None = None
    cookies: Sequence[bytes] = ()  # what is shown under the name of the session's cookie, each value once
    token: str = ""  # of the session that the cookie names, once it is opened: goes to services as a bearer token
    csrf: bytes | None = None
    site: bytes | None = None  # how the page that asks stands to us, as its browser says (Sec-Fetch-Site)
    host: bytes = b""
    origin: bytes | None = None
    if_none_match: bytes | None = None
    accept_encoding: bytes = b""
    no_cache: bool = False
    content_length: int | None = None
    chunked: bool = False
    request_id: bytes = b""
    traceparent: bytes | None = None
    flaw: Refusal | None = None  # why it may not be answered

    @property
    def has_body(self) -> bool:
        """Whether a body follows."""
        return self.chunked or bool(self.content_length)

    @property
    def reads(self) -> bool:
        """Whether it may be answered from memory."""
        return self.method in ("GET", "HEAD") and self.anonymous and not self.has_body

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method not in SAFE


class Reader:
    """Turns ASGI scopes into what we asked."""

    def __init__(self, session_cookie: str) -> None:
        """``session_cookie``: its whole name."""
        self._cookie = re.compile(rb"(?:^|;)\s*" + re.escape(session_cookie.encode()) + rb"=([^;]*)")

    def read(self, scope: Scope, client: str) -> Asked:
        """What is asked; a flaw in it is noted, so that the refusal can be answered as anything else is."""
        path, query = scope["raw_path"], scope["query_string"]
        asked = Asked(
            method=scope["method"],
            path=path,
            query=query,
            target=path + b"?" + query if query else path,
            headers=scope["headers"],
            client=client,
        )
        try:
            self._take(asked)
        except AmbiguousRequest as flaw:
            asked.flaw = flaw
        if not asked.host and scope["http_version"] == "1.1":
            asked.flaw = AmbiguousRequest("The header Host is missing.")
        asked.request_id = asked.request_id or b"%032x" % random.getrandbits(128)
        return asked

    def _take(self, asked: Asked) -> None:
        seen: set[bytes] = set()
        for name, value in asked.headers:
            if name in ONCE:
                if name in seen:
                    raise AmbiguousRequest(f"The header {name.decode()} may be given once.")
                seen.add(name)
            take = _TAKERS.get(name)
            if take is not None:
                take(asked, value)
            elif name == b"cookie" and (shown := self._cookie.findall(value)):
                asked.cookies = tuple(dict.fromkeys((*asked.cookies, *map(bytes.strip, shown))))
                asked.anonymous = False
        if asked.chunked and asked.content_length is not None:
            raise AmbiguousRequest("A body is either chunked or of a given length.")


def _host(asked: Asked, value: bytes) -> None:
    asked.host = value


def _authorization(asked: Asked, value: bytes) -> None:
    asked.authorization = value
    asked.anonymous = False


def _csrf(asked: Asked, value: bytes) -> None:
    asked.csrf = value


def _site(asked: Asked, value: bytes) -> None:
    asked.site = value


def _origin(asked: Asked, value: bytes) -> None:
    asked.origin = value


def _if_none_match(asked: Asked, value: bytes) -> None:
    asked.if_none_match = value


def _accept_encoding(asked: Asked, value: bytes) -> None:
    asked.accept_encoding = value


def _cache_control(asked: Asked, value: bytes) -> None:
    asked.no_cache = b"no-cache" in value


def _content_length(asked: Asked, value: bytes) -> None:
    if not value.isdigit():
        raise AmbiguousRequest("Content-Length is a number.")
    asked.content_length = int(value)


def _transfer_encoding(asked: Asked, value: bytes) -> None:
    if value.strip().lower() != b"chunked":
        raise AmbiguousRequest("The only transfer coding understood here is 'chunked'.")
    asked.chunked = True


def _request_id(asked: Asked, value: bytes) -> None:
    if REQUEST_ID.fullmatch(value):
        asked.request_id = value


def _traceparent(asked: Asked, value: bytes) -> None:
    asked.traceparent = value


_TAKERS = {
    b"host": _host,
    b"authorization": _authorization,
    b"origin": _origin,
    b"if-none-match": _if_none_match,
    b"accept-encoding": _accept_encoding,
    b"cache-control": _cache_control,
    b"content-length": _content_length,
    b"transfer-encoding": _transfer_encoding,
    b"x-request-id": _request_id,
    b"traceparent": _traceparent,
    b"x-csrf-token": _csrf,
    b"sec-fetch-site": _site,
}
