"""From the directory's commit to another service's changed answer: real NATS, two databases, two workers."""

import asyncio
import statistics
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

import httpx2
import pytest
from club.service import service as club

from chassis import bus, database, migrations, relay, streams
from chassis.ids import new_id
from chassis.outbox import emit
from chassis.service import api
from contracts.directory import MandateGranted, MandateRevoked
from sandbox.nats import Nats

CLUB = UUID(int=1)
TIMES = 5  # each a grant and a revocation
PATIENCE = 20
DECLARED = {
    "streams": {"DIRECTORY": {"subjects": ["directory.>"]}},
    "consumers": {
        "club__directory": {
            "stream": "DIRECTORY",
            "filter_subjects": ["directory.mandate.granted.v1.>", "directory.mandate.revoked.v1.>"],
        }
    },
}


@pytest.fixture(scope="module")
def nats_server(tmp_path_factory):
    with Nats(tmp_path_factory.mktemp("nats"), fast=True) as server:
        yield server


@pytest.fixture(scope="module")
def addresses(fresh_database):
    """Two databases, one for each side."""
    made = {side: fresh_database(side) for side in ("publisher", "listener")}
    for url in made.values():
        migrations.upgrade(club, url)
    return made


@asynccontextmanager
async def connected(url):
    sessions = database.connect(url)
    yield sessions
    await database.engine_of(sessions).dispose()


@asynccontextmanager
async def running(work):
    task = asyncio.create_task(work)
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def js(nats_server):
    connection = await bus.connect(nats_server.url, name="test")
    await streams.apply(connection.jetstream(), DECLARED)
    yield connection.jetstream()
    await connection.close()


@pytest.fixture
async def publisher(addresses, js):
    """The directory's side: what commits here leaves."""
    async with connected(addresses["publisher"]) as sessions, running(relay.relay_forever(js, sessions)):
        yield sessions


@pytest.fixture
async def listening(addresses, js, told):
    """The other service, which hears it and answers."""
    app = api(club, told)
    async with (
        connected(addresses["listener"]) as sessions,
        running(bus.consume(js, "club", sessions, club.reactions)),
    ):

        async def stated(scope, receive, send):
            scope.setdefault("state", {}).update(sessions=sessions, settings=told)
            await app(scope, receive, send)

        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=stated), base_url="http://test") as client:
            yield client


def fact(kind, mandate, person, revision):
    return kind(
        id=mandate,
        revision=revision,
        person=person,
        organisation_kind="place",
        organisation_id=CLUB,
        role="editor",
        state="granted" if kind is MandateGranted else "revoked",
        updated_at=datetime.now(UTC),
    )


async def test_a_mandate_granted_or_revoked_counts_elsewhere_within_a_second(publisher, listening, bearer):
    mandate, person, took = new_id(), new_id(), []
    headers = bearer(person)

    async def answered():
        return (await listening.post(f"/clubs/{CLUB}/notices", headers=headers)).status_code

    assert await answered() == 403
    for number in range(TIMES * 2):
        kind, wanted = ((MandateGranted, 201), (MandateRevoked, 403))[number % 2]
        async with publisher.begin() as session:
            await emit(session, fact(kind, mandate, person, number + 1))
        committed = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            while await answered() != wanted:
                await asyncio.sleep(0.002)
        took.append(time.perf_counter() - committed)

    milliseconds = [round(1000 * one) for one in took]
    print(f"from commit to the changed answer, ms: {milliseconds}, median {statistics.median(milliseconds)}")
    assert statistics.median(took) < 1
