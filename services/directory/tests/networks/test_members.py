"""Who is in a network."""

import pytest
from directory_factories import CENSUS, NOW, network, place

from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places


@pytest.fixture
async def nets(session):
    of_brittany = network(slug="a", name="A", kind="regional", region_code="53", region="Bretagne")
    ids = await save_networks(session, [of_brittany, network(slug="b", name="B")], source=CENSUS, now=NOW)
    await session.commit()
    return ids


async def members(client, slug):
    return {one["slug"] for one in (await client.get(f"/places?network={slug}")).json()["items"]}


@pytest.mark.parametrize("reference", ["slug", "id"])
async def test_a_manager_lets_a_place_in_and_go(client, meet, home, nets, reference, emitted):
    manager = await meet("Nour", ("editor", "network", nets["a"]))
    address = "/networks/a/members/chez-nous-rennes" if reference == "slug" else f"/networks/{nets['a']}/members/{home}"
    assert (await client.put(address, headers=manager.headers)).status_code == 204
    assert await members(client, "a") == {"chez-nous-rennes"}
    assert [one.name for one in (await emitted())[-1].networks] == ["A"]
    before = len(await emitted())
    assert (await client.put(address, headers=manager.headers)).status_code == 204
    assert len(await emitted()) == before

    assert (await client.delete(address, headers=manager.headers)).status_code == 204
    assert await members(client, "a") == set()
    assert (await emitted())[-1].networks == ()
    before = len(await emitted())
    assert (await client.delete(address, headers=manager.headers)).status_code == 204
    assert len(await emitted()) == before


async def test_the_history_of_the_place_says_so(client, meet, moderator, home, nets):
    manager = await meet("Nour", ("editor", "network", nets["a"]))
    await client.put(f"/networks/a/members/{home}", headers=manager.headers)
    steward = await meet("Camille", ("steward", "place", home))
    await client.delete(f"/networks/a/members/{home}", headers=steward.headers)
    await client.put(f"/networks/a/members/{home}", headers=moderator.headers)

    items = (await client.get(f"/places/{home}/history", headers=steward.headers)).json()["items"]
    told = [(one["action"], one["source"], one["by"]["name"]) for one in items]
    assert told[:3] == [
        ("joined", "moderation", "Morgan Etxeberria"),
        ("left", "place", "Camille"),
        ("joined", "network", "Nour"),
    ]
    [change] = items[1]["changes"]
    assert (change["field"], change["before"][0]["slug"], change["after"]) == ("networks", "a", [])


async def test_no_network_draws_in_a_place_that_did_not_ask(client, meet, moderator, home, nets):
    of_its_region = await meet("Nour", ("steward", "network", nets["a"]))
    of_a_craft = await meet("Sacha", ("steward", "network", nets["b"]))
    assert (await client.put(f"/networks/b/members/{home}", headers=of_a_craft.headers)).status_code == 403

    await meet("Camille", ("steward", "place", home))
    refused = await client.put(f"/networks/a/members/{home}", headers=of_its_region.headers)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-asked")
    assert await members(client, "a") == set()

    both = await meet("Dominique", ("editor", "network", nets["b"]), ("steward", "place", home))
    assert (await client.put(f"/networks/b/members/{home}", headers=both.headers)).status_code == 204
    assert (await client.put(f"/networks/a/members/{home}", headers=moderator.headers)).status_code == 204


async def test_a_steward_leaves_a_network_and_joins_none_by_himself(client, session, meet, home, elsewhere, nets):
    await join_networks(session, [(home, nets["a"]), (elsewhere, nets["a"])], now=NOW)
    steward = await meet("Camille", ("steward", "place", home))
    editor = await meet("Sacha", ("editor", "place", home))
    assert (await client.delete(f"/networks/a/members/{home}", headers=editor.headers)).status_code == 403
    assert (await client.delete(f"/networks/a/members/{elsewhere}", headers=steward.headers)).status_code == 403
    assert (await client.delete(f"/networks/a/members/{home}", headers=steward.headers)).status_code == 204
    assert (await client.put(f"/networks/a/members/{home}", headers=steward.headers)).status_code == 403
    assert await members(client, "a") == {"ailleurs-rennes"}


@pytest.mark.parametrize("verb", ["put", "delete"])
async def test_nobody_else_may(client, session, meet, bearer, home, nets, verb):
    await join_networks(session, [(home, nets["b"])], now=NOW)
    ask = getattr(client, verb)
    address = f"/networks/a/members/{home}"
    assert (await ask(address)).status_code == 401
    for headers in (
        (await meet()).headers,
        (await meet("Membre", ("member", "network", nets["a"]))).headers,
        (await meet("Autre", ("steward", "network", nets["b"]))).headers,
        bearer(scope="directory:write"),
    ):
        assert (await ask(address, headers=headers)).status_code == 403


async def test_there_are_no_members_that_are_not_there(client, session, moderator, home, nets):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await session.commit()
    for address in (
        f"/networks/a/members/{draft.place_id}",
        "/networks/a/members/nope",
        f"/networks/nope/members/{home}",
        "/networks/a/members/%00",
    ):
        assert (await client.put(address, headers=moderator.headers)).status_code == 404
        assert (await client.delete(address, headers=moderator.headers)).status_code == 404
