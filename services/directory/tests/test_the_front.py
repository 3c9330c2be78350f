"""The hot reads as a running service answers them: on its own connections, beside what others commit."""

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
import httpx2
import pytest
from directory_factories import CENSUS, NOW, network, place
from sqlalchemy import text

from chassis import database, migrations
from chassis.service import api
from chassis.settings import Settings
from directory.networks.actions import save_networks
from directory.places import reads
from directory.places.actions import join_networks, save_places

QUERIES = [
    "/places",
    "/places?limit=3&typology=fablab&typology=coworking&region=53",
    "/places?bbox=-5,41,10,51&sort=-updated",
    "/places?near=48.11,-1.68&within=1000&limit=2",
    "/places?network=makers&demo=false",
    "/places/facets?typology=fablab",
    "/places.geojson?region=53",
    "/places/lieu-7-rennes",
    "/places/lieu-7-rennes?include=usages,nearest",
    "/places/nobody",
    "/places?nope=1",
    "/places?within=5",
    "/places?cursor=x",
    "/places/lieu-7-rennes?include=all",
    "/places/%00",
    "/places/",
    "/places//",
    "/places/a/b",
    "/networks/makers",
]


@pytest.fixture(scope="session")
def running_url(service, fresh_database):
    url = fresh_database("front")
    migrations.upgrade(service, url)
    return url


@pytest.fixture
async def sessions(running_url):
    """Sessions that commit for good, on an empty directory."""
    sessions = database.connect(running_url)
    async with sessions.begin() as session:
        await session.execute(text("truncate place, network, tool, partner cascade"))
        drafts = [place(external_id=f"{number}", name=f"Lieu {number}") for number in range(12)]
        saved = await save_places(session, drafts, source=CENSUS, now=NOW)
        networks = await save_networks(session, [network(slug="makers")], source=CENSUS, now=NOW)
        await join_networks(session, [(one.place_id, networks["makers"]) for one in saved[:5]], now=NOW)
    yield sessions
    await database.engine_of(sessions).dispose()


@asynccontextmanager
async def running(service, url, *, front=True):
    """The service as it runs; without its front, the routes answer."""
    app = api(service if front else replace(service, front=None), Settings(database_url=url))
    async with (
        app.router.lifespan_context(app) as state,
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=with_state(app, state)), base_url="http://test"
        ) as client,
    ):
        yield client, state


def with_state(app, state):
    async def called(scope, receive, send):
        scope.setdefault("state", {}).update(state)
        await app(scope, receive, send)

    return called


def same(answer):
    kept = ("content-type", "etag", "cache-tag", "link", "location")
    return answer.status_code, answer.content, {name: answer.headers.get(name) for name in kept}


async def test_the_front_and_the_routes_answer_alike(service, sessions, running_url, monkeypatch):
    monkeypatch.setattr(reads, "CHUNK", 5)  # so that the map takes several chunks
    async with running(service, running_url) as (front, _), running(service, running_url, front=False) as (routes, _):
        for query in QUERIES:
            assert same(await front.get(query)) == same(await routes.get(query)), query
        tag = (await front.get("/places/lieu-7-rennes")).headers["etag"]
        again = await front.get("/places/lieu-7-rennes", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert (await front.put("/places")).status_code == 405


async def test_totals_are_right_at_once_after_each_commit(service, sessions, running_url):
    async with running(service, running_url) as (client, state):
        await heard(state["memo"])
        for more in range(1, 4):
            assert (await client.get("/places?region=53")).json()["total"] == 11 + more
            assert (await client.get("/places/facets")).json()["total"] == 11 + more
            async with sessions.begin() as session:
                await save_places(session, [place()], source=CENSUS, now=NOW)
            await until(lambda: not state["memo"]._known)
        async with sessions() as session:
            await save_places(session, [place()], source=CENSUS, now=NOW)
            await session.rollback()
        assert (await client.get("/places?region=53")).json()["total"] == 15


async def test_what_is_remembered_was_counted(service, sessions, running_url):
    async with running(service, running_url) as (client, state):
        await heard(state["memo"])
        for _ in range(3):
            await client.get("/places?region=53")
        assert len(state["memo"]._known) == 1


async def test_lost_connections_are_opened_again(service, sessions, running_url):
    async with running(service, running_url) as (client, state):
        await heard(state["memo"])
        assert (await client.get("/places")).status_code == 200
        other = await asyncpg.connect(database.plain_dsn(running_url))
        await other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        await other.close()
        await until(lambda: not state["memo"]._hearing)
        assert (await client.get("/places")).json()["total"] == 12
        await heard(state["memo"])


async def test_requests_wait_their_turn_and_those_given_up_leave_no_trace(service, sessions, running_url):
    async with running(service, running_url) as (client, _):
        chance = random.Random(3)

        async def impatient():
            try:
                await asyncio.wait_for(client.get("/places?near=48,2&within=1000000"), chance.uniform(0.0005, 0.02))
            except TimeoutError:
                pass

        await asyncio.gather(*(impatient() for _ in range(60)))
        answers = await asyncio.gather(*(client.get("/places") for _ in range(20)))
        assert {answer.json()["total"] for answer in answers} == {12}


async def heard(memo):
    await until(lambda: memo._hearing)


async def until(condition):
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")
