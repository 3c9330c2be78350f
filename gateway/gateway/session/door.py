"""Where it is found out who asks, before anything is passed on."""

from gateway.asked import Asked
from gateway.outgoing import Outgoing
from gateway.session import csrf
from gateway.session.cookies import Cookies
from gateway.session.refusals import SessionEnded
from gateway.session.sessions import Session
from gateway.session.signing_in import SignIn


class Door:
    """Opens the session that a cookie names. A stranger, and who brings a token, costs nothing here."""

    def __init__(self, cookies: Cookies, sign_in: SignIn | None, *, origin: str) -> None:
        """``origin``: our own. Without ``sign_in`` nobody can be signed in, and every such cookie is an old one."""
        self._cookies = cookies
        self._sign_in = sign_in
        self._origin = origin.encode()

    async def admit(self, out: Outgoing) -> Session | None:
        """The session of who asks, if any; its token goes along to the services.

        A session that is over makes its asker a stranger who may read. Raises SessionEnded on a write,
        CsrfTokenMissing, CrossSiteRequest, SessionsUnavailable, SignInUnavailable.
        """
        asked = out.asked
        if asked.authorization is not None or not asked.cookies:
            return None
        out.personal = True
        session = await self._session(asked)
        if session is None:
            out.extra += self._cookies.ended()
            if asked.writes:
                raise SessionEnded("Your session is over. Sign in again; what you wrote was not sent on.")
            asked.anonymous = True
            return None
        asked.token = session.tokens.access
        return session

    async def _session(self, asked: Asked) -> Session | None:
        # Two cookies of one name: one of them was put there by somebody else, and nobody can tell which.
        if self._sign_in is None or len(asked.cookies) > 1:
            return None
        session = await self._sign_in.sessions.read(asked.cookies[0])
        if session is None:
            return None
        if asked.writes:
            csrf.check(asked, token=session.csrf, origin=self._origin)
        return await self._sign_in.refresher.fresh(session)
