"""Who asks, as the gateway's own routes learn it."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from gateway.outgoing import Outgoing
from gateway.routing.neighbours import Neighbours
from gateway.session.cookies import Cookies
from gateway.session.door import Door
from gateway.session.refusals import SignInUnavailable
from gateway.session.sessions import Person, Session
from gateway.session.signing_in import SignIn
from gateway.settings import GatewaySettings
from identity.asking import token
from identity.refusals import Forbidden, Unauthenticated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the routes work with. ``sign_in``: None where no issuer is configured."""

    settings: GatewaySettings
    cookies: Cookies
    door: Door
    sign_in: SignIn | None
    neighbours: Neighbours


@dataclass(frozen=True, slots=True)
class Asker:
    """A person who is signed in: by a session, or with a token that a program of theirs brings."""

    person: Person
    token: str = field(repr=False)
    session: Session | None


def parts_of(request: Request) -> Parts:
    """The parts."""
    parts: Parts = request.app.state.parts
    return parts


def out_of(request: Request) -> Outgoing:
    """The answer on its way, with what was asked."""
    out: Outgoing = request.scope["state"]["out"]
    return out


KnownParts = Annotated[Parts, Depends(parts_of)]
Out = Annotated[Outgoing, Depends(out_of)]


def possible(parts: KnownParts) -> SignIn:
    """Signing in. Raises SignInUnavailable where no issuer is configured."""
    if parts.sign_in is None:
        raise SignInUnavailable("This navigator is not connected to an identity provider (OIDC_ISSUER).")
    return parts.sign_in


async def by_session(parts: KnownParts, out: Out) -> Session:
    """The session of who asks. Raises Unauthenticated, and what the door raises."""
    out.personal = True
    session = await parts.door.admit(out)
    if session is None:
        out.extra.append(parts.cookies.unhinted())
        raise Unauthenticated("Sign in first.")
    return session


async def somebody(request: Request, parts: KnownParts, out: Out) -> Asker:
    """The person who asks. Raises Unauthenticated, Forbidden to a program, and what the door raises."""
    out.personal = True
    session = await parts.door.admit(out)
    if session is not None:
        return Asker(session.person, session.tokens.access, session)
    shown = token(request)
    if shown is None or parts.sign_in is None:
        out.extra.append(parts.cookies.unhinted())
        raise Unauthenticated("Sign in first.")
    caller = await parts.sign_in.verifier.verify(shown)
    if not caller.is_person:
        raise Forbidden("This is for people: a program has no account of its own here.")
    roles = tuple(sorted(caller.roles))
    person = Person(str(caller.id), caller.name, caller.email, caller.username, roles)
    return Asker(person, shown, None)


Possible = Annotated[SignIn, Depends(possible)]
BySession = Annotated[Session, Depends(by_session)]
Somebody = Annotated[Asker, Depends(somebody)]
