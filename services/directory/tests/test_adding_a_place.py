"""Somebody adds a place that is missing; those who may know say that it exists."""

import pytest
from directory_factories import CENSUS, NOW, network, place
from mandated import hold, mandate
from sqlalchemy import select

from chassis.ids import new_id
from contracts.directory import MandateGranted, PlaceChanged
from directory.additions.rules import AT_ONCE
from directory.networks.actions import save_networks
from directory.places.actions import save_places
from directory.tables import Mandate, Place, PlaceTag

NEW = {"name": "La Grange", "address": {"street": "Le bourg", "commune_code": "35238"}, "typologies": ["fablab"]}


@pytest.fixture
async def networks(session):
    drafts = [
        network(slug="makers"),
        network(slug="bretagne", kind="regional", region_code="53", region="Bretagne"),
        network(slug="corse", kind="regional", region_code="94", region="Corse"),
    ]
    found = await save_networks(session, drafts, source=CENSUS, now=NOW)
    await session.commit()
    return found


@pytest.fixture
def adder():
    return new_id()


@pytest.fixture
def add(client, bearer, adder, networks):
    """A function: add a place; its id."""

    async def send(**said):
        answer = await client.post("/places", json=NEW | said, headers=bearer(adder, name="Lou Marchand"))
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    return send


@pytest.fixture
def confirm(client):
    async def send(place_id, headers, word=None):
        return await client.post(f"/places/{place_id}/confirmations", json={"word": word}, headers=headers)

    return send


async def steward(session, bearer, **other):
    """Somebody who is steward of a place of his own."""
    [own] = await save_places(session, [place(**other)], source=CENSUS, now=NOW)
    return bearer(await mandate(session, own.place_id, role="steward"), name="Camille Roche")


async def test_an_added_place_is_a_draft_under_its_final_address(client, bearer, adder, networks, session, emitted):
    answer = await client.post("/places", json=NEW, headers=bearer(adder, name="Lou Marchand"))

    assert answer.status_code == 201
    draft = answer.json()
    assert (draft["state"], draft["slug"], draft["revision"]) == ("draft", "la-grange-rennes", 1)
    assert answer.headers["location"] == "places/la-grange-rennes/draft"
    assert (draft["address"]["region"], draft["location"]["precision"]) == ("Bretagne", "commune")
    assert {one["given_by"] for one in draft["sources"]} == {"place"}
    assert [fact for fact in await emitted() if isinstance(fact, PlaceChanged)] == []
    read = await client.get("/places/la-grange-rennes/draft", headers=bearer(adder))
    assert read.json() | draft == read.json()
    assert read.json()["created_by"] == {"name": "Lou Marchand"}


async def test_nobody_who_need_not_know_sees_a_draft(add, client, bearer, session, networks):
    place_id = await add()
    member = bearer(await mandate(session, networks["bretagne"], kind="network", role="member"))
    elsewhere = bearer(await mandate(session, networks["corse"], kind="network", role="steward"))
    [own] = await save_places(session, [place()], source=CENSUS, now=NOW)
    editor = bearer(await mandate(session, own.place_id, role="editor"))
    for reference in (place_id, "la-grange-rennes"):
        assert (await client.get(f"/places/{reference}/draft")).status_code == 404
        for headers in (bearer(), member, elsewhere, editor, bearer(scope="directory:write")):
            assert (await client.get(f"/places/{reference}/draft", headers=headers)).status_code == 404
            for verb, body in (("confirmations", {}), ("rejection", {"reason": "?"})):
                answer = await client.post(f"/places/{reference}/{verb}", json=body, headers=headers)
                assert answer.status_code == 404


SHOWS_PLACES = (
    "/places",
    "/places?state=closed",
    "/places?commune=35238",
    "/places?typology=fablab",
    "/places.geojson",
    "/places/facets",
    "/summary",
    "/similar-places?name=La+Grange&commune_code=35238",
    "/networks/bretagne",
)


