"""Anonymous reads: from memory when it still holds, else from the service, once for all who ask."""

from collections.abc import Awaitable, Callable

from gateway.asked import Asked, Headers
from gateway.cache.entries import NOT_STORED, Entry, tag_of
from gateway.cache.flights import Flights, Outcome, Passing
from gateway.cache.generations import Generation, Generations
from gateway.cache.store import Store
from gateway.routing.headers import Hop, outward
from gateway.routing.table import RouteClass
from gateway.upstream.answers import Answer

# A 404 is not kept: made-up addresses would push out real answers, and refusing costs a service one indexed look.
STORED_STATUSES = frozenset({200, 301, 308})
Ask = Callable[[], Awaitable[Answer]]


class Memory:
    """Generations, store and flights, put together."""

    def __init__(self, generations: Generations, *, limit: int, dress: Headers, patience: float) -> None:
        """``dress``: the headers that every answer of ours carries; ``patience``: seconds of silence in a body."""
        self.generations = generations
        self.store = Store(generations, limit=limit)
        self.flights = Flights(generations.now)
        self._largest = limit // 8
        self._dress = dress
        self._patience = patience

    async def fetch(self, key: bytes, asked: Asked, hop: Hop, route_class: RouteClass, ask: Ask) -> Entry | Answer:
        """From the service: an entry when it may be shared, else the answer as it streams in."""
        service = hop.prefix.rpartition(b"/")[2].decode()

        async def fly() -> Outcome:
            born, at = self.generations.clock, self.generations.now()
            answer = await ask()
            tags = shared_tags(answer)
            body = await gather(answer, self._largest, self._patience) if tags else None
            if body is None:
                return Passing(answer)
            depends = tuple(self.generations.named(service, tag) for tag in tags)
            entry = self._entry(answer, body, hop=hop, depends=depends, born=born, at=at, route_class=route_class)
            self.store.keep(key, asked.target, entry)
            return entry

        now, moved = self.generations.clock, self.generations.moved_last(service)
        outcome = await self.flights.join(key, fly, now=now, moved=moved)
        if isinstance(outcome, Entry):
            return outcome
        return outcome.claim() or await ask()

    def _entry(
        self,
        answer: Answer,
        body: bytes,
        *,
        hop: Hop,
        depends: tuple[Generation, ...],
        born: int,
        at: float,
        route_class: RouteClass,
    ) -> Entry:
        kept = [(name, value) for name, value in outward(answer.headers, hop) if name not in NOT_STORED]
        return Entry(
            route_class=route_class,
            status=answer.status,
            headers=kept + self._dress,
            body=body,
            tag=tag_of(answer.header(b"etag"), body),
            depends=depends,
            born=born,
            at=at,
        )


def shared_tags(answer: Answer) -> list[str]:
    """What a shareable answer depends on, as its service says in ``Cache-Tag``; nothing when it may not be shared."""
    if answer.status not in STORED_STATUSES or answer.header(b"set-cookie") or answer.header(b"content-encoding"):
        return []
    control = (answer.header(b"cache-control") or b"").lower()
    vary = (answer.header(b"vary") or b"").lower().strip()
    if b"no-store" in control or b"private" in control or vary not in (b"", b"accept-encoding"):
        return []
    return (answer.header(b"cache-tag") or b"").decode("latin-1").replace(",", " ").split()


async def gather(answer: Answer, limit: int, patience: float) -> bytes | None:
    """The whole body, or None when it is too large to keep; then what was read is put back."""
    announced = answer.header(b"content-length")
    if announced is not None and int(announced) > limit:
        return None
    if answer.complete:
        body = await answer.read(patience=patience)
        if len(body) <= limit:
            return body
        answer.give_back(body)
        return None
    return await _gather_as_it_comes(answer, limit, patience)


async def _gather_as_it_comes(answer: Answer, limit: int, patience: float) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    async for chunk in answer.chunks(patience=patience):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            answer.give_back(b"".join(parts))
            return None
    return b"".join(parts)
