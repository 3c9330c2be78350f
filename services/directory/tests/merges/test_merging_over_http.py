"""Who says that two places are one, or two again, and what is answered."""

import asyncio

import pytest
from acting import WHY, merge, undo
from directory_factories import CENSUS, NOW, network, place
from sqlalchemy import select, text

from chassis import database, migrations
from chassis.ids import new_id
from directory.demo.actions import SOURCE as DEMO
from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.tables import Place


@pytest.fixture
async def trio(session):
    """Three published places: A, B and C."""
    saved = await save_places(session, [place(name=name) for name in "ABC"], source=CENSUS, now=NOW)
    await session.commit()
    return [one.place_id for one in saved]


async def leads_to(client, place_id):
    """The address of the place that one leads to, as a letter, and in how many steps."""
    address, steps = f"/places/{place_id}", 0
    while (answer := await client.get(address)).status_code == 308:
        address, steps = f"/places/{answer.headers['location']}", steps + 1
    return answer.json()["slug"][0].upper(), steps


async def test_a_merge_says_what_became_of_what(client, moderator, trio):
    a, b, _ = trio
    done = await merge(client, moderator, a, b)
    assert done["gone"] == {"id": str(a), "slug": "a-rennes", "name": "A"}
    assert (done["into"]["id"], done["into"]["slug"]) == (str(b), "b-rennes")
    assert (done["reason"], done["merged_by"], done["undoable"]) == (WHY, {"name": "Morgan Etxeberria"}, True)
    for one in (a, b):
        listed = await client.get(f"/places/{one}/merges", headers=moderator.headers)
        assert listed.json() == {"items": [done]}


async def test_the_old_address_leads_to_the_kept_place_until_it_is_undone(client, moderator, trio):
    a, b, _ = trio
    before = (await client.get(f"/places/{a}")).json()
    done = await merge(client, moderator, a, b)
    assert await leads_to(client, a) == ("B", 1)
    undone = await undo(client, moderator, done)
    assert (undone["undo_reason"], undone["undone_by"], undone["undoable"]) == (
        "Non",
        {"name": "Morgan Etxeberria"},
        False,
    )
    after = (await client.get("/places/a-rennes")).json()
    assert {key for key in after if after[key] != before[key]} == {"revision", "updated_at"}
    assert (await client.get("/places")).json()["total"] == 3
    assert len((await client.get("/places.geojson")).json()["features"]) == 3


async def test_followers_hear_of_both(client, moderator, trio, emitted):
    a, b, _ = trio
    before = len(await emitted())
    done = await merge(client, moderator, a, b)
    told = {(type(one).__name__, one.id, one.merged_into) for one in (await emitted())[before:]}
    assert told == {("PlaceMerged", a, b), ("PlaceChanged", b, None)}
    before = len(await emitted())
    await undo(client, moderator, done)
    told = {(type(one).__name__, one.id, one.merged_into) for one in (await emitted())[before:]}
    assert told == {("PlaceChanged", a, None), ("PlaceChanged", b, None)}


async def test_a_chain_leads_to_its_end_and_comes_apart_again(client, moderator, trio, emitted):
    a, b, c = trio
    first = await merge(client, moderator, a, b)
    second = await merge(client, moderator, b, c)
    assert await leads_to(client, a) == ("C", 1)
    assert await leads_to(client, b) == ("C", 1)
    assert {one.id: one.merged_into for one in await emitted() if type(one).__name__ == "PlaceMerged"} == {a: c, b: c}
    listed = (await client.get(f"/places/{b}/merges", headers=moderator.headers)).json()["items"]
    assert [(one["id"], one["undoable"]) for one in listed] == [(second["id"], True), (first["id"], False)]
    refused = await undo(client, moderator, first, status=409)
    assert (refused["type"], second["id"] in refused["detail"]) == ("/problems/later-merge-stands", True)
    await undo(client, moderator, second)
    assert await leads_to(client, a) == ("B", 1)
    await undo(client, moderator, first)
    assert [await leads_to(client, one) for one in trio] == [("A", 0), ("B", 0), ("C", 0)]


