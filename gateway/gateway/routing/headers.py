"""What of a request's headers reaches a service, and what of an answer's headers leaves the house."""

from collections.abc import Iterable
from typing import NamedTuple

from gateway.asked import Asked, Headers


class Hop(NamedTuple):
    """What is the same for every request to one service."""

    prefix: bytes  # /api/<service>
    authority: bytes  # the service's own host:port
    public_host: bytes
    public_scheme: bytes


# RFC 9110 §7.6.1; `expect` is settled with the asker by our own server.
HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"expect",
    }
)
# Who someone is, or where a request came from, is for us to say; whoever says so from outside is not heard. Cookies are
# between the browser and us: what opens a session, and what proves that its own page asks, goes no further.
OURS = frozenset(
    {
        b"cookie",
        b"x-csrf-token",
        b"forwarded",
        b"x-real-ip",
        b"x-client-ip",
        b"true-client-ip",
        b"cf-connecting-ip",
        b"x-request-id",
        b"traceparent",
        b"tracestate",
        b"host",
        b"content-length",
        b"remote-user",
        b"x-original-url",
        b"x-rewrite-url",
        b"x-http-method-override",
        b"x-http-method",
        b"x-method-override",
        b"x-internal",
    }
)
OURS_BY_PREFIX = (
    b"x-forwarded-",
    b"x-remote-",
    b"x-user",
    b"x-auth",
    b"x-identity",
    b"x-consumer",
    b"x-envoy-",
    b"x-navigator-",
)
NOT_INWARD = HOP_BY_HOP | OURS
# No service sets a cookie: it could put its own session in the place of ours.
NOT_OUTWARD = HOP_BY_HOP | {
    b"set-cookie",
    b"clear-site-data",
    b"date",
    b"server",
    b"cache-tag",
    b"x-request-id",
    b"x-powered-by",
    b"alt-svc",
}


def named_by_connection(headers: Headers) -> frozenset[bytes]:
    """The headers that the Connection header says end at the next hop."""
    for name, value in headers:
        if name == b"connection" and value.lower() not in (b"keep-alive", b"close"):
            break
    else:  # the usual case
        return frozenset()
    named = [value for name, value in headers if name == b"connection"]
    return frozenset(part.strip().lower() for value in named for part in value.split(b","))


def inward(asked: Asked) -> Iterable[tuple[bytes, bytes]]:
    """The asker's own headers that a service may see."""
    named = named_by_connection(asked.headers)
    dropped = NOT_INWARD | named if named else NOT_INWARD
    if asked.token:
        yield b"authorization", b"Bearer " + asked.token.encode()
    for name, value in asked.headers:
        # X_Forwarded_For and X-Forwarded-For are one name to some programs.
        if name not in dropped and b"_" not in name and not name.startswith(OURS_BY_PREFIX):
            yield name, value


def outward(headers: Headers, hop: Hop) -> Headers:
    """A service's headers as the asker gets them; addresses inside the service become ours."""
    named = named_by_connection(headers)
    dropped = NOT_OUTWARD | named if named else NOT_OUTWARD
    return [
        (name, relocated(value, hop) if name in (b"location", b"content-location") else value)
        for name, value in headers
        if name not in dropped
    ]


def relocated(address: bytes, hop: Hop) -> bytes:
    """``/places/x`` of a service is ``/api/directory/places/x`` to everybody else."""
    address = address.removeprefix(b"http://" + hop.authority)
    if address.startswith(b"/") and not address.startswith((b"//", hop.prefix + b"/")):
        return hop.prefix + address
    return address
