"""What a place says of itself, and what is said there, follows it into the one it became, and comes back."""

import pytest
from acting import merge, undo
from directory_factories import CENSUS, NOW, network, place, tool

from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.tools.actions import save_tools


@pytest.fixture
async def tools(session):
    ids = await save_tools(session, [tool(slug="wiki"), tool(slug="carte")], source=CENSUS, now=NOW)
    await session.commit()
    return ids


async def used(client, where):
    usages = (await client.get(f"/places/{where}?include=usages")).json()["usages"]
    return {(one["tool"]["slug"], one["how"], one["place"]["name"]) for one in usages}


async def test_usages_come_back_as_they_were_and_stay_as_they_became(client, moderator, twins, tools):
    gone, kept = twins
    say = {"headers": moderator.headers}
    for where, slug, how in ((gone, "wiki", "Parti"), (gone, "carte", "Parti"), (kept, "wiki", "Resté")):
        await client.put(f"/places/{where}/usages/{slug}", json={"how": how}, **say)
    done = await merge(client, moderator, gone, kept)
    assert await used(client, kept) == {("wiki", "Resté", "Resté"), ("carte", "Parti", "Resté")}
    await client.put(f"/places/{gone}/usages/carte", json={"how": "Depuis"}, **say)  # the old address is the kept place
    await undo(client, moderator, done)
    assert await used(client, gone) == {("wiki", "Parti", "Parti"), ("carte", "Parti", "Parti")}
    assert await used(client, kept) == {("wiki", "Resté", "Resté"), ("carte", "Depuis", "Resté")}
    assert (await client.get("/tools/carte")).json()["usage"]["users"] == 2
    assert (await client.get("/places?tool=wiki")).json()["total"] == 2


async def test_a_usage_said_between_two_merges_is_not_lost(client, moderator, session, twins, tools):
    gone, kept = twins
    [last] = await save_places(session, [place(name="Dernier")], source=CENSUS, now=NOW)
    await session.commit()
    await client.put(f"/places/{gone}/usages/carte", json={"how": "Parti"}, headers=moderator.headers)
    first = await merge(client, moderator, gone, kept)
    second = await merge(client, moderator, kept, last.place_id)
    await client.put(f"/places/{last.place_id}/usages/carte", json={"how": "Depuis"}, headers=moderator.headers)
    await undo(client, moderator, second)
    await undo(client, moderator, first)
    assert await used(client, gone) == {("carte", "Parti", "Parti")}
    assert await used(client, kept) == set()
    assert await used(client, last.place_id) == {("carte", "Depuis", "Dernier")}


async def test_networks_come_and_go_but_for_what_was_said_since(client, session, moderator, twins):
    gone, kept = twins
    nets = await save_networks(session, [network(slug=slug) for slug in "abc"], source=CENSUS, now=NOW)
    await join_networks(session, [(gone, nets["a"]), (gone, nets["b"]), (kept, nets["b"])], now=NOW)
    await session.commit()

    async def networks(where):
        return {one["slug"] for one in (await client.get(f"/places/{where}")).json()["networks"]}

    done = await merge(client, moderator, gone, kept)
    assert await networks(kept) == {"a", "b"}
    await client.put(f"/networks/c/members/{kept}", headers=moderator.headers)
    for verb in ("delete", "put"):
        await getattr(client, verb)(f"/networks/a/members/{kept}", headers=moderator.headers)
    await undo(client, moderator, done)
    assert (await networks(gone), await networks(kept)) == ({"a", "b"}, {"a", "b", "c"})
    assert (await client.get("/places?network=a")).json()["total"] == 2


async def neighbours(client, where):
    items = (await client.get(f"/places/{where}/neighbours")).json()["items"]
    return {(one["place"]["name"], one["what"], one["mutual"]) for one in items}