async def test_into_a_place_that_was_merged_is_into_the_one_it_became(client, moderator, trio):
    a, b, c = trio
    await merge(client, moderator, a, b)
    done = await merge(client, moderator, c, a)
    assert done["into"]["id"] == str(b)
    refused = await merge(client, moderator, b, a, status=409)
    assert refused["type"] == "/problems/not-mergeable"


async def test_merges_into_one_place_are_undone_the_latest_first(client, moderator, trio):
    a, b, c = trio
    first, second = await merge(client, moderator, a, c), await merge(client, moderator, b, c)
    assert (await undo(client, moderator, first, status=409))["type"] == "/problems/later-merge-stands"
    await undo(client, moderator, second)
    await undo(client, moderator, first)
    assert (await undo(client, moderator, first, status=409))["type"] == "/problems/already-undone"


async def test_undone_it_can_be_done_again_either_way(client, moderator, trio):
    a, b, _ = trio
    await undo(client, moderator, await merge(client, moderator, a, b))
    await merge(client, moderator, b, a)
    assert await leads_to(client, b) == ("A", 1)
    assert (await client.get("/places")).json()["total"] == 2


async def test_a_closed_place_is_closed_again(client, moderator, trio):
    a, b, _ = trio
    await client.post(f"/places/{a}/close", json={"reason": "x"}, headers=moderator.headers)
    done = await merge(client, moderator, a, b)
    assert (await client.get(f"/places/{b}")).json()["state"] == "published"
    await undo(client, moderator, done)
    assert (await client.get(f"/places/{a}")).json()["state"] == "closed"


async def test_the_history_of_both_says_so(client, moderator, trio):
    a, b, _ = trio
    await undo(client, moderator, await merge(client, moderator, a, b))
    for one in (a, b):
        items = (await client.get(f"/places/{one}/history", headers=moderator.headers)).json()["items"]
        told = [(item["action"], item["source"], item["reason"]) for item in items[:2]]
        assert told == [("unmerged", "moderation", "Non"), ("merged", "moderation", WHY)]
    fields = {change["field"] for change in items[1]["changes"]}
    assert not {"state", "merged_into"} & fields  # the kept place


async def test_what_cannot_become_one_does_not(client, session, moderator, trio):
    a, b, _ = trio
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    [demo] = await save_places(session, [place()], source=DEMO, now=NOW)
    await session.commit()
    await merge(client, moderator, a, a, status=409)
    await merge(client, moderator, a, demo.place_id, status=409)
    await merge(client, moderator, demo.place_id, a, status=409)
    await merge(client, moderator, draft.place_id, a, status=404)
    for nothing in (draft.place_id, new_id()):
        refused = await merge(client, moderator, a, nothing, status=422)
        assert refused["errors"][0]["pointer"] == "/into"
    await merge(client, moderator, a, b)
    assert (await merge(client, moderator, a, b, status=409))["type"] == "/problems/not-mergeable"
    await merge(client, moderator, a, trio[2], status=409)


@pytest.fixture
async def nets(session, trio):
    """A network of A and B, and one of A alone."""
    ids = await save_networks(session, [network(slug="deux"), network(slug="une")], source=CENSUS, now=NOW)
    a, b, _ = trio
    await join_networks(session, [(a, ids["deux"]), (b, ids["deux"]), (a, ids["une"])], now=NOW)
    await session.commit()
    return ids


async def test_who_manages_a_network_of_both_merges_and_undoes(client, meet, trio, nets):
    nour = await meet("Nour", ("editor", "network", nets["deux"]))
    done = await merge(client, nour, trio[0], trio[1])
    await undo(client, nour, done)


async def test_managing_a_network_of_one_is_not_enough(client, meet, moderator, trio, nets):
    a, b, c = trio
    one = await meet("Une", ("steward", "network", nets["une"]))
    await merge(client, one, a, b, status=403)
    await merge(client, one, b, a, status=403)
    two = await meet("Deux", ("steward", "network", nets["deux"]))
    await merge(client, two, a, c, status=403)
    await merge(client, two, c, a, status=403)
    kept = await merge(client, moderator, c, a)
    assert kept["into"]["id"] == str(a)
    refused = await client.post(f"/merges/{kept['id']}/undo", json={"reason": "x"}, headers=two.headers)
    assert refused.status_code == 403


