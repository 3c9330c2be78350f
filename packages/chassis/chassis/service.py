"""A service is a value: its name, what it answers and what it reacts to."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from fastapi import APIRouter, FastAPI
from sqlalchemy import MetaData
from starlette.types import ASGIApp

from chassis import bus, database, health, outbox, problems, relay, telemetry
from chassis.edge import Edge
from chassis.settings import Settings

GROUP = "navigator.services"
State = dict[str, Any]
Resources = Callable[[Settings], AbstractAsyncContextManager[Mapping[str, Any]]]
Chore = Callable[[Settings, database.Sessions], Coroutine[Any, Any, None]]


@dataclass(frozen=True, kw_only=True)
class Service:
    """The whole of a service on one page.

    resources  entered while the API runs; what it yields joins ``request.state``
    front      may answer hot reads before FastAPI's routing; gets the app and the same state
    chores     what a worker does all the while besides; each runs until it is cancelled
    commands   what an operator may run: ``chassis run NAME …``
    """

    name: str
    metadata: MetaData
    routers: Sequence[APIRouter] = ()
    reactions: bus.Reactions = field(default_factory=dict)
    resources: Resources | None = None
    front: Callable[[ASGIApp, State], ASGIApp] | None = None
    chores: Sequence[Chore] = ()
    commands: typer.Typer | None = None

    @property
    def tables(self) -> list[MetaData]:
        """Everything the service's database holds."""
        return [self.metadata, outbox.metadata]


def installed() -> dict[str, str]:
    """Name -> where to find it, of every service installed here."""
    return {point.name: point.value for point in sorted(entry_points(group=GROUP))}


def load(name: str) -> Service:
    """The installed service of this name, or the one at ``module:attribute``. Raises LookupError."""
    points = [EntryPoint(name, name, GROUP)] if ":" in name else entry_points(group=GROUP, name=name)
    for point in points:
        service = point.load()
        assert isinstance(service, Service), point.value
        return service
    raise LookupError(f"no service {name!r} is installed; there are: {', '.join(installed()) or 'none'}")


def api(service: Service, settings: Settings, *, with_worker: bool = False) -> FastAPI:
    """What the service answers, as an app; ``with_worker``: reacting in the same process as well."""
    state: State = {"settings": settings}
    checks: dict[str, health.Check] = {}

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        async with AsyncExitStack() as stack:
            sessions = await stack.enter_async_context(_sessions(settings))
            state["sessions"], checks["database"] = sessions, health.database(sessions)
            if service.resources:
                state.update(await stack.enter_async_context(service.resources(settings)))
            if with_worker:
                await stack.enter_async_context(working(service, settings, sessions, checks))
            yield state

    app = FastAPI(title=service.name, version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    problems.install(app)
    health.install(app, checks)
    for router in service.routers:
        app.include_router(router)
    if service.front:
        app.add_middleware(_front, front=service.front, state=state)
    app.add_middleware(Edge)
    return app


def _front(app: ASGIApp, *, front: Callable[[ASGIApp, State], ASGIApp], state: State) -> ASGIApp:
    return front(app, state)


def worker_app(service: Service, settings: Settings) -> FastAPI:
    """A worker alone: it reacts and relays, and answers for its health only."""
    checks: dict[str, health.Check] = {}

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with _sessions(settings) as sessions:
            checks["database"] = health.database(sessions)
            async with working(service, settings, sessions, checks):
                yield

    app = FastAPI(title=f"{service.name} worker", lifespan=lifespan, openapi_url=None)
    health.install(app, checks)
    return app


@asynccontextmanager
async def _sessions(settings: Settings) -> AsyncIterator[database.Sessions]:
    sessions = database.connect(settings.database_url, pool_size=settings.database_pool)
    try:
        yield sessions
    finally:
        await database.engine_of(sessions).dispose()


@asynccontextmanager
async def working(
    service: Service, settings: Settings, sessions: database.Sessions, checks: dict[str, health.Check]
) -> AsyncIterator[None]:
    """Relay, react and measure while the body runs.

    On the way out the tasks stop before the connection drains: nothing is taken that could not be finished.
    """
    connection = await bus.connect(settings.nats_url, name=service.name)
    checks["bus"] = health.bus(connection)
    js = connection.jetstream()
    work = (
        relay.relay_forever(js, sessions),
        bus.consume(js, service.name, sessions, service.reactions),
        telemetry.watch_forever(service.name, sessions, js, service.reactions),
        *(chore(settings, sessions) for chore in service.chores),
    )
    tasks = [asyncio.create_task(task) for task in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await connection.close()
