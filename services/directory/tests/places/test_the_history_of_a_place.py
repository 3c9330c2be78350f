"""What became of a place, revision by revision."""

import json
from datetime import date, timedelta

import pytest
from directory_factories import CENSUS, NOW, network, place
from mandated import mandate
from sqlalchemy import func, select

from chassis.ids import new_id
from directory.networks.actions import save_networks
from directory.places import history
from directory.places.actions import join_networks, save_places
from directory.schemas import Source
from directory.tables import Person, Place, PlaceChange, PlaceOrigin

LATER = NOW + timedelta(days=1)
NEXT_CENSUS = CENSUS.model_copy(update={"date": date(2025, 6, 1)})


@pytest.fixture
async def known(session):
    [saved] = await save_places(session, [place(external_id="1", name="La Ruche")], source=CENSUS, now=NOW)
    await session.commit()
    return saved.place_id


@pytest.fixture
def read(client, known):
    async def send(query="", headers=None):
        answer = await client.get(f"/places/{known}/history{query}", headers=headers or {})
        assert answer.status_code == 200
        return answer.json()

    return send


async def edited(client, bearer, person, known, revision, name="Camille Roche", **said):
    headers = bearer(person, name=name) | {"if-match": f'"{revision}"'}
    answer = await client.patch(f"/places/{known}", json=said, headers=headers)
    assert answer.status_code == 200


async def test_a_first_revision_is_no_change(read, session):
    assert await read() == {"items": [], "total": 0, "next": None}
    assert await session.scalar(select(func.count()).select_from(PlaceChange)) == 0


async def test_it_says_which_value_a_source_changed_and_what_it_was_before(read, session):
    changed = place(external_id="1", name="La Ruche", summary="Un lieu")
    await save_places(session, [changed], source=NEXT_CENSUS, now=LATER)
    await session.commit()
    [item] = (await read())["items"]
    assert (item["revision"], item["action"], item["source"]) == (2, "imported", "census")
    assert item["by"] == {"kind": "source", "name": None}
    assert item["changes"] == [{"field": "summary", "before": None, "after": "Un lieu"}]


async def test_another_source_that_says_the_same_confirms_it_and_a_next_edition_does_not(read, session, known):
    await save_places(session, [place(external_id="1", name="La Ruche")], source=NEXT_CENSUS, now=LATER)
    session.add(PlaceOrigin(source="other", external_id="1", place_id=known, given_by="import", said={}, row_hash=""))
    await session.flush()
    other = NEXT_CENSUS.model_copy(update={"key": "other"})
    await save_places(session, [place(external_id="1", name="La Ruche", location=None)], source=other, now=LATER)
    await session.commit()
    latest, earlier = (await read())["items"]
    assert earlier["changes"] == []
    assert {"field": "name", "before": "La Ruche", "after": "La Ruche"} in latest["changes"]
    assert "location" not in {one["field"] for one in latest["changes"]}


async def test_a_person_is_named_when_he_wishes_and_to_the_places_own_people(read, client, bearer, session, known):
    editor, other = await mandate(session, known), await mandate(session, known, role="member")
    elsewhere = (await save_places(session, [place()], source=CENSUS, now=NOW))[0].place_id
    stranger = await mandate(session, elsewhere, role="steward")
    await edited(client, bearer, editor, known, 1, summary="Une ruche")

    async def name(headers=None):
        return (await read(headers=headers))["items"][0]["by"]["name"]

    assert await name() is None
    assert await name(bearer()) is None
    assert await name(bearer(stranger)) is None
    assert await name(bearer(scope="directory:read")) is None
    assert await name(bearer(other)) == "Camille Roche"
    assert await name(bearer(roles=("moderator",))) == "Camille Roche"
    (await session.get(Person, editor)).named = True
    await session.commit()
    assert await name() == "Camille Roche"


async def test_a_bad_token_reads_nothing(client, known):
    answer = await client.get(f"/places/{known}/history", headers={"authorization": "Bearer no"})
    assert answer.status_code == 401


async def test_who_was_forgotten_is_not_named(read, client, bearer, session, known):
    editor = await mandate(session, known)
    await edited(client, bearer, editor, known, 1, summary="Une ruche")
    await session.delete(await session.get(Person, editor))
    await session.commit()
    [item] = (await read(headers=bearer(roles=("moderator",))))["items"]
    assert item["by"] == {"kind": "person", "name": None}


async def test_a_place_joins_a_network(read, session, known):
    networks = await save_networks(session, [network(slug="makers", name="Makers")], source=CENSUS, now=NOW)
    await join_networks(session, [(known, networks["makers"])], now=LATER)
    await save_networks(session, [network(slug="makers", name="Les Makers")], source=CENSUS, now=LATER)
    await session.commit()
    [item] = (await read())["items"]
    assert (item["revision"], item["action"]) == (2, "joined")
    [change] = item["changes"]
    assert (change["field"], change["before"]) == ("networks", [])
    assert [one["name"] for one in change["after"]] == ["Les Makers"]