async def test_nobody_else_may(client, meet, bearer, moderator, trio):
    a, b, c = trio
    both = await meet("Camille", ("steward", "place", a), ("steward", "place", b))
    done = await merge(client, moderator, a, c)
    body = {"into": str(b), "reason": WHY}
    undoing, listing = f"/merges/{done['id']}/undo", f"/places/{c}/merges"
    for headers, status in (
        ({}, 401),
        ((await meet()).headers, 403),
        (both.headers, 403),
        (bearer(scope="directory:write"), 403),
    ):
        assert (await client.post(f"/places/{c}/merge", json=body, headers=headers)).status_code == status
        assert (await client.post(undoing, json={"reason": "x"}, headers=headers)).status_code == status
        assert (await client.get(listing, headers=headers)).status_code == status
    nothing = f"/merges/{new_id()}/undo"
    assert (await client.post(nothing, json={"reason": "x"}, headers=moderator.headers)).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reason": "x"},
        {"into": "x", "reason": "x"},
        {"into": None, "reason": "x"},
        {"into": str(new_id()), "reason": " "},
        {"into": str(new_id())},
        {"into": str(new_id()), "reason": "x", "moved": {}},
    ],
)
async def test_a_merge_says_into_what_and_why(client, moderator, trio, body):
    answer = await client.post(f"/places/{trio[0]}/merge", json=body, headers=moderator.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]


async def test_what_the_list_costs_does_not_grow(client, moderator, trio, queries):
    a, b, c = trio
    await merge(client, moderator, a, c)
    with queries() as few:
        await client.get(f"/places/{c}/merges", headers=moderator.headers)
    await merge(client, moderator, b, c)
    with queries() as more:
        found = await client.get(f"/places/{c}/merges", headers=moderator.headers)
    assert len(found.json()["items"]) == 2
    assert len(more) == len(few)


@pytest.fixture(scope="session")
def busy_url(service, fresh_database):
    url = fresh_database("busy_merges")
    migrations.upgrade(service, url)
    return url


class TestAtOnce:
    """Several people at work on the same places."""

    @pytest.fixture
    async def sessions(self, busy_url):
        sessions = database.connect(busy_url, pool_size=10)
        async with sessions.begin() as session:
            await session.execute(text("truncate place cascade"))
        yield sessions
        await database.engine_of(sessions).dispose()

    @pytest.fixture
    async def places(self, sessions):
        async with sessions.begin() as session:
            saved = await save_places(session, [place() for _ in range(5)], source=CENSUS, now=NOW)
        return [one.place_id for one in saved]

    async def test_the_two_ways_round_one_is_refused(self, client, bearer, places):
        a, b = places[:2]
        answers = await asyncio.gather(
            *(
                client.post(
                    f"/places/{gone}/merge",
                    json={"into": str(into), "reason": WHY},
                    headers=bearer(roles=("moderator",)),
                )
                for gone, into in ((a, b), (b, a), (a, b), (b, a))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]

    async def test_however_many_merge_and_undo_every_address_leads_somewhere(self, client, bearer, sessions, places):
        headers = bearer(roles=("moderator",))

        async def do(number):
            gone, into = places[number % 5], places[(number * 3 + 1) % 5]
            body = {"into": str(into), "reason": WHY}
            answer = await client.post(f"/places/{gone}/merge", json=body, headers=headers)
            if answer.status_code == 200 and number % 2:
                undone = f"/merges/{answer.json()['id']}/undo"
                answer = await client.post(undone, json={"reason": "x"}, headers=headers)
            return answer.status_code

        assert set(await asyncio.gather(*map(do, range(24)))) <= {200, 409}
        async with sessions() as session:
            known = {row.id: row for row in await session.scalars(select(Place))}
        assert len(known) == 5
        for row in known.values():
            assert (row.state == "merged") == (row.merged_into is not None)
            assert row.merged_into is None or known[row.merged_into].state == "published"
