"""The issuer on one page."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from sandbox.issuer import admin, authorize, discovery, grants, leaving, pages
from sandbox.issuer.realm import Realm
from sandbox.issuer.settings import IssuerSettings
from sandbox.realm_names import REALM

OIDC = "/protocol/openid-connect"


def application(settings: IssuerSettings) -> Starlette:
    """Return the issuer as an ASGI application."""
    realm = [
        Route("/.well-known/openid-configuration", discovery.configuration),
        Route(f"{OIDC}/auth", authorize.authorize, methods=["GET", "POST"]),
        Route("/login-actions/authenticate", authorize.sign_in, methods=["POST"]),
        Route(f"{OIDC}/token", grants.token, methods=["POST"]),
        Route(f"{OIDC}/certs", discovery.certificates),
        Route(f"{OIDC}/userinfo", discovery.userinfo, methods=["GET", "POST"]),
        Route(f"{OIDC}/logout", leaving.logout, methods=["GET", "POST"]),
        Route(f"{OIDC}/revoke", leaving.revoke, methods=["POST"]),
        Route("/resources/paper.css", _paper),
    ]
    others = [
        Mount(f"/admin/realms/{REALM}", routes=admin.routes),
        Route("/readyz", _ready),
        Route("/favicon.ico", _none),
    ]
    app = Starlette(routes=[Mount(f"/realms/{REALM}", routes=realm), *others])
    app.state.realm = Realm(settings)
    _ = app.state.realm.keys.public()  # a key that cannot be read is told at the start
    return app


async def _paper(_: Request) -> Response:
    return FileResponse(pages.FOLDER / "paper.css", headers={"cache-control": "max-age=3600"})


async def _none(_: Request) -> Response:
    return Response(status_code=204, headers={"cache-control": "max-age=86400"})


async def _ready(_: Request) -> Response:
    return JSONResponse({"status": "ok", "checks": {}})
