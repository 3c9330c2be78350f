"""Is the process alive, and can it do its work?"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from fastapi import FastAPI, Response
from nats.aio.client import Client
from sqlalchemy import text
from starlette.responses import JSONResponse

from chassis import telemetry
from chassis.database import Sessions

Check = Callable[[], Awaitable[None]]
PATIENCE = 2.0  # seconds for one check
HEADERS = {"cache-control": "no-store"}


def install(app: FastAPI, checks: Mapping[str, Check]) -> None:
    """Add ``/healthz`` (the process answers), ``/readyz`` (each check passes, or 503) and ``/metrics``.

    ``checks`` may grow while the process starts.
    """

    async def healthz() -> Response:
        return alive()

    async def readyz() -> Response:
        return await ready(checks)

    async def metrics() -> Response:
        return telemetry.expose()

    for endpoint in (healthz, readyz, metrics):
        app.add_api_route(f"/{endpoint.__name__}", endpoint, include_in_schema=False)


def alive() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"}, headers=HEADERS)


async def ready(checks: Mapping[str, Check]) -> Response:
    """What works and what does not, by name; 503 unless everything does."""
    results = dict(zip(checks, await asyncio.gather(*map(_run, checks.values())), strict=True))
    works = set(results.values()) <= {"ok"}
    content = {"status": "ok" if works else "unavailable", "checks": results}
    return JSONResponse(content, 200 if works else 503, headers=HEADERS)


async def _run(check: Check) -> str:
    try:
        await asyncio.wait_for(check(), PATIENCE)
    except Exception as error:  # whatever it is, it is the reason
        return type(error).__name__
    return "ok"


def database(sessions: Sessions) -> Check:
    """The database answers."""

    async def check() -> None:
        async with sessions() as session:
            await session.execute(text("select 1"))

    return check


def bus(connection: Client) -> Check:
    """The bus is connected."""

    async def check() -> None:
        if not connection.is_connected:
            raise ConnectionError("not connected")

    return check
