"""Who speaks for a place says what it is; nobody else does."""

import json
from datetime import UTC, date, datetime

import pytest
from directory_factories import CENSUS, NOW, network, place
from mandated import hold, mandate
from sqlalchemy import func, select

from chassis.ids import new_id
from directory.merges.actions import merge_place
from directory.networks.actions import save_networks
from directory.places.actions import close_places, join_networks, save_places
from directory.places.history import voice_of
from directory.tables import Place, PlaceOrigin

TODAY = datetime.now(UTC).date().isoformat()
SAID = {"description": "Un lieu", "website": "https://lieu.example/", "phone": "+33299010203", "founded": "2015"}


@pytest.fixture
async def known(session):
    [saved] = await save_places(session, [place(name="La Ruche", **SAID)], source=CENSUS, now=NOW)
    await session.commit()
    return saved.place_id


@pytest.fixture
def edit(client, bearer, session, known):
    """A function: edit the place as one of its editors, on its present revision."""

    async def send(body, *, revision=None, headers=None):
        if headers is None:
            headers = bearer(await mandate(session, known), name="Camille Roche")
        if revision is None:
            revision = await session.scalar(select(Place.revision).where(Place.id == known))
        headers = {**headers, "if-match": f'"{revision}"', "content-type": "application/json"}
        return await client.patch(f"/places/{known}", content=json.dumps(body), headers=headers)

    return send


def origin(document, field):
    return next((one for one in document["sources"] if one["field"] == field), None)


async def test_an_editor_says_what_the_place_is_and_everybody_reads_it(edit, client, emitted):
    answer = await edit({"summary": "Une ruche", "opening_hours": "Mo-Fr 09:00-18:00"})

    assert answer.status_code == 200
    document = answer.json()
    assert (document["summary"], document["revision"]) == ("Une ruche", 2)
    assert answer.headers["etag"] == '"2"'
    assert origin(document, "summary") == {"field": "summary", "source": "place", "date": TODAY, "given_by": "place"}
    assert (await client.get("/places/la-ruche-rennes")).json() == document
    *_, fact = await emitted()
    assert fact.model_dump(mode="json") == document


async def test_what_is_not_mentioned_stays(edit):
    document = (await edit({"summary": "Une ruche"})).json()
    assert (document["description"], document["website"]) == (SAID["description"], SAID["website"])


async def test_an_edit_says_on_which_revision_it_was_made(edit, client, bearer, session, known):
    headers = bearer(await mandate(session, known))
    without = await client.patch(f"/places/{known}", json={"summary": "?"}, headers=headers)
    assert (without.status_code, without.json()["type"]) == (428, "/problems/precondition-required")
    assert (await edit({"summary": "Une ruche"}, revision=1)).status_code == 200
    stale = await edit({"summary": "Un essaim"}, revision=1)
    assert (stale.status_code, stale.json()["type"]) == (412, "/problems/precondition-failed")
    assert (await client.get(f"/places/{known}")).json()["summary"] == "Une ruche"
    assert (await edit({"summary": "Un essaim"}, revision=2)).status_code == 200


async def test_only_those_who_speak_for_it_edit_it(edit, client, bearer, session, known):
    elsewhere = (await save_places(session, [place()], source=CENSUS, now=NOW))[0].place_id
    networks = await save_networks(session, [network(slug="in"), network(slug="out")], source=CENSUS, now=NOW)
    await join_networks(session, [(known, networks["in"])], now=NOW)
    allowed = [
        bearer(await mandate(session, known, role="editor")),
        bearer(await mandate(session, known, role="steward")),
        bearer(await mandate(session, networks["in"], kind="network")),
        bearer(roles=("moderator",)),
        bearer(roles=("administrator", "moderator")),
    ]
    denied = [
        bearer(),
        bearer(await mandate(session, known, role="member")),
        bearer(await mandate(session, elsewhere, role="steward")),
        bearer(await mandate(session, networks["in"], kind="network", role="member")),
        bearer(await mandate(session, networks["out"], kind="network", role="steward")),
        bearer(await mandate(session, known, kind="partner", role="steward")),
        bearer(scope="directory:write"),
    ]
    assert [(await edit({"summary": "?"}, headers=one)).status_code for one in denied] == [403] * len(denied)
    assert (await edit({"summary": "?"}, headers={})).status_code == 401
    for number, headers in enumerate(allowed):
        assert (await edit({"summary": f"Par {number}"}, headers=headers)).status_code == 200


