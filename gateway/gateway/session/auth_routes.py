"""``/auth``: to the issuer and back, and out."""

from typing import Annotated
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from gateway.asked import Asked
from gateway.outgoing import Outgoing
from gateway.session.asking import BySession, KnownParts, Out, Parts, Possible
from gateway.session.cookies import shown
from gateway.session.destinations import safe
from gateway.session.devices import device, masked
from gateway.session.documented import ANYBODY, BY_COOKIE, LOGOUT_FORM, LOOK_ELSEWHERE, refused
from gateway.session.refusals import LogoutTokenRefused
from gateway.session.schemas import Answered, Wanted, WayOut
from gateway.session.signing_in import Onward, Return

router = APIRouter(prefix="/auth", tags=["auth"])
FOUND = 302


@router.get(
    "/login",
    summary="Sign in",
    status_code=FOUND,
    response_class=Response,
    responses=LOOK_ELSEWHERE | refused(503),
    openapi_extra=ANYBODY,
)
async def login(parts: KnownParts, sign_in: Possible, out: Out, wanted: Annotated[Wanted, Query()]) -> Response:
    """Send a browser to the identity provider; it comes back signed in, to the page ``next`` of this site."""
    out.personal = True
    destination = safe(wanted.next)
    if not wanted.moved and _elsewhere(out.asked, parts.settings.origin):
        # A cookie set under another name of ours would not be shown on the way back.
        query = urlencode({"next": destination, "moved": "true"})
        return RedirectResponse(f"{parts.settings.origin}/auth/login?{query}", FOUND)
    onward = await sign_in.leave(destination)
    return _sent(parts, out, onward)


@router.get(
    "/callback",
    summary="Come back from the identity provider",
    status_code=FOUND,
    response_class=Response,
    responses=LOOK_ELSEWHERE | refused(400, 503),
    openapi_extra=ANYBODY,
)
async def callback(
    request: Request, parts: KnownParts, sign_in: Possible, out: Out, answered: Annotated[Answered, Query()]
) -> Response:
    """Where the identity provider sends a browser back to: a session begins, under a new name in any case."""
    out.personal = True
    back = Return(
        login=shown(out.asked.headers, parts.cookies.login),
        session=list(out.asked.cookies),
        state=answered.state,
        code=answered.code,
        error=answered.error,
        issuer=answered.iss,
        device=device(request.headers.get("user-agent", "")),
        address=masked(out.asked.client),
    )
    onward = await sign_in.come_back(back)
    return _sent(parts, out, onward)


@router.post("/logout", summary="Sign out", responses=refused(401, 403, 503), openapi_extra=BY_COOKIE)
async def logout(parts: KnownParts, sign_in: Possible, out: Out, session: BySession) -> WayOut:
    """End this session; the browser then goes to ``location``, where the identity provider ends its own."""
    location = await sign_in.sign_out(session)
    out.extra += parts.cookies.ended()
    return WayOut(location=location)


@router.get(
    "/signed-out",
    summary="Come back signed out",
    status_code=FOUND,
    response_class=Response,
    responses=LOOK_ELSEWHERE,
    openapi_extra=ANYBODY,
)
async def signed_out() -> Response:
    """Where the identity provider sends a browser once its own session has ended."""
    return RedirectResponse("/", FOUND)


@router.post(
    "/backchannel-logout",
    summary="Be told of a sign-out",
    response_class=Response,
    responses=refused(400, 503),
    openapi_extra=ANYBODY | LOGOUT_FORM,
)
async def backchannel_logout(request: Request, sign_in: Possible, out: Out) -> Response:
    """For the identity provider alone: ends the sessions that a logout token names."""
    out.personal = True
    try:
        given = parse_qs((await request.body()).decode("ascii"), max_num_fields=10).get("logout_token", [])
    except ValueError:
        given = []
    if len(given) != 1:
        raise LogoutTokenRefused("Send one logout_token, as a form.")
    await sign_in.signed_out_there(given[0])
    return Response(status_code=200)


def _sent(parts: Parts, out: Outgoing, onward: Onward) -> Response:
    session = onward.session.secret if onward.session else None
    out.extra += parts.cookies.onward(session=session, login=onward.login)
    return RedirectResponse(onward.location, FOUND)


def _elsewhere(asked: Asked, origin: str) -> bool:
    return asked.host != urlsplit(origin).netloc.encode()
