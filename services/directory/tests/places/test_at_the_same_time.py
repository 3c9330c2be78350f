"""Several people and imports at work on the same places."""

import asyncio
import random
from datetime import timedelta

import httpx2
import pytest
from directory_factories import CENSUS, NOW, OLD_LIST, network, place, tool
from sqlalchemy import func, select, text

from chassis import database, migrations
from chassis.service import api
from directory.merges.actions import merge_place
from directory.networks.actions import save_networks
from directory.places import tags
from directory.places.actions import join_networks, save_places
from directory.places.history import voice_of
from directory.tables import Membership, Network, Place, PlaceDocument, PlaceTag, Tool, Usage
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages, withdraw_usages
from directory.usages.schemas import UsageDraft


@pytest.fixture(scope="session")
def crowded_url(service, fresh_database):
    url = fresh_database("crowded")
    migrations.upgrade(service, url)
    return url


@pytest.fixture
async def sessions(crowded_url):
    sessions = database.connect(crowded_url, pool_size=8)
    async with sessions.begin() as session:
        await session.execute(text("truncate place, network, tool, partner, trait cascade"))
    yield sessions
    await database.engine_of(sessions).dispose()


async def test_the_same_list_imported_twice_at_once_makes_each_place_once(sessions):
    drafts = [place(name="La Ruche") for _ in range(20)]

    async def bring_in(_):
        async with sessions.begin() as session:
            return await save_places(session, drafts, source=CENSUS, now=NOW)

    outcomes = await asyncio.gather(*map(bring_in, range(4)))

    assert sorted(saved[0].outcome for saved in outcomes) == ["created", "unchanged", "unchanged", "unchanged"]
    assert len({tuple(one.place_id for one in saved) for saved in outcomes}) == 1
    async with sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Place)) == 20


async def test_what_is_found_agrees_with_what_is_known_whoever_came_first(sessions):
    drafts = [place() for _ in range(6)]
    async with sessions.begin() as session:
        ids = [one.place_id for one in await save_places(session, drafts, source=CENSUS, now=NOW)]
        networks = await save_networks(session, [network(slug=f"n{i}") for i in range(3)], source=CENSUS, now=NOW)
        tools = await save_tools(session, [tool(slug=f"t{i}") for i in range(3)], source=CENSUS, now=NOW)

    async def do_something(number):
        chance = random.Random(number)
        now = NOW + timedelta(seconds=number)
        async with sessions.begin() as session:
            match chance.randrange(5):
                case 0:
                    changed = [one.model_copy(update={"name": f"Nom {number}"}) for one in chance.sample(drafts, 3)]
                    await save_places(session, changed, source=chance.choice([CENSUS, OLD_LIST]), now=now)
                case 1:
                    pairs = [(chance.choice(ids), chance.choice([*networks.values()])) for _ in range(3)]
                    await join_networks(session, pairs, now=now)
                case 2:
                    made = [UsageDraft(place_id=chance.choice(ids), tool_id=chance.choice([*tools.values()]))]
                    await declare_usages(session, made, source=CENSUS, now=now)
                case 3:
                    known = (await session.scalars(select(Usage.id))).all()
                    await withdraw_usages(session, chance.sample(known, min(2, len(known))), now=now)
                case _:
                    renamed = network(slug=chance.choice([*networks]), name=f"Réseau {number}")
                    await save_networks(session, [renamed], source=CENSUS, now=now)

    await asyncio.gather(*map(do_something, range(60)))

    async with sessions() as session:
        for row in (await session.execute(select(Place.__table__))).mappings():
            assert await found(session, row["id"]) == await known(session, row)
            document = await session.get_one(PlaceDocument, row["id"])
            assert f'"revision":{row["revision"]},' in document.document


async def found(session, place_id):
    rows = (await session.scalars(select(PlaceTag).where(PlaceTag.place_id == place_id))).all()
    assert {tuple(row.traits) for row in rows} == {tuple(rows[0].traits)}
    return {row.tag for row in rows} - {"all"}


async def known(session, row):
    networks = await session.scalars(select(Network.slug).join(Membership).where(Membership.place_id == row["id"]))
    used = select(Tool.slug).join(Usage).where(Usage.place_id == row["id"], Usage.state == "declared")
    return tags.traits(row, networks=networks.all(), tools=(await session.scalars(used)).all())


async def test_what_is_said_while_a_place_is_merged_away_is_said_of_the_kept_one(sessions, service, settings, bearer):
    async with sessions.begin() as session:
        [gone, into] = await save_places(session, [place(name="L'ancien"), place()], source=CENSUS, now=NOW)
    app = api(service, settings)

    async def stated(scope, receive, send):
        scope.setdefault("state", {}).update(sessions=sessions, settings=settings)
        await app(scope, receive, send)

    async with (
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=stated), base_url="http://test") as client,
        sessions.begin() as session,
    ):
        await merge_place(session, gone.place_id, into=into.place_id, by=voice_of(CENSUS), now=NOW)
        said = {"json": {"body": "Bonjour"}, "headers": bearer()}
        posting = asyncio.create_task(client.post(f"/places/{gone.place_id}/comments", **said))
        await asyncio.sleep(0.3)
        assert not posting.done()
        await session.commit()
        assert (await posting).status_code == 201
        assert (await client.get(f"/places/{into.place_id}/comments")).json()["total"] == 1
