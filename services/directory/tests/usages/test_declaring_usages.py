"""A place says which tools it uses."""

import asyncio

import pytest
from directory_factories import CENSUS, NOW, network, tool

from directory.demo.actions import SOURCE as DEMO
from directory.networks.actions import save_networks
from directory.places.actions import close_places, join_networks
from directory.tools.actions import save_tools
from directory.usages.actions import declare_usages
from directory.usages.schemas import UsageDraft

SAID = {"how": "Pour la doc", "since": "2021-03", "satisfaction": 4}


@pytest.fixture
async def wiki(session):
    ids = await save_tools(session, [tool(slug="wiki", name="Wiki")], source=CENSUS, now=NOW)
    await session.commit()
    return ids["wiki"]


@pytest.fixture
async def editor(meet, home):
    return await meet("Sacha", ("editor", "place", home))


@pytest.mark.parametrize("reference", ["slug", "id"])
async def test_a_place_declares_what_it_uses(client, home, wiki, editor, reference, emitted):
    address = "/places/chez-nous-rennes/usages/wiki" if reference == "slug" else f"/places/{home}/usages/{wiki}"
    answer = await client.put(address, json=SAID, headers=editor.headers)

    assert answer.status_code == 200, answer.text
    usage = answer.json()
    assert SAID.items() <= usage.items()
    assert (usage["state"], usage["revision"], usage["place"]["name"]) == ("declared", 1, "Chez nous")
    assert answer.headers["etag"] == '"1"'
    fact = (await emitted())[-1]
    assert (type(fact).__name__, fact.model_dump(mode="json")) == ("UsageDeclared", usage)
    assert (await client.get(f"/places/{home}?include=usages")).json()["usages"] == [usage]
    assert (await client.get("/tools/wiki")).json()["usage"]["users"] == 1
    assert (await client.get("/places?tool=wiki")).json()["total"] == 1


async def test_what_is_left_out_is_not_known_any_more(client, home, wiki, editor):
    await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    after = await client.put(f"/places/{home}/usages/wiki", json={"satisfaction": 5}, headers=editor.headers)
    assert (after.json()["how"], after.json()["since"], after.json()["satisfaction"]) == (None, None, 5)
    assert after.json()["revision"] == 2


async def test_the_same_again_changes_nothing(client, home, wiki, editor, emitted):
    first = await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    before = len(await emitted())
    again = await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    assert (again.status_code, again.json()) == (200, first.json())
    assert len(await emitted()) == before


async def test_a_place_withdraws_what_it_uses_no_more(client, home, wiki, editor, emitted):
    await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    gone = await client.delete(f"/places/{home}/usages/wiki", headers=editor.headers)

    assert gone.status_code == 204
    assert type((await emitted())[-1]).__name__ == "UsageWithdrawn"
    before = len(await emitted())
    assert (await client.delete(f"/places/{home}/usages/wiki", headers=editor.headers)).status_code == 204
    assert len(await emitted()) == before
    assert (await client.get(f"/places/{home}?include=usages")).json()["usages"] == []
    assert (await client.get("/places?tool=wiki")).json()["total"] == 0
    back = await client.put(f"/places/{home}/usages/wiki", json={}, headers=editor.headers)
    assert (back.json()["state"], back.json()["how"]) == ("declared", None)


async def test_who_may_and_who_may_not(client, session, meet, bearer, moderator, home, elsewhere, wiki):
    ids = await save_networks(session, [network(slug="reseau"), network(slug="autre")], source=CENSUS, now=NOW)
    await join_networks(session, [(home, ids["reseau"]), (elsewhere, ids["autre"])], now=NOW)
    address = f"/places/{home}/usages/{wiki}"
    assert (await client.put(address, json=SAID)).status_code == 401
    assert (await client.delete(address)).status_code == 401
    refused = [
        (await meet()).headers,
        (await meet("Membre", ("member", "place", home))).headers,
        (await meet("Voisin", ("steward", "place", elsewhere))).headers,
        (await meet("Autre réseau", ("steward", "network", ids["autre"]))).headers,
        bearer(scope="directory:write"),
    ]
    for headers in refused:
        assert (await client.put(address, json=SAID, headers=headers)).status_code == 403
        assert (await client.delete(address, headers=headers)).status_code == 403
    for person in (
        await meet("Éditeur", ("editor", "place", home)),
        await meet("Intendante", ("steward", "place", home)),
        await meet("Réseau", ("editor", "network", ids["reseau"])),
        moderator,
    ):
        assert (await client.put(address, json=SAID, headers=person.headers)).status_code == 200
        assert (await client.delete(address, headers=person.headers)).status_code == 204


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"satisfaction": 6}, "/satisfaction"),
        ({"satisfaction": 0}, "/satisfaction"),
        ({"satisfaction": "très"}, "/satisfaction"),
        ({"since": "hier"}, "/since"),
        ({"since": "2021-13"}, "/since"),
        ({"how": "x" * 20_001}, "/how"),
        ({"how": ["a"]}, "/how"),
        ({"how": "\ud800"}, "/how"),
        ({"state": "withdrawn"}, "/state"),
        ({"place_id": "00000000-0000-4000-8000-000000000000"}, "/place_id"),
        ({"demo": True}, "/demo"),
    ],
)
async def test_what_cannot_be_said_is_refused_with_where_it_stands(client, home, wiki, editor, body, pointer):
    import json

    answer = await client.put(
        f"/places/{home}/usages/{wiki}",
        content=json.dumps(body),
        headers=editor.headers | {"content-type": "application/json"},
    )
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_closed_place_says_nothing(client, session, home, wiki, editor):
    await close_places(session, [home], source=CENSUS, now=NOW)
    await session.commit()
    answer = await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/place-not-published")


async def test_there_is_no_usage_of_nothing(client, home, wiki, editor, moderator):
    for reference in ("nope", "00000000-0000-4000-8000-000000000000", "%00", "a'b"):
        assert (
            await client.put(f"/places/{home}/usages/{reference}", json={}, headers=editor.headers)
        ).status_code == 404
        for verb in ("put", "delete"):
            address = f"/places/{reference}/usages/wiki"
            body = {"json": {}} if verb == "put" else {}
            assert (await getattr(client, verb)(address, headers=moderator.headers, **body)).status_code == 404


async def test_a_demonstration_is_silent_about_what_the_place_said(client, session, home, wiki, editor):
    shown = UsageDraft(place_id=home, tool_id=wiki, how="Inventé")
    await declare_usages(session, [shown], source=DEMO, now=NOW)
    await session.commit()
    await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    await declare_usages(session, [shown], source=DEMO, now=NOW)
    await session.commit()
    [usage] = (await client.get(f"/places/{home}?include=usages")).json()["usages"]
    assert (usage["how"], usage["demo"]) == (SAID["how"], False)
    await client.delete(f"/places/{home}/usages/wiki", headers=editor.headers)
    await declare_usages(session, [shown], source=DEMO, now=NOW)
    await session.commit()
    assert (await client.get(f"/places/{home}?include=usages")).json()["usages"] == []


async def test_what_it_costs_does_not_grow(client, home, wiki, editor, queries):
    await client.put(f"/places/{home}/usages/wiki", json=SAID, headers=editor.headers)
    with queries() as seen:
        await client.put(f"/places/{home}/usages/wiki", json={"how": "Autrement"}, headers=editor.headers)
    assert len(seen) <= 24, seen
    await asyncio.sleep(0)
