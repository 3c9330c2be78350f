"""\u201cNous travaillons avec ce voisin\u201d."""

import pytest
from directory_factories import CENSUS, NOW, place

from directory.places.actions import close_places, save_places


@pytest.fixture
async def editor(meet, home):
    return await meet("Sacha", ("editor", "place", home))


@pytest.fixture
async def neighbour(meet, elsewhere):
    return await meet("Alix", ("editor", "place", elsewhere))


async def said(client, place_id, query=""):
    answer = await client.get(f"/places/{place_id}/neighbours{query}")
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("reference", ["slug", "id"])
async def test_a_place_says_with_whom_it_works(client, home, elsewhere, editor, reference, emitted):
    mine, theirs = ("chez-nous-rennes", "ailleurs-rennes") if reference == "slug" else (home, elsewhere)
    answer = await client.put(f"/places/{mine}/neighbours/{theirs}", json={"what": "Un camion"}, headers=editor.headers)
    assert answer.status_code == 200, answer.text
    item = answer.json()
    assert item["place"] == {"id": str(elsewhere), "slug": "ailleurs-rennes", "name": "Ailleurs", "commune": "Rennes"}
    assert (item["what"], item["mutual"]) == ("Un camion", False)
    assert await said(client, mine) == {"items": [item], "total": 1, "next": None}
    assert (await said(client, theirs))["items"] == []
    fact = (await emitted())[-1]
    assert (type(fact).__name__, fact.place, fact.neighbour) == ("NeighbourDeclared", home, elsewhere)
    assert "camion" not in fact.model_dump_json()


async def test_when_both_say_so_it_is_mutual(client, home, elsewhere, editor, neighbour):
    await client.put(f"/places/{home}/neighbours/{elsewhere}", json={}, headers=editor.headers)
    back = await client.put(f"/places/{elsewhere}/neighbours/{home}", json={}, headers=neighbour.headers)
    assert back.json()["mutual"] is True
    assert (await said(client, home))["items"][0]["mutual"] is True
    await client.delete(f"/places/{elsewhere}/neighbours/{home}", headers=neighbour.headers)
    assert (await said(client, home))["items"][0]["mutual"] is False


async def test_said_otherwise_it_is_since_the_same_day(client, home, elsewhere, editor, emitted):
    address = f"/places/{home}/neighbours/{elsewhere}"
    first = (await client.put(address, json={"what": "Un camion"}, headers=editor.headers)).json()
    before = len(await emitted())
    same = (await client.put(address, json={"what": "Un camion"}, headers=editor.headers)).json()
    assert (same, len(await emitted())) == (first, before)
    other = (await client.put(address, json={"what": None}, headers=editor.headers)).json()
    assert (other["what"], other["since"]) == (None, first["since"])
    assert (await emitted())[-1].revision == 2


async def test_withdrawn_it_is_gone_and_can_come_back(client, home, elsewhere, editor, emitted):
    address = f"/places/{home}/neighbours/{elsewhere}"
    await client.put(address, json={"what": "Un camion"}, headers=editor.headers)
    assert (await client.delete(address, headers=editor.headers)).status_code == 204
    assert type((await emitted())[-1]).__name__ == "NeighbourWithdrawn"
    before = len(await emitted())
    assert (await client.delete(address, headers=editor.headers)).status_code == 204
    assert len(await emitted()) == before
    assert (await said(client, home))["total"] == 0
    assert (await client.put(address, json={}, headers=editor.headers)).json()["what"] is None


async def test_only_who_speaks_for_the_place_says_so(client, meet, moderator, bearer, home, elsewhere, neighbour):
    address = f"/places/{home}/neighbours/{elsewhere}"
    for verb, body in (("put", {"json": {}}), ("delete", {})):
        ask = getattr(client, verb)
        assert (await ask(address, **body)).status_code == 401
        for headers in (
            neighbour.headers,
            moderator.headers,
            (await meet("Membre", ("member", "place", home))).headers,
            bearer(scope="directory:write"),
        ):
            assert (await ask(address, headers=headers, **body)).status_code == 403


async def test_there_is_no_neighbour_that_is_not_open(client, session, home, elsewhere, editor):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await close_places(session, [elsewhere], source=CENSUS, now=NOW)
    await session.commit()
    for other, status in ((draft.place_id, 404), ("nope", 404), ("%00", 404), (home, 409), (elsewhere, 409)):
        answer = await client.put(f"/places/{home}/neighbours/{other}", json={}, headers=editor.headers)
        assert answer.status_code == status


async def test_a_neighbour_that_closed_is_not_shown_until_it_opens(client, moderator, home, elsewhere, editor):
    await client.put(f"/places/{home}/neighbours/{elsewhere}", json={}, headers=editor.headers)
    await client.post(f"/places/{elsewhere}/close", json={"reason": "x"}, headers=moderator.headers)
    assert (await said(client, home))["total"] == 0
    await client.post(f"/places/{elsewhere}/reopen", json={"reason": "x"}, headers=moderator.headers)
    assert (await said(client, home))["total"] == 1


@pytest.mark.parametrize("body", [{"what": "x" * 2001}, {"what": 3}, {"mutual": True}, {"since": "2020"}, []])
async def test_what_cannot_be_said_is_refused(client, home, elsewhere, editor, body):
    answer = await client.put(f"/places/{home}/neighbours/{elsewhere}", json=body, headers=editor.headers)
    assert answer.status_code == 422


async def test_a_long_list_is_read_a_page_at_a_time_at_the_same_cost(client, session, home, editor, queries):
    saved = await save_places(session, [place() for _ in range(7)], source=CENSUS, now=NOW)
    await session.commit()
    for one in saved:
        await client.put(f"/places/{home}/neighbours/{one.place_id}", json={}, headers=editor.headers)
    found, cursor = [], ""
    while cursor is not None:
        with queries() as seen:
            answer = await client.get(f"/places/{home}/neighbours?limit=3&cursor={cursor}".removesuffix("&cursor="))
        assert len(seen) <= 1  # what else is read goes past SQLAlchemy: two statements
        assert answer.headers["cache-tag"] == "neighbour place"
        page = answer.json()
        assert page["total"] == 7
        found += [item["place"]["id"] for item in page["items"]]
        cursor = page["next"]
    assert found == [str(one.place_id) for one in reversed(saved)]
    for cursor in ("x", "%00", "bm9wZQ"):
        assert (await client.get(f"/places/{home}/neighbours?cursor={cursor}")).status_code == 422
