"""Somebody without a mandate proposes other values; those who speak for the place decide."""

import pytest
from directory_factories import CENSUS, NOW, network, place
from mandated import mandate
from sqlalchemy import select

from chassis.ids import new_id
from directory.corrections.rules import AT_ONCE
from directory.merges.actions import merge_place
from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.places.history import voice_of
from directory.tables import Correction, Person

SAID = {"summary": "Un lieu", "website": "https://vieux.example/"}


@pytest.fixture
async def known(session):
    [saved] = await save_places(session, [place(name="La Ruche", **SAID)], source=CENSUS, now=NOW)
    await session.commit()
    return saved.place_id


@pytest.fixture
def proposer():
    return new_id()


@pytest.fixture
def propose(client, bearer, known, proposer):
    """A function: propose; the correction."""

    async def send(word=None, **changes):
        body = {"changes": changes, "word": word}
        headers = bearer(proposer, name="Lou Marchand")
        answer = await client.post(f"/places/{known}/corrections", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return send


@pytest.fixture
async def editor(session, bearer, known):
    return bearer(await mandate(session, known), name="Camille Roche")


@pytest.fixture
def decide(client):
    async def send(correction, verb, headers, **body):
        url = f"/corrections/{correction['id']}/{verb}"
        return await client.post(url, json=body or None, headers=headers)

    return send


async def now_at(client, known):
    return (await client.get(f"/places/{known}")).json()


async def test_a_proposal_changes_nothing_yet(propose, client, known, proposer):
    correction = await propose("Le site a changé", website="neuf.example", phone="02 99 01 02 03")

    assert (correction["state"], correction["base_revision"], correction["word"]) == ("proposed", 1, "Le site a changé")
    assert correction["place"]["slug"] == "la-ruche-rennes"
    assert [(one["field"], one["before"], one["after"]) for one in correction["changes"]] == [
        ("contact.phone", None, "+33299010203"),
        ("website", "https://vieux.example/", "http://neuf.example"),
    ]
    assert (await now_at(client, known))["revision"] == 1


async def test_accepted_it_is_the_places_own_word(propose, decide, client, known, editor):
    correction = await propose(website="neuf.example", opening_hours=None)
    answer = await decide(correction, "accept", editor, fields=None)

    assert answer.status_code == 200
    assert answer.json()["state"] == "accepted"
    assert {one["accepted"] for one in answer.json()["changes"]} == {True}
    document = await now_at(client, known)
    assert (document["website"], document["revision"]) == ("http://neuf.example", 2)
    assert {one["field"]: one["source"] for one in document["sources"]}["website"] == "place"
    assert {one["field"]: one["given_by"] for one in document["sources"]}["opening_hours"] == "place"


async def test_the_history_says_who_proposed_and_who_decided(
    propose, decide, client, known, editor, bearer, session, proposer
):
    await decide(await propose(website="neuf.example"), "accept", editor, fields=None)
    [item] = (await client.get(f"/places/{known}/history", headers=bearer(roles=("moderator",)))).json()["items"]
    assert (item["action"], item["revision"], item["source"]) == ("corrected", 2, "place")
    assert item["by"] == {"kind": "person", "name": "Camille Roche"}
    assert item["proposed_by"] == {"name": "Lou Marchand"}
    [item] = (await client.get(f"/places/{known}/history")).json()["items"]
    assert (item["by"]["name"], item["proposed_by"]) == (None, {"name": None})
    (await session.get(Person, proposer)).named = True
    await session.commit()
    [item] = (await client.get(f"/places/{known}/history")).json()["items"]
    assert (item["by"]["name"], item["proposed_by"]) == (None, {"name": "Lou Marchand"})


async def test_some_of_it_may_be_taken_over(propose, decide, client, known, editor):
    correction = await propose(website="neuf.example", summary="Autre", bearer_name="Asso")
    answer = await decide(correction, "accept", editor, fields=["summary", "bearer.name"])
    assert {one["field"]: one["accepted"] for one in answer.json()["changes"]} == {
        "summary": True,
        "bearer.name": True,
        "website": False,
    }
    document = await now_at(client, known)
    assert (document["summary"], document["website"]) == ("Autre", SAID["website"])
    assert document["bearer"]["name"] == "Asso"


@pytest.mark.parametrize(
    "fields", [[], ["phone"], ["contact.phone"], ["nothing"], ["website", "id"], "website", [None]]
)
async def test_only_what_it_is_about_can_be_taken_over(propose, decide, client, known, editor, fields):
    correction = await propose(website="neuf.example")
    assert (await decide(correction, "accept", editor, fields=fields)).status_code == 422
    assert (await now_at(client, known))["revision"] == 1


async def test_what_has_changed_since_is_shown_and_taken_over_only_by_name(propose, decide, client, known, editor):
    correction = await propose(website="neuf.example", summary="Autre")
    edit = {"website": "https://entretemps.example/"}
    assert (await client.patch(f"/places/{known}", json=edit, headers=editor | {"if-match": "*"})).status_code == 200

    [shown] = (await client.get(f"/places/{known}/corrections?state=proposed", headers=editor)).json()["items"]
    summary, website = shown["changes"]
    assert (summary["outdated"], website["outdated"]) == (False, True)
    assert (website["before"], website["now"]) == (SAID["website"], "https://entretemps.example/")
    await decide(correction, "accept", editor, fields=None)
    document = await now_at(client, known)
    assert (document["summary"], document["website"]) == ("Autre", "https://entretemps.example/")

    again = await propose(website="neuf.example")
    await client.patch(f"/places/{known}", json={"website": None}, headers=editor | {"if-match": "*"})
    refused = await decide(again, "accept", editor, fields=None)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/correction-outdated")
    assert (await decide(again, "accept", editor, fields=["website"])).status_code == 200
    assert (await now_at(client, known))["website"] == "http://neuf.example"


async def test_a_refusal_says_why_and_the_proposer_reads_it(propose, decide, client, known, editor, bearer, proposer):
    correction = await propose(website="neuf.example")
    assert (await decide(correction, "refuse", editor)).status_code == 422
    assert (await decide(correction, "refuse", editor, reason=" ")).status_code == 422
    assert (await decide(correction, "refuse", editor, reason="Ce n'est pas notre site")).status_code == 200
    [mine] = (await client.get("/me/corrections", headers=bearer(proposer))).json()["items"]
    assert (mine["state"], mine["reason"]) == ("refused", "Ce n'est pas notre site")
    assert (await now_at(client, known))["revision"] == 1
    assert (await client.get("/me/corrections", headers=bearer())).json() == {"items": []}
    assert (await client.get("/me/corrections")).status_code == 401


async def test_a_proposal_can_be_taken_back(propose, decide, client, bearer, proposer, editor):
    correction = await propose(website="neuf.example")
    assert (await decide(correction, "withdraw", bearer())).status_code == 403
    assert (await decide(correction, "withdraw", editor)).status_code == 403
    assert (await decide(correction, "withdraw", bearer(proposer))).json()["state"] == "withdrawn"


@pytest.mark.parametrize("verb", ["accept", "refuse", "withdraw"])
async def test_what_is_decided_is_decided(propose, decide, bearer, proposer, editor, known, client, verb):
    bodies = {"accept": {"fields": None}, "refuse": {"reason": "Non"}, "withdraw": {}}
    headers = {"accept": editor, "refuse": editor, "withdraw": bearer(proposer)}
    correction = await propose(website="neuf.example")
    assert (await decide(correction, verb, headers[verb], **bodies[verb])).status_code == 200
    revision = (await now_at(client, known))["revision"]
    for other, body in bodies.items():
        answer = await decide(correction, other, headers[other], **body)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/correction-decided")
    assert (await now_at(client, known))["revision"] == revision


async def test_only_those_who_speak_for_the_place_see_and_decide(
    propose, decide, client, bearer, session, known, proposer
):
    [other] = await save_places(session, [place()], source=CENSUS, now=NOW)
    networks = await save_networks(session, [network(slug="in"), network(slug="out")], source=CENSUS, now=NOW)
    await join_networks(session, [(known, networks["in"])], now=NOW)
    manager = bearer(await mandate(session, networks["in"], kind="network"))
    denied = [
        bearer(),
        bearer(proposer),
        bearer(await mandate(session, known, role="member")),
        bearer(await mandate(session, other.place_id, role="steward")),
        bearer(await mandate(session, networks["out"], kind="network", role="steward")),
        bearer(scope="directory:write"),
    ]
    steward = bearer(await mandate(session, known, role="steward"))  # who takes it out of its network's hands
    correction = await propose(website="neuf.example")
    for headers in (*denied, manager):
        assert (await decide(correction, "accept", headers, fields=None)).status_code == 403
        assert (await decide(correction, "refuse", headers, reason="Non")).status_code == 403
        assert (await client.get(f"/places/{known}/corrections", headers=headers)).status_code == 403
    assert (await decide(correction, "accept", {}, fields=None)).status_code == 401
    assert (await client.get(f"/places/{known}/corrections")).status_code == 401
    for headers in (steward, bearer(roles=("moderator",))):
        assert len((await client.get(f"/places/{known}/corrections", headers=headers)).json()["items"]) == 1
    assert (await decide(correction, "accept", steward, fields=None)).status_code == 200


async def test_the_network_answers_where_nobody_is_steward(propose, decide, bearer, session, known):
    networks = await save_networks(session, [network(slug="in")], source=CENSUS, now=NOW)
    await join_networks(session, [(known, networks["in"])], now=NOW)
    await session.commit()
    manager = bearer(await mandate(session, networks["in"], kind="network"))
    assert (await decide(await propose(website="neuf.example"), "accept", manager, fields=None)).status_code == 200


async def test_a_stranger_and_a_program_propose_nothing(client, bearer, known):
    body = {"changes": {"summary": "?"}}
    assert (await client.post(f"/places/{known}/corrections", json=body)).status_code == 401
    program = bearer(scope="directory:write")
    assert (await client.post(f"/places/{known}/corrections", json=body, headers=program)).status_code == 403


@pytest.mark.parametrize(
    "changes, pointer",
    [
        ({}, "/changes"),
        ({"website": SAID["website"]}, "/changes"),
        ({"website": "javascript:alert(1)"}, "/changes/website"),
        ({"name": None}, "/changes/name"),
        ({"address": {"commune_code": "99999"}}, "/changes/address/commune_code"),
        ({"links": [{"kind": "fax", "url": "a.example"}]}, "/changes/links/0/kind"),
        ({"slug": "x"}, "/changes/slug"),
        ({"state": "closed"}, "/changes/state"),
        (None, "/changes"),
    ],
)
async def test_what_cannot_be_proposed_is_named(client, bearer, known, session, changes, pointer):
    answer = await client.post(f"/places/{known}/corrections", json={"changes": changes}, headers=bearer())
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert (await session.scalars(select(Correction.id))).all() == []


async def test_nobody_floods_a_place(propose, client, bearer, known, proposer):
    for number in range(AT_ONCE):
        await propose(summary=f"Résumé {number}")
    body = {"changes": {"summary": "Encore"}}
    answer = await client.post(f"/places/{known}/corrections", json=body, headers=bearer(proposer))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/too-many-corrections")
    assert (await client.post(f"/places/{known}/corrections", json=body, headers=bearer())).status_code == 201


async def test_there_is_nothing_to_correct_where_there_is_no_place(
    propose, decide, client, bearer, session, known, editor
):
    [draft, other] = await save_places(session, [place(state="draft"), place()], source=CENSUS, now=NOW)
    correction = await propose(website="neuf.example")
    await merge_place(session, known, into=other.place_id, by=voice_of(CENSUS), now=NOW)
    await session.commit()
    body = {"changes": {"summary": "?"}}
    for reference in (draft.place_id, new_id(), "nulle-part", "%00"):
        assert (await client.post(f"/places/{reference}/corrections", json=body, headers=bearer())).status_code == 404
    gone = await client.post(f"/places/{known}/corrections", json=body, headers=bearer())
    assert (gone.status_code, gone.json()["type"]) == (409, "/problems/place-gone")
    assert (await decide(correction, "accept", editor, fields=None)).status_code == 200  # as one of the kept place
    assert (await decide({"id": new_id()}, "accept", editor, fields=None)).status_code == 404
    assert (await decide({"id": "x"}, "accept", editor, fields=None)).status_code == 422


async def test_a_new_address_and_lists_can_be_proposed(propose, decide, client, known, editor):
    correction = await propose(
        address={"street": "1 quai", "commune_code": "29019"},
        links=[{"kind": "wiki", "url": "w.example"}],
        typologies=[],
    )
    assert [one["field"] for one in correction["changes"]] == ["typologies", "address", "location", "links"]
    assert (await decide(correction, "accept", editor, fields=None)).status_code == 200
    document = await now_at(client, known)
    assert (document["address"]["commune"], document["location"]["precision"]) == ("Brest", "commune")
    assert (document["typologies"], document["links"]) == ([], [{"kind": "wiki", "url": "http://w.example"}])


async def test_the_list_is_in_order_and_its_statements_do_not_grow(propose, client, known, editor, queries):
    async def statements():
        with queries() as seen:
            answer = await client.get(f"/places/{known}/corrections?state=proposed", headers=editor)
        return len(seen), [one["changes"][0]["after"] for one in answer.json()["items"]]

    await propose(summary="Un")
    few, _ = await statements()
    for summary in ("Deux", "Trois"):
        await propose(summary=summary)
    assert await statements() == (few, ["Un", "Deux", "Trois"])
    assert (await client.get(f"/places/{known}/corrections?state=eaten", headers=editor)).status_code == 422
