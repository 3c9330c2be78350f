"""Which other sites' scripts may read our answers (https://fetch.spec.whatwg.org/#http-cors-protocol)."""

from starlette.responses import Response

from gateway.asked import Asked, Headers

METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
ASKED_HEADERS = "accept, accept-language, authorization, content-type, idempotency-key, if-match, if-none-match"
SHOWN_HEADERS = "etag, link, location, ratelimit, ratelimit-policy, retry-after, x-cache, x-request-id"
DAY = "86400"


class Cors:
    """No site, any site, or those listed. Never with credentials: other sites bring tokens."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self._any = "*" in origins
        self._origins = frozenset(origin.encode() for origin in origins)

    @property
    def varies(self) -> bool:
        """Whether an answer depends on who asks."""
        return bool(self._origins) and not self._any

    def allowed(self, origin: bytes | None) -> bytes | None:
        """The value of ``Access-Control-Allow-Origin`` for this origin, if any."""
        if origin is None:
            return None
        if self._any:
            return b"*"
        return origin if origin in self._origins else None

    def headers(self, origin: bytes | None) -> Headers:
        """What an answer to this origin carries more."""
        allowed = self.allowed(origin)
        if allowed is None:
            return []
        return [
            (b"access-control-allow-origin", allowed),
            (b"access-control-expose-headers", SHOWN_HEADERS.encode()),
        ]

    def preflight(self, asked: Asked) -> Response | None:
        """The answer to a preflight request; None when it is none of that kind."""
        if asked.method != "OPTIONS" or asked.origin is None:
            return None
        if not any(name == b"access-control-request-method" for name, _ in asked.headers):
            return None
        if self.allowed(asked.origin) is None:
            return Response(status_code=403, headers={"vary": "Origin"})
        return Response(
            status_code=204,
            headers={
                "access-control-allow-origin": (self.allowed(asked.origin) or b"").decode("latin-1"),
                "access-control-allow-methods": METHODS,
                "access-control-allow-headers": ASKED_HEADERS,
                "access-control-max-age": DAY,
                "vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            },
        )
