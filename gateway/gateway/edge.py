"""Where every request enters: checked, counted, answered from memory, passed to a service or to the pages."""

import logging

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.problems import problem
from chassis.refusals import Refusal
from gateway import refusing
from gateway.asked import Asked, Headers, Reader
from gateway.cache.entries import Entry
from gateway.guard.cors import Cors
from gateway.guard.headers import for_data
from gateway.health import figures
from gateway.limits.addresses import Addresses, counted_as
from gateway.limits.limiter import Limiter
from gateway.outgoing import NOTHING_KEPT, Outgoing
from gateway.routing import framing, paths
from gateway.routing.delivery import Cut, deliver_answer, deliver_entry
from gateway.routing.forwarding import Forwarder
from gateway.routing.framing import AskerLeft
from gateway.routing.headers import outward
from gateway.routing.table import PREFIX, Route, RouteClass, Table, classify
from gateway.session.app import is_own
from gateway.session.door import Door
from gateway.settings import GatewaySettings

LOGGER = "request"
log = structlog.get_logger(LOGGER)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
COUNTED = (b"/lieux", b"/reseaux", b"/outils", b"/sitemap")  # pages that cost a service's answer
AUTH = b"/auth/"
COUNTED_APART = (PREFIX, AUTH)
TOLD_BY_THE_ISSUER = b"/auth/backchannel-logout"  # one address signs many people out


class NoSuchMethod(Refusal):
    """This method is not answered here."""

    status = 405


class Edge:
    """The ASGI app. ``/api/<service>/…`` is passed on; about people ``account`` answers, about the rest ``inside``."""

    def __init__(
        self,
        *,
        settings: GatewaySettings,
        table: Table,
        forwarder: Forwarder,
        limiter: Limiter | None,
        cors: Cors,
        tally: figures.Tally,
        door: Door,
        account: ASGIApp,
        inside: ASGIApp,
    ) -> None:
        self._settings = settings
        self._table = table
        self._forwarder = forwarder
        self._limiter = limiter
        self._door = door
        self._account = account
        self._inside = inside
        self._reader = Reader(settings.session_cookie_name)
        self._addresses = Addresses(settings.trusted_proxies)
        self._cors = cors
        self._tally = tally
        self._dress = for_data(settings)
        level = settings.access_log
        heard = level != "off" and logging.getLogger(LOGGER).isEnabledFor(getattr(logging, level.upper()))
        self._tell = getattr(log, level) if heard else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        asked = self._reader.read(scope, self.client(scope))
        out = Outgoing(send, asked, dress=self._dress, extra=self._cors_headers(asked))
        came = "bypass"
        try:
            came = await self._answer(asked, scope, receive, out)
        except AskerLeft:
            return
        except Exception as error:
            await self._fail(error, scope, receive, out)
        finally:
            route_class = _class(asked) if asked.path.startswith(COUNTED_APART) else "page"
            self._tally.requests[route_class, out.status] += 1
            if self._tell is not None:
                out.tell(came, self._tell)

    async def _fail(self, error: Exception, scope: Scope, receive: Receive, out: Outgoing) -> None:
        """Answer a refusal or a fault of ours as a problem.

        Once a head has left, the connection must end instead: coming back without the rest makes the server close it.
        """
        request_id = out.asked.request_id.decode()
        if not isinstance(error, Refusal | Cut):
            log.error("request failed", request_id=request_id, exc_info=error)
        if out.begun:
            log.warning("answer cut off", request_id=request_id, error=repr(error))
        elif isinstance(error, Refusal):
            await refusing.answer(error)(scope, receive, out)
        else:
            await problem("internal-error", "Something went wrong on our side.", 500)(scope, receive, out)

    def client(self, scope: Scope) -> str:
        """The address a request came from, proxies we trust seen through."""
        peer = (scope.get("client") or ("", 0))[0]
        if not self._addresses.believes_anyone:
            return peer
        chain = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
        return self._addresses.resolve(peer, chain)

    def _cors_headers(self, asked: Asked) -> Headers:
        vary = [(b"vary", b"Origin")] if self._cors.varies else []
        return self._cors.headers(asked.origin) + vary

    async def _answer(self, asked: Asked, scope: Scope, receive: Receive, out: Outgoing) -> str:
        """Answer the request; says which way the answer came."""
        self._check(asked)
        preflight = self._cors.preflight(asked)
        if preflight is not None:
            await preflight(scope, receive, out)
            return "bypass"
        route = self._table.match(asked.path) if asked.path.startswith(PREFIX) else None
        if route is not None:
            return await self._pass_on(asked, route, receive, out)
        if is_own(asked.path):
            await self._about_people(asked, scope, receive, out)
            return "bypass"
        if self._limiter is not None and asked.path.startswith(COUNTED):
            out.extra += as_headers(await self._limiter.take(counted_as(asked.client), "read"))
        await self._inside(scope, receive, out)
        return "bypass"

    def _check(self, asked: Asked) -> None:
        if asked.flaw is not None:
            raise asked.flaw
        paths.check(asked.path)
        if asked.method not in METHODS:
            raise NoSuchMethod(f"Not answered here: {asked.method}.")
        if len(asked.target) > self._settings.target_bytes:
            raise refusing.TargetTooLong(f"At most {self._settings.target_bytes} bytes of address are read.")

    async def _about_people(self, asked: Asked, scope: Scope, receive: Receive, out: Outgoing) -> None:
        """Ours to answer: counted, bounded, and told what is on its way."""
        if self._limiter is not None:
            out.extra += as_headers(await self._limiter.take(counted_as(asked.client), _class(asked)))
        framing.check_small(asked)
        scope["state"] = {**scope.get("state", {}), "out": out}
        await self._account(scope, framing.patient(receive, self._settings.silence_seconds), out)

    async def _pass_on(self, asked: Asked, route: Route, receive: Receive, out: Outgoing) -> str:
        route_class = classify(asked.method, route.path)
        if self._limiter is not None:
            out.extra += as_headers(await self._limiter.take(counted_as(asked.client), route_class))
        if not asked.anonymous:
            await self._door.admit(out)
        forwarded = await self._forwarder.forward(asked, route, route_class, receive)
        self._tally.came[forwarded.came] += 1
        out.extra.append((b"x-cache", forwarded.came.encode()))
        if isinstance(forwarded.what, Entry):
            await deliver_entry(forwarded.what, asked, out, extra=[])
            return forwarded.came
        answer = forwarded.what
        headers = self._outward(asked, outward(answer.headers, self._forwarder.hop(route)))
        await deliver_answer(answer, headers, asked, receive, out, patience=self._settings.silence_seconds)
        return forwarded.came

    def _outward(self, asked: Asked, headers: Headers) -> Headers:
        """What is somebody's own is kept by nobody, whatever its service says; what says nothing is asked for again."""
        if not asked.anonymous:
            return [*(header for header in headers if header[0] != b"cache-control"), NOTHING_KEPT]
        if any(name == b"cache-control" for name, _ in headers):
            return headers
        return [*headers, (b"cache-control", b"no-cache")]


def _class(asked: Asked) -> RouteClass:
    """What a request counts as, by its looks alone."""
    if asked.path.startswith(AUTH):
        return "read" if asked.path == TOLD_BY_THE_ISSUER else "auth"
    return classify(asked.method, asked.path)


def as_headers(lines: bytes) -> Headers:
    """Header lines as ASGI wants them."""
    return [(name, value) for name, _, value in (line.partition(b": ") for line in lines.splitlines())]
