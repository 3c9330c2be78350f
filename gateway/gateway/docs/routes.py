"""``/docs``, ``/openapi.json`` and ``/asyncapi.json``: what may be asked, and which facts are told.

Swagger UI comes from a package on PyPI, so the page works without any other address, and its assets are files, so it
works under the same strict policy as every page.
"""

import asyncio
import json
import time
from collections.abc import Iterable
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from contracts import asyncapi
from gateway.answering import answer_bytes
from gateway.docs.openapi import Described, merge, own
from gateway.guard.headers import for_pages
from gateway.pages.documents import Documents
from gateway.pages.files import File, answer
from gateway.refusing import EdgeRefusal, NoSuchPath
from gateway.settings import GatewaySettings

log = structlog.get_logger(__name__)

SECONDS = 30.0  # how long a merged document is good; services change only when they are deployed
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/docs.css">
<script src="/docs/swagger-ui-bundle.js" defer></script>
<script src="/docs/start.js" defer></script>
</head>
<body>
<header><a href="/">⌂</a> <a href="/openapi.json">OpenAPI 3.1</a> <a href="/asyncapi.json">AsyncAPI 3</a></header>
<main id="documentation"></main>
</body>
</html>
"""
ASSETS = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "start.js": "text/javascript; charset=utf-8",
    "docs.css": "text/css; charset=utf-8",
    "missing.css": "text/css; charset=utf-8",
}


class Docs:
    """The documentation of the whole house."""

    def __init__(self, settings: GatewaySettings, documents: Documents) -> None:
        self._documents = documents
        self._services = sorted(settings.services)
        self._dress = {name.decode(): value.decode() for name, value in for_pages(settings)}
        self._own = own()
        self._known: dict[str, Described] = {}
        self._merged = _json({})
        self._assets: dict[str, File] = {}
        self._until = 0.0
        self._lock = asyncio.Lock()
        self._facts = _json(asyncapi.document())

    def routes(self) -> list[Route]:
        """For Starlette."""
        return [
            Route("/docs", self.page),
            Route("/docs/", lambda _: RedirectResponse("/docs", 308)),
            Route("/docs/{name}", self.asset),
            Route("/openapi.json", self.openapi),
            Route("/asyncapi.json", self.asyncapi),
        ]

    async def page(self, request: Request) -> Response:
        """Swagger UI."""
        return await answer_bytes(request, PAGE.encode(), "text/html; charset=utf-8", headers=self._dress)

    async def asset(self, request: Request) -> Response:
        """A file of that page."""
        name = request.path_params["name"]
        if name not in ASSETS:
            raise NoSuchPath("There is no such file.")
        if name not in self._assets:
            self._assets[name] = File.of(await asyncio.to_thread(_asset, name), ASSETS[name])
        return await answer(self._assets[name], request.url.path, request.scope["headers"])

    async def openapi(self, request: Request) -> Response:
        """Every service's OpenAPI, merged."""
        async with self._lock:
            if time.monotonic() >= self._until:
                await self._describe(self._services)
                self._merged = _json(merge(self._known, own=self._own))
                self._until = time.monotonic() + SECONDS if len(self._known) == len(self._services) else 0.0
        return await answer(self._merged, request.url.path, request.scope["headers"])

    async def asyncapi(self, request: Request) -> Response:
        """Every fact."""
        return await answer(self._facts, request.url.path, request.scope["headers"])

    async def _describe(self, services: Iterable[str]) -> None:
        """Ask each service what it answers; one that is away stays as it was last described."""
        for service in services:
            try:
                document = await self._documents.read(service, "/openapi.json")
            except EdgeRefusal as refusal:
                log.warning("a service does not say what it answers", service=service, error=str(refusal))
                continue
            if isinstance(document.content, dict):
                self._known[service] = document.content


def _json(document: Described) -> File:
    return File.of(json.dumps(document, ensure_ascii=False).encode(), "application/json")


def _asset(name: str) -> bytes:
    own = Path(str(files("gateway.docs"))) / "static" / name
    if own.is_file():
        return own.read_bytes()
    spec = find_spec("fastapi_offline")
    assert spec is not None, "installed with the gateway"
    assert spec.origin is not None
    return (Path(spec.origin).parent / "static" / name).read_bytes()