async def test_there_is_nothing_to_edit_where_the_public_sees_no_place(client, bearer, session):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    headers = bearer(await mandate(session, draft.place_id, role="steward")) | {"if-match": "*"}
    for reference in (draft.place_id, new_id(), "nulle-part", "LA RUCHE", "%00", "a" * 500):
        assert (await client.patch(f"/places/{reference}", json={}, headers=headers)).status_code == 404


async def test_a_merged_place_is_no_longer_edited_and_a_closed_one_still_is(edit, session, known):
    [other] = await save_places(session, [place(name="L'autre")], source=CENSUS, now=NOW)
    await close_places(session, [known], source=CENSUS, now=NOW)
    await session.commit()
    assert (await edit({"summary": "C'était une ruche"})).json()["state"] == "closed"
    await merge_place(session, known, into=other.place_id, by=voice_of(CENSUS), now=NOW)
    await session.commit()
    answer = await edit({"summary": "?"})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/place-gone")


@pytest.mark.parametrize(
    "body",
    [
        {"id": "00000000-0000-4000-8000-000000000001"},
        {"slug": "autre"},
        {"state": "published"},
        {"revision": 9},
        {"demo": True},
        {"sources": []},
        {"completeness": 100},
        {"merged_into": None},
        {"networks": []},
        {"external_id": "x"},
        {"without": ["name"]},
        {"updated_at": "2026-01-01T00:00:00Z"},
        {"address": {"commune_code": "35238", "region_code": "11"}},
        {"location": {"latitude": 48.1, "longitude": -1.6, "precision": "address"}},
    ],
)
async def test_what_is_not_the_places_to_say_is_refused(edit, client, known, body):
    answer = await edit(body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.get(f"/places/{known}")).json()["revision"] == 1