async def test_a_demonstration_is_told_from_a_source(read, session, known):
    await join_networks(
        session,
        [(known, (await save_networks(session, [network(slug="n")], source=CENSUS, now=NOW))["n"])],
        now=LATER,
        by=history.voice_of(Source(key="demo", date=CENSUS.date, given_by="demo")),
    )
    await session.commit()
    assert (await read())["items"][0]["by"]["kind"] == "demo"


async def test_it_is_read_a_page_at_a_time(read, client, bearer, session, known):
    editor = await mandate(session, known)
    for revision in range(1, 8):
        await edited(client, bearer, editor, known, revision, summary=f"Le {revision}e")
    seen, cursor = [], ""
    while True:
        page = await read(f"?limit=3{cursor}")
        assert page["total"] == 7
        seen += [item["revision"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [8, 7, 6, 5, 4, 3, 2]
    answer = await client.get(f"/places/{known}/history?limit=3")
    assert answer.headers["link"] == f'<?limit=3&cursor={answer.json()["next"]}>; rel="next"'
    assert "cache-tag" not in answer.headers  # who may be named can change at any time


@pytest.mark.parametrize("query", ["?cursor=x", "?limit=0", "?limit=101", "?page=2", "?cursor=WyJuYW1lIl0"])
async def test_a_page_that_cannot_be_is_refused(client, known, query):
    assert (await client.get(f"/places/{known}/history{query}")).status_code == 422


async def test_there_is_none_of_a_draft_or_of_nothing(client, session):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await session.commit()
    for reference in (draft.place_id, new_id(), "nulle-part", "%00"):
        assert (await client.get(f"/places/{reference}/history")).status_code == 404


async def test_the_number_of_statements_does_not_depend_on_the_page(read, client, bearer, session, known, queries):
    editor = await mandate(session, known)
    for revision in range(1, 6):
        await edited(client, bearer, editor, known, revision, summary=f"Le {revision}e")
    with queries() as few:
        await read("?limit=1")
    with queries() as many:
        await read("?limit=100")
    assert len(few) == len(many) <= 3


async def test_a_batch_is_noted_in_one_statement(session, queries):
    async def notes(size):
        drafts = [place() for _ in range(size)]
        await save_places(session, drafts, source=CENSUS, now=NOW)
        changed = [draft.model_copy(update={"summary": "?"}) for draft in drafts]
        with queries() as seen:
            await save_places(session, changed, source=CENSUS, now=LATER)
        return sum("place_change" in statement for statement in seen)

    assert await notes(2) == await notes(100) == 1


async def test_replayed_from_the_first_revision_it_gives_the_present_document(read, client, bearer, session, known):
    first = (await client.get(f"/places/{known}")).json()
    editor = await mandate(session, known)
    networks = await save_networks(session, [network(slug="makers")], source=CENSUS, now=NOW)
    await edited(client, bearer, editor, known, 1, summary="Une", website=None, links=[{"kind": "wiki", "url": "w.fr"}])
    await join_networks(session, [(known, networks["makers"])], now=LATER)
    said = {"phone": "+33299010203", "website": "https://x.fr/", "bearer_name": "Asso"}
    await save_places(session, [place(external_id="1", name="Ruche", **said)], source=NEXT_CENSUS, now=LATER)
    await session.commit()
    await edited(client, bearer, editor, known, 4, address={"commune_code": "29019"}, total_m2=12, phone=None)
    await edited(client, bearer, editor, known, 5, location=None, total_m2=None, summary="Deux")

    replayed = json.loads(json.dumps(first))
    for item in reversed((await read())["items"]):
        for change in item["changes"]:
            *path, last = change["field"].split(".")
            if path and replayed[path[0]] is None:
                replayed[path[0]] = {"name": None, "legal_form": None}
            holder = replayed[path[0]] if path else replayed
            assert holder[last] == change["before"]
            holder[last] = change["after"]
        replayed["revision"] = item["revision"]
    present = (await client.get(f"/places/{known}")).json()
    computed = {"sources", "completeness", "updated_at"}
    assert {k: v for k, v in replayed.items() if k not in computed} == {
        k: v for k, v in present.items() if k not in computed
    }


async def test_a_change_that_is_not_kept_leaves_no_trace(session, known):
    async with session.begin_nested() as savepoint:
        await save_places(session, [place(external_id="1", name="Autre")], source=NEXT_CENSUS, now=LATER)
        await savepoint.rollback()
    assert await session.scalar(select(func.count()).select_from(PlaceChange)) == 0
    assert await session.scalar(select(Place.name)) == "La Ruche"
