"""What somebody wants to find again."""

import pytest
from directory_factories import CENSUS, NOW, network, partner, place, tool

from chassis.ids import new_id
from directory.networks.actions import save_networks
from directory.partners.actions import save_partners
from directory.places.actions import save_places
from directory.tools.actions import save_tools


@pytest.fixture
async def things(session, home):
    networks = await save_networks(session, [network(slug="reseau", name="Réseau")], source=CENSUS, now=NOW)
    partners = await save_partners(session, [partner(slug="fonte", name="Fonte")], source=CENSUS, now=NOW)
    tools = await save_tools(session, [tool(slug="wiki", name="Wiki")], source=CENSUS, now=NOW)
    await session.commit()
    return {"place": home, "network": networks["reseau"], "tool": tools["wiki"], "partner": partners["fonte"]}


async def mine(client, person):
    answer = await client.get("/me/favourites", headers=person.headers)
    assert answer.status_code == 200
    return [(one["kind"], one["slug"]) for one in answer.json()["items"]]


async def test_everything_can_be_marked_and_unmarked(client, meet, things):
    lou = await meet()
    for kind, subject in things.items():
        assert (await client.put(f"/me/favourites/{kind}/{subject}", headers=lou.headers)).status_code == 204
    marked = [("partner", "fonte"), ("tool", "wiki"), ("network", "reseau"), ("place", "chez-nous-rennes")]
    assert await mine(client, lou) == marked
    first = (await client.get("/me/favourites", headers=lou.headers)).json()["items"][0]
    assert first.keys() == {"kind", "id", "slug", "name", "since"}
    for kind, subject in things.items():
        assert (await client.delete(f"/me/favourites/{kind}/{subject}", headers=lou.headers)).status_code == 204
    assert await mine(client, lou) == []


async def test_marking_again_and_unmarking_again_change_nothing(client, meet, home):
    lou = await meet()
    for verb, there in (("put", 1), ("put", 1), ("delete", 0), ("delete", 0)):
        assert (await getattr(client, verb)(f"/me/favourites/place/{home}", headers=lou.headers)).status_code == 204
        assert len(await mine(client, lou)) == there


async def test_favourites_are_ones_own(client, meet, home):
    lou, alix = await meet("Lou"), await meet("Alix")
    await client.put(f"/me/favourites/place/{home}", headers=lou.headers)
    assert await mine(client, alix) == []
    await client.delete(f"/me/favourites/place/{home}", headers=alix.headers)
    assert len(await mine(client, lou)) == 1


@pytest.mark.parametrize("verb", ["put", "delete"])
async def test_only_people_have_them(client, bearer, home, verb):
    address = f"/me/favourites/place/{home}"
    assert (await getattr(client, verb)(address)).status_code == 401
    assert (await getattr(client, verb)(address, headers=bearer(scope="directory:write"))).status_code == 403
    assert (await client.get("/me/favourites")).status_code == 401


async def test_what_is_not_there_cannot_be_marked(client, session, meet, things):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await session.commit()
    lou = await meet()
    for kind, subject in (
        ("place", draft.place_id),
        ("place", new_id()),
        ("network", things["place"]),
        ("tool", new_id()),
        ("partner", new_id()),
    ):
        assert (await client.put(f"/me/favourites/{kind}/{subject}", headers=lou.headers)).status_code == 404
    for address in ("/me/favourites/place/x", "/me/favourites/person/" + str(new_id()), "/me/favourites/place/%00"):
        assert (await client.put(address, headers=lou.headers)).status_code == 422
    assert await mine(client, lou) == []


async def test_a_closed_place_is_still_found(client, meet, moderator, home):
    lou = await meet()
    await client.put(f"/me/favourites/place/{home}", headers=lou.headers)
    await client.post(f"/places/{home}/close", json={"reason": "x"}, headers=moderator.headers)
    assert len(await mine(client, lou)) == 1


async def test_however_many_there_are_one_statement_reads_them(client, session, meet, queries):
    lou = await meet()
    saved = await save_places(session, [place() for _ in range(8)], source=CENSUS, now=NOW)
    await session.commit()
    for one in saved:
        await client.put(f"/me/favourites/place/{one.place_id}", headers=lou.headers)
    with queries() as seen:
        assert len(await mine(client, lou)) == 8
    assert len(seen) == 1, seen
