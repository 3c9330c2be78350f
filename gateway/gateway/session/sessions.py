"""Sessions in Redis: found by the secret of their cookie alone, and of no use to who reads Redis.

``session:<name>``  the tokens and the person, sealed by the cookie's secret; gone when idle
``device:<name>``   what its person sees of it among their devices, sealed by the gateways' key
``person:<…>``, ``sid:<…>``  the names of the sessions of one person, and of one session of the issuer
``out:<…>``         when a device with that session of the issuer was signed out from another
"""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, cast

from redis.asyncio import Redis

from gateway.session.issuer import Tokens
from gateway.session.patience import within
from gateway.session.sealing import derive, is_secret, name, new_secret, seal, unseal
from gateway.settings import GatewaySettings


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the issuer knows them."""

    id: str
    name: str
    email: str | None
    username: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. ``sid``: the issuer's session that it came from; ``until``: its end, used or not (Unix seconds)."""

    secret: str = field(repr=False)
    person: Person = field(repr=False)
    tokens: Tokens
    sid: str
    created_at: float
    until: float

    @property
    def id(self) -> str:
        """What it is called where its secret may not be said."""
        return name(self.secret, "session name")

    @property
    def csrf(self) -> str:
        """What a page must send along when it changes something."""
        return name(self.secret, "csrf token")


@dataclass(frozen=True, slots=True)
class Device:
    """A session as its person sees it. Times are Unix seconds."""

    id: str
    created_at: float
    seen_at: float
    device: str
    address: str


