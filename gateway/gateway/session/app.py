"""The gateway's own answers about people: ``/auth`` and ``/api/me`` as one small app."""

from typing import Any

from fastapi import FastAPI, Request, Response

from chassis import problems
from chassis.refusals import Refusal
from gateway import refusing
from gateway.guard.headers import for_pages
from gateway.session import auth_routes, me_routes
from gateway.session.asking import Parts
from gateway.session.trouble import page

PREFIXES = (b"/auth/", b"/api/me/")
SEEN_BY_PEOPLE = frozenset({"/auth/login", "/auth/callback"})


def is_own(path: bytes) -> bool:
    """Whether a path, as it was sent, is for this app."""
    return path == b"/api/me" or path.startswith(PREFIXES)


def make(parts: Parts) -> FastAPI:
    """The app."""
    app = _bare()
    app.state.parts = parts
    dress = {name.decode(): value.decode() for name, value in for_pages(parts.settings)}

    async def refused(request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, Refusal)
        if request.url.path in SEEN_BY_PEOPLE and "text/html" in request.headers.get("accept", ""):
            return Response(page(refusal), refusal.status, {**dress, **refusal.headers}, "text/html; charset=utf-8")
        return refusing.answer(refusal)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(Exception, _fault)
    return app


def _fault(_: Request, __: Exception) -> Response:
    """Ours; the edge, where it goes on to, leaves a line about it."""
    return problems.problem("internal-error", "Something went wrong on our side.", 500)


def described() -> dict[str, Any]:
    """Its OpenAPI; nothing needs to run."""
    return _bare().openapi()


def _bare() -> FastAPI:
    app = FastAPI(title="gateway", version="1", docs_url=None, redoc_url=None, redirect_slashes=False)
    problems.install(app)
    app.include_router(auth_routes.router)
    app.include_router(me_routes.router)
    return app
