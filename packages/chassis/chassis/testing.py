"""What every service's tests get by depending on ``chassis[testing]``. A service only says which one it is.

The fixture ``service`` comes from the service's ``conftest.py``; PostgreSQL is real: the one at ``TEST_DATABASE_URL``
(a server where databases may be made), else the sandbox's. Each test runs in a transaction that is rolled back.
"""

import json
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, get_type_hints
from uuid import UUID

import asyncpg
import httpx2
import pytest
from sqlalchemy import event as sa_event
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from chassis import bus, database, migrations, outbox
from chassis.ids import new_id
from chassis.service import Service, api
from chassis.settings import Settings
from contracts import Event

Queries = Callable[[], AbstractContextManager[list[str]]]
Emitted = Callable[[], Awaitable[list[Event]]]
Deliver = Callable[..., Awaitable[bool]]


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The address of a real PostgreSQL where databases may be made."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    from sandbox import shared  # only where no server was given: an image has no sandbox

    with shared() as server:
        yield server.url("postgres")


@pytest.fixture(scope="session")
def fresh_database(database_server: str) -> Iterator[Callable[[str], str]]:
    """Make empty databases by name for this run, dropped after it; answers their address."""
    made: list[str] = []

    def make(name: str) -> str:
        database_name = f"test_{name}_{new_id().hex}"
        _administer(database_server, f'create database "{database_name}"')
        made.append(database_name)
        return make_url(database_server).set(database=database_name).render_as_string(hide_password=False)

    yield make
    for name in made:
        _administer(database_server, f'drop database "{name}" with (force)')


def _administer(url: str, statement: str) -> None:
    import asyncio

    async def run() -> None:
        connection = await asyncpg.connect(database.plain_dsn(url))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


@pytest.fixture(scope="session")
def database_url(service: Service, fresh_database: Callable[[str], str]) -> str:
    """The service's own database, made by its real migrations, one for this run."""
    url = fresh_database(service.name)
    migrations.upgrade(service, url)
    return url


@pytest.fixture
def settings(database_url: str) -> Settings:
    """What a service under test is told."""
    return Settings(database_url=database_url, environment="development")


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[AsyncConnection]:
    """One connection in one transaction, rolled back after the test."""
    engine = create_async_engine(
        database_url, poolclass=NullPool, connect_args={"server_settings": database.SERVER_SETTINGS}
    )
    async with engine.connect() as connection:
        outer = await connection.begin()
        yield connection
        await outer.rollback()
    await engine.dispose()


@pytest.fixture
def sessions(connection: AsyncConnection) -> database.Sessions:
    """Sessions inside the test's transaction: their commit is a savepoint's."""
    return async_sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")


@pytest.fixture
async def session(sessions: database.Sessions) -> AsyncIterator[AsyncSession]:
    """A session for arranging and for looking."""
    async with sessions() as session:
        yield session


@pytest.fixture
async def client(
    service: Service, sessions: database.Sessions, settings: Settings
) -> AsyncIterator[httpx2.AsyncClient]:
    """Through the door, in the test's transaction. What the service keeps open (``resources``) is not entered."""
    app = api(service, settings)

    async def in_test(scope: Any, receive: Any, send: Any) -> None:
        scope.setdefault("state", {}).update(sessions=sessions, settings=settings)
        await app(scope, receive, send)

    transport = httpx2.ASGITransport(app=in_test, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
def emitted(sessions: database.Sessions) -> Emitted:
    """A function: the facts that wait to leave, in order."""

    async def read() -> list[Event]:
        async with sessions() as session:
            rows = await session.scalars(select(outbox.outbox.c.envelope).order_by(outbox.outbox.c.position))
            messages = [json.loads(row) for row in rows]
        return [Event.registry[message["type"]].model_validate(message["data"]) for message in messages]

    return read


@pytest.fixture
def deliver(service: Service, sessions: database.Sessions) -> Deliver:
    """A function: let a fact arrive; False when it had been handled. ``event_id=`` delivers one twice."""

    async def deliver(event: Event, *, event_id: UUID | None = None) -> bool:
        message = {"id": str(event_id or new_id()), "type": event.topic, "data": event.model_dump(mode="json")}
        return await bus.react(sessions, service.reactions, json.dumps(message).encode())

    return deliver


@pytest.fixture
def queries(connection: AsyncConnection) -> Queries:
    """Collect what is sent to PostgreSQL inside the body of a ``with``."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        sa_event.listen(connection.sync_connection, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa_event.remove(connection.sync_connection, "before_cursor_execute", note)

    return watch


class ServiceContract:
    """Promises that every service keeps. Subclass it once per service; pytest runs the rest."""

    def test_reacts_only_to_other_services(self, service: Service) -> None:
        assert not [event for event in service.reactions if event.topic.startswith(f"{service.name}.")]

    def test_reactions_take_the_event_they_are_listed_under(self, service: Service) -> None:
        for event, reaction in service.reactions.items():
            assert get_type_hints(reaction)["event"] is event

    def test_every_route_is_documented(self, service: Service) -> None:
        described = api(service, Settings(database_url="postgresql+asyncpg://nowhere/")).openapi()
        assert [
            f"{verb} {path}"
            for path, operations in described["paths"].items()
            for verb, operation in operations.items()
            if not operation.get("summary") or not operation.get("description")
        ] == []

    def test_tables_are_singular(self, service: Service) -> None:
        assert [name for name in service.metadata.tables if re.search(r"[^s]s$", name)] == []

    async def test_migrations_agree_with_the_tables(self, service: Service, connection: AsyncConnection) -> None:
        assert await connection.run_sync(migrations.drift, service) == []

    async def test_answers_for_its_health(self, client: httpx2.AsyncClient) -> None:
        assert (await client.get("/healthz")).status_code == 200
        assert "http_requests_total" in (await client.get("/metrics")).text

    async def test_an_unknown_path_is_a_problem(self, client: httpx2.AsyncClient) -> None:
        answer = await client.get("/no/such/path")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