class Sessions:
    """Every method raises SessionsUnavailable while Redis is away."""

    def __init__(self, redis: Redis, settings: GatewaySettings, *, clock: Callable[[], float] = time.time) -> None:
        self._redis = redis
        self._clock = clock
        self._key = settings.oidc_client_secret.get_secret_value()
        self._idle = settings.session_idle_seconds
        self._longest = settings.session_seconds

    async def begin(self, person: Person, tokens: Tokens, *, sid: str, device: str, address: str) -> Session:
        """A new session under a new secret."""
        now = self._clock()
        session = Session(new_secret(), person, tokens, sid=sid, created_at=now, until=now + self._longest)
        seen = {"created_at": now, "device": device, "address": address, "person": person.id, "sid": sid}
        sealed = seal(derive(self._key, "devices"), json.dumps(seen).encode(), to=session.id)
        async with within(), self._redis.pipeline() as pipe:
            pipe.set(f"session:{session.id}", self._sealed(session), ex=self._idle)
            pipe.set(f"device:{session.id}", sealed, ex=self._longest)
            for index in self._indexes(person.id, sid):
                pipe.sadd(index, session.id)
                pipe.expire(index, self._longest)
            await pipe.execute()
        return session

    async def read(self, secret: bytes) -> Session | None:
        """The session of this secret, which counts as used now; None when there is none, or no longer."""
        if not is_secret(secret):
            return None
        known = secret.decode()
        async with within():
            sealed = await self._redis.getex(f"session:{name(known, 'session name')}", ex=self._idle)
        session = self._unsealed(known, sealed)
        return session if session is not None and self._clock() < session.until else None

    async def renew(self, session: Session, tokens: Tokens, roles: tuple[str, ...]) -> Session | None:
        """The session with newer tokens; None when it was ended meanwhile."""
        renewed = replace(session, tokens=tokens, person=replace(session.person, roles=roles))
        async with within():
            kept = await self._redis.set(f"session:{session.id}", self._sealed(renewed), ex=self._idle, xx=True)
        return renewed if kept else None

    async def end(self, session: Session) -> None:
        """End this one."""
        async with within():
            await self._end([session.id], self._indexes(session.person.id, session.sid))

    async def devices(self, person: str) -> list[Device]:
        """All of a person's sessions, the latest used first."""
        now, index = self._clock(), self._index("person", person)
        async with within():
            names = await self._names(index)
            async with self._redis.pipeline(transaction=False) as pipe:
                for one in names:
                    pipe.get(f"device:{one}")
                    pipe.ttl(f"session:{one}")
                found = await pipe.execute()
            gone = [one for one, left in zip(names, found[1::2], strict=True) if left < 0]
            if gone:
                await self._end(gone, (index,))
        devices = []
        for one, sealed, left in zip(names, found[::2], found[1::2], strict=True):
            seen = self._seen(one, sealed)
            if left >= 0 and seen is not None:
                told = {key: seen[key] for key in ("created_at", "device", "address")}
                devices.append(Device(id=one, seen_at=now - self._idle + left, **told))
        return sorted(devices, key=lambda device: device.seen_at, reverse=True)

    async def end_device(self, person: str, session_id: str) -> bool:
        """End one session of a person; False when they have no such session."""
        index = self._index("person", person)
        async with within():
            if not await cast("Awaitable[int]", self._redis.sismember(index, session_id)):
                return False
            await self._mark_signed_out([session_id])
            return await self._end([session_id], (index,)) > 0

    async def end_all(self, person: str, *, but: str | None = None) -> None:
        """End every session of a person, but perhaps one."""
        index = self._index("person", person)
        async with within():
            names = await self._names(index, but=but)
            await self._mark_signed_out(names)
            await self._end(names, (index,))

    async def end_issuers(self, sid: str) -> None:
        """End what came from one session of the issuer."""
        index = self._index("sid", sid)
        async with within():
            await self._end(await self._names(index), (index,))

    async def signed_out_at(self, sid: str) -> float | None:
        """When a device that had this session of the issuer was signed out from elsewhere, if it was.

        The issuer still knows that device. Whoever has it must not come in again without proving who they are.
        """
        async with within():
            found = await self._redis.get(self._index("out", sid))
        return float(found) if found else None

    async def first_time(self, token_id: str, *, seconds: int) -> bool:
        """Whether a token's id is seen for the first time in so many seconds."""
        async with within():
            return bool(await self._redis.set(self._index("used", token_id), b"1", ex=seconds, nx=True))

    async def _names(self, index: str, *, but: str | None = None) -> list[str]:
        members = await cast("Awaitable[set[bytes]]", self._redis.smembers(index))
        return sorted(one for one in (member.decode() for member in members) if one != but)

    async def _mark_signed_out(self, names: list[str]) -> None:
        for one in names:
            seen = self._seen(one, await self._redis.get(f"device:{one}"))
            if seen is not None:
                await self._redis.set(self._index("out", seen["sid"]), str(self._clock()), ex=self._longest)

    async def _end(self, names: list[str], indexes: tuple[str, ...]) -> int:
        """Delete; what other indexes still name of it is nothing any more."""
        if not names:
            return 0
        ended: int = await self._redis.delete(*(f"session:{one}" for one in names))
        await self._redis.delete(*(f"device:{one}" for one in names))
        for index in indexes:
            await self._redis.srem(index, *names)
        return ended

    def _sealed(self, session: Session) -> bytes:
        kept = {key: value for key, value in asdict(session).items() if key != "secret"}
        return seal(self._key_of(session.secret), json.dumps(kept).encode(), to=session.id)

    def _unsealed(self, secret: str, sealed: object) -> Session | None:
        plain = unseal(self._key_of(secret), sealed, to=name(secret, "session name"))
        if plain is None:
            return None
        kept = json.loads(plain)
        person, tokens = kept.pop("person"), kept.pop("tokens")
        roles = tuple(person.pop("roles"))
        return Session(secret, Person(**person, roles=roles), Tokens(**tokens), **kept)

    def _key_of(self, secret: str) -> bytes:
        """With something of ours in it: when that changes, no session goes on that its person could not see."""
        return derive(secret, f"session key {name(self._key, 'sessions')}")

    def _indexes(self, person: str, sid: str) -> tuple[str, ...]:
        return self._index("person", person), self._index("sid", sid)

    def _index(self, kind: str, value: str) -> str:
        return f"{kind}:{name(self._key, f'{kind} {value}')}"

    def _seen(self, session_id: str, sealed: object) -> dict[str, Any] | None:
        plain = unseal(derive(self._key, "devices"), sealed, to=session_id)
        return json.loads(plain) if plain is not None else None