async def public_traces(client, place_id):
    """Everywhere the public could come across a place."""
    shown = {path: (await client.get(path)).text for path in SHOWS_PLACES}
    own = [
        f"/places/{one}{part}"
        for one in (place_id, "la-grange-rennes")
        for part in ("", "?include=nearest", "/history")
    ]
    there = {path: (await client.get(path)).status_code for path in own}
    found = [path for path, text in shown.items() if place_id in text or "Grange" in text]
    return found + [path for path, status in there.items() if status != 404]


async def test_a_draft_or_a_rejected_place_shows_nowhere(add, client, bearer, session, networks):
    place_id = await add(networks=[str(networks["makers"])])
    assert await public_traces(client, place_id) == []
    answer = await client.post(
        f"/places/{place_id}/rejection", json={"reason": "Ce lieu n'existe pas"}, headers=bearer(roles=("moderator",))
    )
    assert answer.json() == {"state": "rejected", "confirmations": 0}
    assert await public_traces(client, place_id) == []
    tags = await session.scalars(select(PlaceTag.tag).where(PlaceTag.place_id == place_id))
    assert tags.all() == []


async def test_who_added_a_place_reads_why_it_was_rejected(add, client, bearer, adder, confirm):
    place_id = await add()
    moderator = bearer(roles=("moderator",))
    assert (await client.post(f"/places/{place_id}/rejection", json={}, headers=moderator)).status_code == 422
    for reason in ("", "  ", None, "x" * 2001):
        body = {"reason": reason}
        assert (await client.post(f"/places/{place_id}/rejection", json=body, headers=moderator)).status_code == 422
    await client.post(f"/places/{place_id}/rejection", json={"reason": "Une adresse privée"}, headers=moderator)
    draft = (await client.get(f"/places/{place_id}/draft", headers=bearer(adder))).json()
    assert draft["rejection"]["reason"] == "Une adresse privée"
    [own] = (await client.get("/me/additions", headers=bearer(adder))).json()["items"]
    assert (own["state"], own["reason"], own["place"]["slug"]) == ("rejected", "Une adresse privée", "la-grange-rennes")
    again = await confirm(place_id, moderator)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/addition-decided")
    assert (await client.get("/me/additions", headers=bearer())).json() == {"items": []}


async def test_a_moderator_is_enough_and_the_adder_becomes_steward(
    add, client, bearer, adder, session, confirm, emitted
):
    place_id = await add()
    answer = await confirm(place_id, bearer(roles=("moderator",)))

    assert answer.json() == {"state": "published", "confirmations": 1}
    document = (await client.get("/places/la-grange-rennes")).json()
    assert (document["id"], document["state"], document["revision"]) == (place_id, "published", 2)
    assert (await client.get("/places?typology=fablab")).json()["total"] == 1
    published, granted = [one for one in await emitted() if isinstance(one, PlaceChanged | MandateGranted)]
    assert published.model_dump(mode="json") == document
    assert (granted.person, str(granted.organisation_id), granted.role) == (adder, place_id, "steward")
    headers = bearer(adder) | {"if-match": '"2"'}
    assert (await client.patch(f"/places/{place_id}", json={"phone": None}, headers=headers)).status_code == 200
    history = (await client.get(f"/places/{place_id}/history")).json()["items"]
    assert [(one["revision"], one["action"]) for one in history] == [(3, "edited"), (2, "confirmed")]
    assert history[1]["changes"] == [{"field": "state", "before": "draft", "after": "published"}]


@pytest.mark.parametrize("slug, wishes", [("bretagne", []), ("makers", ["makers"])])
async def test_its_region_or_a_network_it_wishes_to_join_takes_it_in(
    add, client, bearer, session, networks, confirm, slug, wishes
):
    place_id = await add(networks=[str(networks[one]) for one in wishes])
    headers = bearer(await mandate(session, networks[slug], kind="network"))
    assert (await confirm(place_id, headers)).json()["state"] == "published"
    document = (await client.get(f"/places/{place_id}")).json()
    assert [one["slug"] for one in document["networks"]] == [slug]
    assert (await client.get(f"/places?network={slug}")).json()["total"] == 1
    [change] = (await client.get(f"/places/{place_id}/history")).json()["items"]
    assert [one["field"] for one in change["changes"]] == ["networks", "state"]


