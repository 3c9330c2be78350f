"""``/api/me``: who I am here, on which devices, what is kept of me."""

from typing import Annotated

from fastapi import APIRouter, Body, Path
from fastapi.responses import Response, StreamingResponse

from gateway.session import personal_data
from gateway.session.asking import KnownParts, Out, Possible, Somebody
from gateway.session.documented import ARCHIVE, READING, WRITING, refused
from gateway.session.refusals import ConfirmationDiffers, NoSuchSession
from gateway.session.schemas import Confirmation, Me, OneSession, SessionList

router = APIRouter(prefix="/api/me", tags=["account"])
FILE = "navigateur-mes-donnees.zip"
SessionId = Annotated[str, Path(max_length=64)]


@router.get("", summary="Who I am", responses=refused(401, 503), openapi_extra=READING)
async def read_me(asker: Somebody) -> Me:
    """The person who is signed in, and the token that their writes must carry."""
    return Me.asking(asker)


@router.get("/sessions", summary="My devices", responses=refused(401, 503), openapi_extra=READING)
async def list_sessions(sign_in: Possible, asker: Somebody) -> SessionList:
    """Where I am signed in."""
    devices = await sign_in.sessions.devices(asker.person.id)
    return SessionList(items=[OneSession.of(device, asker) for device in devices])


@router.delete(
    "/sessions",
    summary="Sign out everywhere else",
    status_code=204,
    responses=refused(401, 403, 503),
    openapi_extra=WRITING,
)
async def end_other_sessions(sign_in: Possible, asker: Somebody) -> None:
    """End all my sessions but the one that asks."""
    await sign_in.sessions.end_all(asker.person.id, but=asker.session.id if asker.session else None)


@router.delete(
    "/sessions/{session_id}",
    summary="Sign out a device",
    status_code=204,
    responses=refused(401, 403, 404, 503),
    openapi_extra=WRITING,
)
async def end_session(parts: KnownParts, sign_in: Possible, out: Out, asker: Somebody, session_id: SessionId) -> None:
    """End one session of mine, this one too if I like."""
    if not await sign_in.sessions.end_device(asker.person.id, session_id):
        raise NoSuchSession("It is over already, or was never yours.")
    if asker.session is not None and asker.session.id == session_id:
        out.extra += parts.cookies.ended()


@router.get(
    "/export",
    summary="Export my data",
    response_class=Response,
    responses=ARCHIVE | refused(401, 503),
    openapi_extra=READING,
)
async def export_me(parts: KnownParts, sign_in: Possible, out: Out, asker: Somebody) -> Response:
    """Everything that the navigator holds of me: one archive, ``account.json`` and a file of each service.

    All of them or none: while one service does not answer, there is no archive.
    """
    devices = await sign_in.sessions.devices(asker.person.id)
    shown = [OneSession.of(device, asker) for device in devices]
    answers = await personal_data.gather(parts.neighbours, out.asked, asker)
    archive = personal_data.archive(asker.person, shown, answers, patience=parts.settings.silence_seconds)
    disposition = f'attachment; filename="{FILE}"'
    return StreamingResponse(archive, media_type="application/zip", headers={"content-disposition": disposition})


@router.delete(
    "",
    summary="Erase me",
    status_code=202,
    response_class=Response,
    responses=refused(401, 403, 422, 503),
    openapi_extra=WRITING,
)
async def erase_me(
    parts: KnownParts, sign_in: Possible, out: Out, asker: Somebody, confirmation: Annotated[Confirmation, Body()]
) -> Response:
    """Erase my account and what every service holds of me; it begins now, and ends all my sessions."""
    known = {name.casefold() for name in (asker.person.username, asker.person.email) if name}
    if confirmation.confirm.strip().casefold() not in known:
        where = [{"pointer": "/confirm", "detail": "It is not your user name or e-mail address."}]
        raise ConfirmationDiffers("Nothing was erased.", errors=where)
    await personal_data.erase(parts.neighbours, out.asked, asker)
    await sign_in.sessions.end_all(asker.person.id)
    out.extra += parts.cookies.ended()
    return Response(status_code=202)