async def test_neighbours_follow(client, session, meet, moderator, twins):
    gone, kept = twins
    [other] = await save_places(session, [place(name="Voisin")], source=CENSUS, now=NOW)
    all_three = await meet("Camille", *(("editor", "place", one) for one in (gone, kept, other.place_id)))
    for one, two, what in (
        (gone, other.place_id, "Un camion"),
        (kept, other.place_id, "Un four"),
        (gone, kept, "Tout"),
        (other.place_id, gone, "Le camion"),
    ):
        address = f"/places/{one}/neighbours/{two}"
        assert (await client.put(address, json={"what": what}, headers=all_three.headers)).status_code == 200
    three = (gone, kept, other.place_id)
    before = [await neighbours(client, one) for one in three]
    assert before[0] == {("Voisin", "Un camion", True), ("Resté", "Tout", False)}

    done = await merge(client, moderator, gone, kept)
    assert await neighbours(client, kept) == {("Voisin", "Un four", True)}
    assert await neighbours(client, other.place_id) == {("Resté", "Le camion", True)}
    await undo(client, moderator, done)
    assert [await neighbours(client, one) for one in three] == before


async def test_a_neighbour_withdrawn_since_stays_withdrawn(client, session, meet, moderator, twins):
    gone, kept = twins
    [other] = await save_places(session, [place(name="Voisin")], source=CENSUS, now=NOW)
    editor = await meet("Camille", ("editor", "place", gone))
    await client.put(f"/places/{gone}/neighbours/{other.place_id}", json={}, headers=editor.headers)
    done = await merge(client, moderator, gone, kept)
    await client.delete(f"/places/{gone}/neighbours/{other.place_id}", headers=editor.headers)
    assert await neighbours(client, kept) == set()
    await undo(client, moderator, done)
    assert await neighbours(client, gone) == set()


async def test_values_go_back_to_whoever_they_were_said_of(client, session, meet, moderator, twins):
    gone, kept = twins
    theirs = await meet("Camille", ("editor", "place", gone), ("editor", "place", kept))
    await client.patch(f"/places/{gone}", json={"phone": "+33102030405"}, headers=theirs.edits(1))
    done = await merge(client, moderator, gone, kept)
    found = (await client.get(f"/places/{kept}")).json()
    assert found["contact"]["phone"] == "+33102030405"
    said = {"summary": "Depuis"}
    assert (
        await client.patch(f"/places/{kept}", json=said, headers=theirs.edits(found["revision"]))
    ).status_code == 200
    await undo(client, moderator, done)
    gone_again, kept_again = [(await client.get(f"/places/{one}")).json() for one in (gone, kept)]
    assert (gone_again["contact"]["phone"], gone_again["summary"]) == ("+33102030405", None)
    assert (kept_again["contact"]["phone"], kept_again["summary"]) == (None, "Depuis")


async def test_comments_follow_and_come_back(client, meet, moderator, twins):
    gone, kept = twins
    lou = await meet("Lou")

    async def bodies(where):
        return [one["body"] for one in (await client.get(f"/places/{where}/comments")).json()["items"]]

    await client.post(f"/places/{gone}/comments", json={"body": "Avant"}, headers=lou.headers)
    done = await merge(client, moderator, gone, kept)
    assert await bodies(kept) == ["Avant"]
    await client.post(f"/places/{kept}/comments", json={"body": "Depuis"}, headers=lou.headers)
    await undo(client, moderator, done)
    assert (await bodies(gone), await bodies(kept)) == (["Avant"], ["Depuis"])


async def test_open_corrections_follow_and_decided_ones_stay(client, meet, moderator, twins):
    gone, kept = twins
    lou = await meet("Lou")
    theirs = await meet("Sacha", ("editor", "place", kept))
    made = []
    for website in ("https://un.example/", "https://deux.example/"):
        body = {"changes": {"website": website}}
        answer = await client.post(f"/places/{gone}/corrections", json=body, headers=lou.headers)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    deciding = f"/corrections/{made[0]}/refuse"
    why = {"json": {"reason": "Non"}, "headers": theirs.headers}
    assert (await client.post(deciding, **why)).status_code == 403

    done = await merge(client, moderator, gone, kept)
    assert (await client.post(deciding, **why)).status_code == 200
    await undo(client, moderator, done)
    for place_id, waiting in ((gone, [made[1]]), (kept, [])):
        asked = f"/places/{place_id}/corrections?state=proposed"
        found = await client.get(asked, headers=moderator.headers)
        assert [one["id"] for one in found.json()["items"]] == waiting