async def test_a_network_it_did_not_ask_has_no_say(add, bearer, session, networks, confirm):
    place_id = await add()
    for slug in ("makers", "corse"):
        headers = bearer(await mandate(session, networks[slug], kind="network", role="steward"))
        assert (await confirm(place_id, headers)).status_code == 404


async def test_two_stewards_of_two_other_places_are_enough(add, client, bearer, session, confirm):
    place_id = await add()
    first, second = await steward(session, bearer), await steward(session, bearer)
    assert (await confirm(place_id, first, "Je connais")).json() == {"state": "draft", "confirmations": 1}
    assert (await client.get(f"/places/{place_id}")).status_code == 404
    draft = (await client.get(f"/places/{place_id}/draft", headers=second)).json()
    [shown] = draft["confirmations"]
    assert (shown["by_kind"], shown["name"], shown["word"]) == ("place", "Camille Roche", "Je connais")
    assert (await confirm(place_id, second)).json() == {"state": "published", "confirmations": 2}
    assert (await client.get(f"/places/{place_id}")).json()["networks"] == []


async def test_one_steward_counts_once(add, bearer, session, confirm):
    place_id = await add()
    one = await steward(session, bearer)
    await confirm(place_id, one)
    again = await confirm(place_id, one)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-confirmed")


async def test_two_stewards_of_one_place_are_one(add, bearer, session, confirm):
    place_id = await add()
    [own] = await save_places(session, [place()], source=CENSUS, now=NOW)
    both = [bearer(await mandate(session, own.place_id, role="steward")) for _ in range(2)]
    assert (await confirm(place_id, both[0])).status_code == 200
    refused = await confirm(place_id, both[1])
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not-independent")


async def test_the_adder_does_not_confirm_his_own_place_nor_does_a_place_that_he_acts_for(
    add, bearer, session, adder, confirm
):
    place_id = await add()
    [own] = await save_places(session, [place()], source=CENSUS, now=NOW)
    await hold(session, adder, own.place_id, role="steward")
    assert (await confirm(place_id, bearer(adder))).json()["type"] == "/problems/not-independent"
    colleague = bearer(await mandate(session, own.place_id, role="steward"))
    assert (await confirm(place_id, colleague)).json()["type"] == "/problems/not-independent"


async def test_a_steward_of_a_place_that_is_no_more_has_no_word(add, bearer, session, confirm):
    from directory.places.actions import close_places

    place_id = await add()
    [own] = await save_places(session, [place()], source=CENSUS, now=NOW)
    headers = bearer(await mandate(session, own.place_id, role="steward"))
    await close_places(session, [own.place_id], source=CENSUS, now=NOW)
    await session.commit()
    assert (await confirm(place_id, headers)).json()["type"] == "/problems/not-independent"


async def test_a_steward_does_not_reject(add, client, bearer, session):
    place_id = await add()
    headers = await steward(session, bearer)
    answer = await client.post(f"/places/{place_id}/rejection", json={"reason": "Non"}, headers=headers)
    assert answer.status_code == 403


async def test_the_adder_alone_confirms_nothing(add, bearer, adder, confirm):
    assert (await confirm(await add(), bearer(adder))).status_code == 403


async def test_the_list_shows_what_is_ones_own_to_confirm(add, client, bearer, session, networks, adder, confirm):
    makers = await add(name="Un", networks=[str(networks["makers"])])
    plain = await add(name="Deux")
    corse = await add(name="Trois", address={"commune_code": "2A004"})

    async def shown(headers):
        return [one["place"]["id"] for one in (await client.get("/additions", headers=headers)).json()["items"]]

    manager = {
        slug: bearer(await mandate(session, networks[slug], kind="network")) for slug in ("makers", "bretagne", "corse")
    }
    assert await shown(bearer(roles=("moderator",))) == [makers, plain, corse]
    assert await shown(manager["makers"]) == [makers]
    assert await shown(manager["bretagne"]) == [makers, plain]
    assert await shown(manager["corse"]) == [corse]
    assert await shown(bearer()) == await shown(bearer(adder)) == []
    one = await steward(session, bearer)
    assert await shown(one) == [makers, plain, corse]
    await confirm(plain, one)
    assert await shown(one) == [makers, corse]
    [first, *_] = (await client.get("/additions", headers=one)).json()["items"]
    assert (first["added_by"], first["place"]["commune"], first["confirmations"]) == (
        {"name": "Lou Marchand"},
        "Rennes",
        0,
    )
    [own] = await save_places(session, [place()], source=CENSUS, now=NOW)
    await hold(session, adder, own.place_id, role="editor")
    assert await shown(bearer(await mandate(session, own.place_id, role="steward"))) == []
    assert (await client.get("/additions")).status_code == 401


