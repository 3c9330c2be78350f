"""One request to one service: from memory, through a flight, or straight."""

from dataclasses import dataclass
from typing import Literal

from starlette.types import Receive

from gateway.asked import Asked
from gateway.cache.entries import Entry
from gateway.cache.keys import canonical
from gateway.cache.memory import Memory
from gateway.routing import framing
from gateway.routing.headers import Hop, relocated
from gateway.routing.neighbours import Neighbour, Neighbours
from gateway.routing.table import Route, RouteClass
from gateway.settings import GatewaySettings
from gateway.upstream.answers import Answer
from gateway.upstream.errors import UpstreamError
from gateway.upstream.pool import Ask

Came = Literal["hit", "miss", "bypass"]


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What came, and which way."""

    what: Entry | Answer
    came: Came


class Forwarder:
    """Asks the services on behalf of those outside."""

    def __init__(self, neighbours: Neighbours, memory: Memory, settings: GatewaySettings) -> None:
        self._neighbours = neighbours
        self._memory = memory
        self._remembers = settings.cache_bytes > 0
        self._trusts_no_cache = settings.trust_no_cache
        self._body_bytes = settings.body_bytes
        self._silence = settings.silence_seconds

    async def forward(self, asked: Asked, route: Route, route_class: RouteClass, receive: Receive) -> Forwarded:
        """The answer. Raises EdgeRefusal, BodyTooLarge, BodyTooSlow, AskerLeft."""
        neighbour = self._neighbours[route.service]
        if not (self._remembers and asked.reads) or (self._trusts_no_cache and asked.no_cache):
            return Forwarded(await self._straight(asked, neighbour, route, route_class, receive), "bypass")
        key = canonical(asked.path, asked.query)
        entry = self._memory.store.look(key, asked.target)
        if entry is not None:
            return Forwarded(entry, "hit")
        if asked.method == "HEAD":
            return Forwarded(await self._ask(asked, neighbour, route, route_class), "bypass")

        async def ask() -> Answer:
            return await self._ask(asked, neighbour, route, route_class)

        try:
            what = await self._memory.fetch(key, asked, neighbour.hop, route_class, ask)
        except UpstreamError as error:  # it broke off before anything had left: that can still be said
            raise neighbour.refusal(error) from error
        return Forwarded(what, "miss" if isinstance(what, Entry) else "bypass")

    async def read_once(self, asked: Asked, route: Route) -> Answer:
        """A read from inside that is not worth remembering."""
        return await self._ask(asked, self._neighbours[route.service], route, "heavy")

    def hop(self, route: Route) -> Hop:
        """What is the same for every request to this route's service."""
        return self._neighbours[route.service].hop

    def relocated(self, location: bytes, route: Route) -> bytes:
        """An address inside this route's service, as it is called from outside."""
        return relocated(location, self.hop(route))

    async def _straight(
        self, asked: Asked, neighbour: Neighbour, route: Route, route_class: RouteClass, receive: Receive
    ) -> Answer:
        """Somebody's own request, with all that it carries."""
        body = await framing.body(asked, receive, limit=self._body_bytes, patience=self._silence)
        head = framing.head(asked, neighbour.hop, route.path, shared=False)
        ask = Ask(head, body, asked.method == "HEAD", asked.method in framing.IDEMPOTENT)
        return await neighbour.ask(ask, route_class)

    async def _ask(self, asked: Asked, neighbour: Neighbour, route: Route, route_class: RouteClass) -> Answer:
        head = framing.head(asked, neighbour.hop, route.path, shared=True)
        return await neighbour.ask(Ask(head, b"", asked.method == "HEAD"), route_class)