@pytest.mark.parametrize(
    "body, pointer",
    [
        ({"name": None}, "/name"),
        ({"name": "  "}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"name": "\ud800"}, "/name"),
        ({"\udfff": 1}, ""),
        ({"links": [{"kind": "wiki", "url": "https://a.example/\ud800"}]}, "/links/0/url"),
        ({"address": None}, "/address"),
        ({"address": {"street": "1 rue du Port"}}, "/address/commune_code"),
        ({"address": {"commune_code": "99999"}}, "/address/commune_code"),
        ({"address": {"commune_code": "Rennes"}}, "/address/commune_code"),
        ({"address": {"commune_code": "35238", "postcode": "3500"}}, "/address/postcode"),
        ({"location": {"latitude": 43.3, "longitude": 5.4}}, "/location"),
        ({"location": {"latitude": 91, "longitude": 0}}, "/location/latitude"),
        ({"location": {"latitude": 48.1}}, "/location/longitude"),
        ({"typologies": ["fablab", "chateau"]}, "/typologies/1"),
        ({"typologies": "fablab"}, "/typologies"),
        ({"labels": ["or"]}, "/labels/0"),
        ({"labels": ["esus"] * 61}, "/labels"),
        ({"bearer_legal_form": "empire"}, "/bearer_legal_form"),
        ({"links": [{"kind": "wiki", "url": "javascript:alert(1)"}]}, "/links/0/url"),
        ({"links": [{"kind": "fax", "url": "https://a.example/"}]}, "/links/0/kind"),
        ({"website": "javascript:alert(1)//x.example"}, "/website"),
        ({"website": "pas une adresse"}, "/website"),
        ({"website": "https://a.example/" + "x" * 2000}, "/website"),
        ({"email": "personne"}, "/email"),
        ({"email": "a" * 300 + "@b.fr"}, "/email"),
        ({"phone": "12"}, "/phone"),
        ({"opening_hours": "quand on veut"}, "/opening_hours"),
        ({"opening_hours": "Mo-Fr 09:00-18:00; " * 20}, "/opening_hours"),
        ({"total_m2": 0}, "/total_m2"),
        ({"total_m2": 10**30}, "/total_m2"),
        ({"founded": "hier"}, "/founded"),
        ({"founded": "2015-13"}, "/founded"),
        ({"summary": ["?"]}, "/summary"),
        ({"summary": "x" * 20_001}, "/summary"),
    ],
)
async def test_a_value_that_cannot_be_is_named(edit, client, known, body, pointer):
    answer = await edit(body)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert (await client.get(f"/places/{known}")).json()["revision"] == 1


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{", b'"x"', b'{"location":{"latitude":NaN,"longitude":1}}'])
async def test_what_is_no_edit_is_refused(client, bearer, session, known, body):
    headers = bearer(await mandate(session, known)) | {"if-match": "*", "content-type": "application/json"}
    assert (await client.patch(f"/places/{known}", content=body, headers=headers)).status_code == 422


async def test_saying_nothing_changes_nothing(edit, session):
    answer = await edit({})
    assert (answer.status_code, answer.json()["revision"]) == (200, 1)
    assert await session.scalar(select(func.count()).where(PlaceOrigin.source == "place")) == 0


async def test_values_are_put_right_as_imports_put_them_right(edit):
    document = (
        await edit(
            {
                "name": " La  Ruche ",
                "email": "Bonjour@RUCHE.example",
                "phone": "02 99 01 02 04",
                "website": "www.Ruche.example/ici",
                "founded": "03/2015",
                "links": [{"kind": "wiki", "url": "wiki.example"}, {"kind": "wiki", "url": "http://wiki.example"}],
                "typologies": ["fablab", "fablab"],
            }
        )
    ).json()
    assert document["name"] == "La Ruche"
    assert document["contact"] == {"email": "Bonjour@ruche.example", "phone": "+33299010204"}
    assert document["website"] == "http://www.ruche.example/ici"
    assert document["founded"] == "2015-03"
    assert document["links"] == [{"kind": "wiki", "url": "http://wiki.example"}]
    assert document["typologies"] == ["fablab"]


async def test_the_communes_code_says_where_that_is(edit, client):
    document = (await edit({"address": {"street": "2 quai Ouest", "commune_code": "29019"}})).json()
    address = document["address"]
    assert (address["street"], address["postcode"]) == ("2 quai Ouest", None)
    assert (address["commune"], address["departement_code"], address["region"]) == ("Brest", "29", "Bretagne")
    assert document["location"]["precision"] == "commune"  # the door in Rennes is not believed any more
    assert [one["id"] for one in (await client.get("/places?commune=29019")).json()["items"]] == [document["id"]]
    assert (await client.get("/places?commune=35238")).json()["total"] == 0


async def test_a_new_street_in_the_same_town_leaves_the_door_where_it_was(edit):
    document = (await edit({"address": {"street": "2 rue du Port", "commune_code": "35238"}})).json()
    assert (document["location"]["latitude"], document["location"]["precision"]) == (48.11, "address")


async def test_a_place_can_say_that_it_has_none(edit, client, session, known):
    document = (await edit({"website": None, "phone": "", "typologies": [], "location": None})).json()

    assert (document["website"], document["contact"]["phone"], document["typologies"]) == (None, None, [])
    assert document["location"] is None
    for field in ("website", "contact.phone", "typologies", "location"):
        assert origin(document, field) == {"field": field, "source": "place", "date": TODAY, "given_by": "place"}
    assert (await client.get("/places.geojson")).json()["features"] == []
    assert (await client.get("/places?typology=fablab")).json()["total"] == 0

    again = place(external_id="other", name="La Ruche", **SAID)
    session.add(PlaceOrigin(source="a", external_id="other", place_id=known, given_by="import", said={}, row_hash=""))
    await session.commit()
    later = CENSUS.model_copy(update={"key": "a", "date": date(2040, 1, 1)})
    await save_places(session, [again], source=later, now=NOW)
    await session.commit()
    document = (await client.get(f"/places/{known}")).json()
    assert (document["website"], document["location"], document["description"]) == (None, None, SAID["description"])
    assert (await edit({"website": "https://new.example/"})).json()["website"] == "https://new.example/"


async def test_that_there_is_none_is_an_answer_too(edit):
    before = (await edit({"opening_hours": None, "total_m2": None})).json()["completeness"]
    assert (await edit({"opening_hours": "24/7", "total_m2": 12})).json()["completeness"] == before
    assert (await edit({"email": None, "phone": None})).json()["completeness"] >= before


async def test_giving_the_present_value_again_confirms_it_today(edit, client, known):
    document = (await edit({"website": SAID["website"]})).json()
    assert (document["revision"], document["website"]) == (2, SAID["website"])
    assert origin(document, "website")["source"] == "place"
    assert origin(document, "description")["source"] == "census"
    [change] = (await client.get(f"/places/{known}/history")).json()["items"]
    assert change["changes"] == [{"field": "website", "before": SAID["website"], "after": SAID["website"]}]
    assert (await edit({"website": SAID["website"]})).json()["revision"] == 2  # once a day is enough


async def test_its_own_later_word_counts_more_than_that_of_a_place_merged_into_it(edit, client, bearer, session, known):
    [other] = await save_places(session, [place(name="L'autre")], source=CENSUS, now=NOW)
    await session.commit()
    headers = bearer(await mandate(session, other.place_id)) | {"if-match": "*"}
    said = {"summary": "L'autre", "address": {"street": "9 rue Autre", "commune_code": "35238"}}
    assert (await client.patch(f"/places/{other.place_id}", json=said, headers=headers)).status_code == 200
    await merge_place(session, other.place_id, into=known, by=voice_of(CENSUS), now=NOW)
    await session.commit()
    document = (await edit({"summary": "Une ruche", "address": {"commune_code": "35238"}})).json()
    assert (document["summary"], document["address"]["street"]) == ("Une ruche", None)


async def test_of_two_edits_of_one_revision_the_second_hears_that_it_has_changed(edit, session, known, bearer):
    headers = [bearer(await mandate(session, known)) for _ in range(2)]
    first = await edit({"summary": "Un"}, revision=1, headers=headers[0])
    second = await edit({"summary": "Deux"}, revision=1, headers=headers[1])
    assert [first.status_code, second.status_code] == [200, 412]


async def test_a_revoked_mandate_edits_nothing(edit, client, bearer, session, known):
    person = new_id()
    await hold(session, person, known)
    assert (await edit({"summary": "Un"}, headers=bearer(person))).status_code == 200
    from directory.tables import Mandate

    (await session.scalar(select(Mandate).where(Mandate.person_id == person))).state = "revoked"
    await session.commit()
    assert (await edit({"summary": "Deux"}, headers=bearer(person))).status_code == 403


async def test_the_number_of_statements_of_an_edit_does_not_depend_on_what_it_says(
    edit, queries, bearer, session, known
):
    headers = bearer(await mandate(session, known))
    await edit({"summary": "Un"}, headers=headers)

    async def statements(body):
        with queries() as seen:
            assert (await edit(body, headers=headers)).status_code == 200
        return len(seen)

    few = await statements({"summary": "Deux"})
    many = await statements(
        {"summary": "Trois", "description": "Long", "website": None, "labels": ["esus"], "phone": None}
    )
    assert many <= few + 1 <= 32  # a new label needs its code kept