@pytest.mark.parametrize(
    "body, pointer",
    [
        ({"name": None}, "/name"),
        ({"address": {}}, "/address/commune_code"),
        ({"address": {"commune_code": "00000"}}, "/address/commune_code"),
        ({"typologies": ["chateau"]}, "/typologies/0"),
        ({"networks": ["x"]}, "/networks/0"),
        ({"networks": ["00000000-0000-4000-8000-000000000009"]}, "/networks/0"),
        ({"id": "00000000-0000-4000-8000-000000000009"}, "/id"),
        ({"state": "published"}, "/state"),
        ({"slug": "mine"}, "/slug"),
        ({"demo": True}, "/demo"),
        ({"added_by": "00000000-0000-4000-8000-000000000009"}, "/added_by"),
        ({"word": "x" * 2001}, "/word"),
    ],
)
async def test_what_cannot_be_added_is_named(client, bearer, networks, session, body, pointer):
    answer = await client.post("/places", json=NEW | body, headers=bearer())
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert (await session.scalars(select(Place.id))).all() == []


async def test_a_place_needs_a_name_and_a_commune(client, bearer, networks):
    for missing in ("name", "address"):
        body = {key: value for key, value in NEW.items() if key != missing}
        answer = await client.post("/places", json=body, headers=bearer())
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{missing}"]


async def test_a_stranger_and_a_program_add_nothing(client, bearer, networks):
    assert (await client.post("/places", json=NEW)).status_code == 401
    assert (await client.post("/places", json=NEW, headers=bearer(scope="directory:write"))).status_code == 403


async def test_nobody_floods_those_who_confirm(add, client, bearer, adder):
    for number in range(AT_ONCE):
        await add(name=f"Lieu {number}")
    answer = await client.post("/places", json=NEW, headers=bearer(adder))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/too-many-additions")
    assert (await client.post("/places", json=NEW, headers=bearer())).status_code == 201


async def test_places_of_one_name_have_addresses_of_their_own(add, client, bearer, adder):
    await add()
    await add()
    slugs = [one["place"]["slug"] for one in (await client.get("/me/additions", headers=bearer(adder))).json()["items"]]
    assert sorted(slugs) == ["la-grange-rennes", "la-grange-rennes-2"]


async def test_who_was_forgotten_becomes_no_steward(add, session, bearer, confirm):
    from directory.tables import Addition

    place_id = await add()
    (await session.scalar(select(Addition))).added_by = None
    await session.commit()
    assert (await confirm(place_id, bearer(roles=("moderator",)))).json()["state"] == "published"
    assert (await session.scalars(select(Mandate))).all() == []


async def test_a_place_that_is_known_is_no_addition(client, bearer, session, confirm):
    [known] = await save_places(session, [place(), place(state="draft")][1:], source=CENSUS, now=NOW)
    await session.commit()
    for reference in (known.place_id, new_id(), "nulle-part", "%00", "a" * 300):
        moderator = bearer(roles=("moderator",))
        assert (await client.get(f"/places/{reference}/draft", headers=moderator)).status_code == 404
        assert (await confirm(reference, moderator)).status_code == 404


async def test_the_number_of_statements_of_the_list_does_not_grow(add, client, bearer, session, queries, networks):
    headers = await steward(session, bearer)

    async def statements():
        with queries() as seen:
            await client.get("/additions", headers=headers)
        return len(seen)

    await add(name="Un")
    few = await statements()
    for number in range(5):
        await add(name=f"Lieu {number}")
    assert await statements() == few <= 3
