"""Signing in and out, as a person and as the issuer ask for it."""

from dataclasses import dataclass

import structlog
from redis.asyncio import Redis

from chassis.refusals import Refusal
from gateway.session.issuer import Issuer, Refused, Tokens
from gateway.session.logins import Login, Logins
from gateway.session.refreshing import Refresher
from gateway.session.refusals import LogoutTokenRefused, SignInNotBegunHere, SignInRefused
from gateway.session.sessions import Person, Session, Sessions
from gateway.session.statements import LOGOUT_AGE, Claims, Statements, Unbelievable
from gateway.settings import GatewaySettings
from identity.keys import Keys, over_http
from identity.refusals import Unauthenticated
from identity.verifier import LEEWAY, Verifier

log = structlog.get_logger(__name__)

GAVE_UP = frozenset({"access_denied", "login_required", "interaction_required", "consent_required"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """How a browser comes back from the issuer. ``login`` and ``session``: what it shows under these cookies."""

    login: list[bytes]
    session: list[bytes]
    state: str
    code: str
    error: str
    issuer: str
    device: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """Where a browser goes next: with a new session, or with the secret of another way to the issuer."""

    location: str
    session: Session | None = None
    login: str | None = None


class SignIn:
    """What there is once an issuer is configured."""

    def __init__(self, redis: Redis, settings: GatewaySettings) -> None:
        inside = settings.oidc_internal_url or settings.oidc_issuer
        keys = Keys(over_http(f"{inside}/protocol/openid-connect/certs"))
        self.issuer = Issuer(settings)
        self.verifier = Verifier(settings, keys=keys)
        self.sessions = Sessions(redis, settings)
        self.refresher = Refresher(redis, self.sessions, self.issuer, self.verifier, settings)
        self._statements = Statements(settings, keys)
        self._logins = Logins(redis, seconds=settings.login_seconds)
        self._name = settings.oidc_issuer
        self._redis = redis

    async def close(self) -> None:
        """Let what is under way end."""
        await self.refresher.close()
        await self.issuer.close()
        await self._redis.aclose()

    async def leave(self, destination: str, *, anew: bool = False) -> Onward:
        """A person wants to sign in. Raises SessionsUnavailable."""
        secret, login = await self._logins.begin(destination, anew=anew)
        location = self.issuer.sign_in(state=login.state, nonce=login.nonce, verifier=login.verifier, anew=anew)
        return Onward(location=location, login=secret)

    async def come_back(self, back: Return) -> Onward:
        """A new session; none for who gave up at the issuer, nor for a device that was signed out from elsewhere.

        That one has to prove again who uses it. A session that the browser had is over: signing in begins a new one,
        under a secret that nobody knew before. Raises SignInNotBegunHere, SignInRefused, SignInUnavailable,
        SessionsUnavailable.
        """
        login = await self._logins.take(back.login, back.state)
        if login is None:
            raise SignInNotBegunHere("Sign in again from here: this way back is not known, or was used.")
        if back.error in GAVE_UP:
            return Onward(location=login.next)
        if back.error or not back.code or back.issuer not in ("", self._name):  # RFC 9207
            raise SignInRefused("The identity provider sent you back without a sign-in. Try again.")
        tokens = await self._redeemed(back.code, login)
        person, stated = await self._recognised(tokens, login)
        sid, proved_at = str(stated.get("sid") or ""), stated.get("auth_time")
        signed_out_at = await self.sessions.signed_out_at(sid)
        if signed_out_at is not None and not (login.anew if proved_at is None else proved_at > signed_out_at):
            return await self.leave(login.next, anew=True)
        for secret in back.session:
            await self._end(secret)
        session = await self.sessions.begin(person, tokens, sid=sid, device=back.device, address=back.address)
        return Onward(location=login.next, session=session)

    async def sign_out(self, session: Session) -> str:
        """End a session here; where to go to end the issuer's."""
        await self.sessions.end(session)
        return self.issuer.sign_out(session.tokens.id)

    async def signed_out_there(self, token: str) -> None:
        """The issuer ended a session, or all of a person's. Raises LogoutTokenRefused, SessionsUnavailable."""
        try:
            claims = await self._statements.signed_out(token)
        except Unbelievable as error:
            log.warning("a logout token is refused", error=str(error))
            raise LogoutTokenRefused("The logout token is not valid.") from error
        if not await self.sessions.first_time(claims["jti"], seconds=LOGOUT_AGE + 2 * LEEWAY):
            raise LogoutTokenRefused("The logout token was used before.")
        if claims.get("sid"):
            await self.sessions.end_issuers(claims["sid"])
        else:
            await self.sessions.end_all(claims["sub"])

    async def _redeemed(self, code: str, login: Login) -> Tokens:
        try:
            return await self.issuer.redeem(code, verifier=login.verifier)
        except Refused as error:
            raise SignInRefused("The identity provider does not know this sign-in any more. Try again.") from error

    async def _recognised(self, tokens: Tokens, login: Login) -> tuple[Person, Claims]:
        """Who the tokens speak of: one and the same person, in a sign-in that we asked for."""
        try:
            stated = await self._statements.signed_in(tokens.id, nonce=login.nonce)
            caller = await self.verifier.verify(tokens.access)
        except (Unbelievable, Unauthenticated) as error:
            log.warning("a sign-in is refused", error=repr(error))
            raise SignInRefused("What the identity provider says of you cannot be believed. Try again.") from error
        if stated["sub"] != str(caller.id) or not caller.is_person:
            raise SignInRefused("What the identity provider says of you does not fit together. Try again.")
        person = Person(
            id=str(caller.id),
            name=caller.name,
            email=caller.email,
            username=caller.username,
            roles=tuple(sorted(caller.roles)),
        )
        return person, stated

    async def _end(self, secret: bytes) -> None:
        """End a session that the browser leaves behind, if there is one."""
        try:
            old = await self.sessions.read(secret)
            if old is not None:
                await self.sessions.end(old)
        except Refusal as error:
            log.warning("a session that was left behind stays until it is idle", error=str(error))
