"""The chassis is tested by riding it: ``toy`` is the smallest whole service."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from nats.aio.client import Client

from chassis import bus, database
from sandbox.nats import Nats

sys.path.insert(0, str(Path(__file__).parent))

from toy.service import service as toy
from toy.tables import Jar


@pytest.fixture(scope="session")
def service():
    return toy


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nats]:
    with Nats(tmp_path_factory.mktemp("nats"), fast=True) as server:
        yield server


@pytest.fixture
async def nats_client(nats_server: Nats) -> AsyncIterator[Client]:
    connection = await bus.connect(nats_server.url, name="test")
    js = connection.jetstream()
    for stream in await js.streams_info():
        await js.delete_stream(stream.config.name)
    yield connection
    await connection.close()


@pytest.fixture
async def committing(database_url: str) -> AsyncIterator[database.Sessions]:
    """Sessions that really commit; the tables are emptied afterwards."""
    from sqlalchemy import text

    sessions = database.connect(database_url)
    yield sessions
    async with sessions.begin() as session:
        await session.execute(text("truncate jar, fill, outbox, inbox, dead_letter"))
    await database.engine_of(sessions).dispose()


@pytest.fixture
async def jar(session) -> Jar:
    jar = Jar()
    session.add(jar)
    await session.commit()
    return jar
