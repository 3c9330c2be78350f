"""Newer tokens for a session before its access token expires: asked for once, however many requests need them.

Refresh tokens are for one use. Two askers with the same one look like theft to an issuer, which then ends the session;
so within a process one task asks, and between processes a lock in Redis lets one through.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

from chassis.refusals import Refusal
from gateway.session.issuer import Issuer, Refused
from gateway.session.patience import within
from gateway.session.refusals import SessionsUnavailable, SignInUnavailable
from gateway.session.sessions import Session, Sessions
from gateway.settings import GatewaySettings
from identity.verifier import Verifier

USABLE = 2.0  # seconds a token must still be good for to be sent along
SLACK = 5.0  # seconds by which the lock outlives the patience with the issuer


class Refresher:
    """Keeps the tokens of sessions fresh."""

    def __init__(
        self,
        redis: Redis,
        sessions: Sessions,
        issuer: Issuer,
        verifier: Verifier,
        settings: GatewaySettings,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._redis = redis
        self._sessions = sessions
        self._issuer = issuer
        self._verifier = verifier
        self._ahead = settings.refresh_ahead_seconds
        self._patience = settings.oidc_seconds + SLACK
        self._clock = clock
        self._flights: dict[str, asyncio.Task[Session | None]] = {}

    async def fresh(self, session: Session) -> Session | None:
        """The session with a token that holds; None when the issuer ended it.

        Raises SessionsUnavailable, SignInUnavailable.
        """
        if self._left(session) > self._ahead:
            return session
        flight = self._flights.get(session.id)
        if flight is None:
            flight = self._flights[session.id] = asyncio.create_task(self._fly(session))
            flight.add_done_callback(lambda done: self._landed(session.id, done))
        return await asyncio.shield(flight)

    async def close(self) -> None:
        """Let those under way end: a refresh token that was used must not be lost."""
        await asyncio.gather(*self._flights.values(), return_exceptions=True)

    async def _fly(self, session: Session) -> Session | None:
        try:
            return await self._one_at_a_time(session)
        except (SignInUnavailable, SessionsUnavailable):
            if self._left(session) > USABLE:
                return session  # it is good for a moment still
            raise

    async def _one_at_a_time(self, session: Session) -> Session | None:
        waiting = 0.0 if self._left(session) > USABLE else self._patience
        lock = self._redis.lock(f"refresh:{session.id}", timeout=self._patience, blocking_timeout=waiting)
        async with within(self._patience + 1):
            if not await lock.acquire():
                raise SessionsUnavailable("Your session is being renewed; that takes long.", retry_after=1)
        try:
            current = await self._sessions.read(session.secret.encode())
            if current is None or self._left(current) > self._ahead:
                return current
            return await self._renew(current)
        finally:
            with suppress(RedisError, OSError):  # it ends by itself
                await lock.release()

    async def _renew(self, session: Session) -> Session | None:
        try:
            tokens = await self._issuer.refresh(session.tokens)
        except Refused:
            kept = await self._sessions.read(session.secret.encode())
            if kept is not None and kept.tokens.refresh != session.tokens.refresh:
                return kept  # the lock ran out, and somebody else was faster
            await self._sessions.end(session)
            return None
        roles = session.person.roles
        with suppress(Refusal):  # roles are shown here, and decided upon by services, which verify the token themselves
            roles = tuple(sorted((await self._verifier.verify(tokens.access)).roles))
        return await self._sessions.renew(session, tokens, roles)

    def _landed(self, session_id: str, flight: asyncio.Task[Session | None]) -> None:
        self._flights.pop(session_id, None)
        if not flight.cancelled():
            flight.exception()  # seen, even when nobody waits for it any more

    def _left(self, session: Session) -> float:
        return session.tokens.expires_at - self._clock()
