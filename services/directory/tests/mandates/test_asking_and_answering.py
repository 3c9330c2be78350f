"""Somebody asks to act for an organisation; somebody who may says yes or no."""

import pytest
from directory_factories import CENSUS, NOW, place

from chassis.ids import new_id
from contracts.directory import MandateGranted, MandateRevoked
from directory.merges.actions import merge_place
from directory.places.actions import save_places
from directory.places.history import voice_of
from directory.tables import Erasure


async def facts(emitted):
    return [fact for fact in await emitted() if isinstance(fact, MandateGranted | MandateRevoked)]


async def test_a_request_is_kept_with_its_word_and_told_to_nobody(ask, act, meet, town, emitted):
    camille = await meet("Camille Roche")

    asked = await ask(camille, town.place, role="editor", word="  J'anime le fablab.\x00 ", named=True)

    assert (asked["state"], asked["role"]) == ("requested", "editor")
    assert asked["organisation"] == {
        "kind": "place",
        "id": str(town.place),
        "slug": "l-etincelle-rennes",
        "name": "L'Étincelle",
    }
    assert asked["person"] == {"id": str(camille.id), "name": "Camille Roche"}
    assert (asked["word"], asked["named"], asked["revision"]) == ("J'anime le fablab.", True, 1)
    assert (asked["decided_at"], asked["decided_by"], asked["reason"]) == (None, None, None)
    assert await facts(emitted) == []
    assert await act(camille, "GET", f"/mandates/{asked['id']}") == asked


async def test_a_steward_says_yes_and_everybody_learns_it(ask, act, meet, town, emitted):
    camille, nour = await meet("Camille Roche"), await meet("Nour Haddad", ("steward", "place", town.place))
    asked = await ask(camille, town.place, role="editor")

    granted = await act(nour, "POST", f"/mandates/{asked['id']}/grant", reason="Bienvenue")

    assert (granted["state"], granted["role"], granted["revision"]) == ("granted", "editor", 2)
    assert granted["decided_by"]["id"] == str(nour.id)
    [fact] = await facts(emitted)
    assert (str(fact.id), fact.revision, fact.person, fact.role) == (asked["id"], 2, camille.id, "editor")
    assert (fact.organisation_kind, fact.organisation_id, fact.state) == ("place", town.place, "granted")
    steps = (await act(camille, "GET", f"/mandates/{asked['id']}/steps"))["items"]
    assert [(one["action"], one["by"]["name"], one["reason"]) for one in steps] == [
        ("requested", "Camille Roche", None),
        ("granted", "Nour Haddad", "Bienvenue"),
    ]


async def test_a_steward_may_give_another_role_than_was_asked_for(ask, act, meet, town):
    camille, nour = await meet("Camille Roche"), await meet("Nour Haddad", ("steward", "place", town.place))
    asked = await ask(camille, town.place, role="steward")
    assert (await act(nour, "POST", f"/mandates/{asked['id']}/grant", role="member"))["role"] == "member"


async def test_no_is_said_with_a_reason(ask, act, meet, town, emitted):
    camille, nour = await meet("Camille Roche"), await meet("Nour Haddad", ("steward", "place", town.place))
    asked = await ask(camille, town.place)

    await act(nour, "POST", f"/mandates/{asked['id']}/refuse", 422, reason="  ")
    refused = await act(nour, "POST", f"/mandates/{asked['id']}/refuse", reason="Nous ne vous connaissons pas.")

    assert (refused["state"], refused["reason"]) == ("refused", "Nous ne vous connaissons pas.")
    assert await facts(emitted) == []
    problem = await act(nour, "POST", f"/mandates/{asked['id']}/grant", 409)
    assert problem["type"] == "/problems/mandate-decided"
    assert (await ask(camille, town.place))["state"] == "requested"


async def test_one_asks_once_and_not_for_what_one_has(ask, act, meet, town):
    camille = await meet("Camille Roche", ("editor", "place", town.place))

    assert (await ask(camille, town.place, role="editor", status=409))["type"] == "/problems/already-held"
    assert (await ask(camille, town.place, role="member", status=409))["type"] == "/problems/already-held"
    await ask(camille, town.place, role="steward")
    assert (await ask(camille, town.place, role="steward", status=409))["type"] == "/problems/already-asked"


async def test_a_higher_role_takes_the_place_of_the_one_before(ask, act, meet, moderator, town, emitted):
    camille = await meet("Camille Roche")
    first = await ask(camille, town.place, role="member")
    await act(moderator, "POST", f"/mandates/{first['id']}/grant")
    second = await ask(camille, town.place, role="steward")
    await act(moderator, "POST", f"/mandates/{second['id']}/grant")

    known = await facts(emitted)
    assert [(str(fact.id), fact.state, fact.role) for fact in known] == [
        (first["id"], "granted", "member"),
        (first["id"], "revoked", "member"),
        (second["id"], "granted", "steward"),
    ]
    team = await act(camille, "GET", "/mandates", organisation_kind="place", organisation_id=str(town.place))
    assert [(one["state"], one["role"]) for one in team["items"]] == [("granted", "steward"), ("revoked", "member")]


async def test_another_role_is_the_next_revision_of_the_same_mandate(ask, act, meet, moderator, town, emitted):
    camille = await meet("Camille Roche")
    asked = await ask(camille, town.place, role="member")
    await act(moderator, "POST", f"/mandates/{asked['id']}/grant")
    changed = await act(moderator, "POST", f"/mandates/{asked['id']}/grant", role="editor")

    assert (changed["revision"], changed["role"]) == (3, "editor")
    assert [(fact.revision, fact.role, fact.state) for fact in await facts(emitted)] == [
        (2, "member", "granted"),
        (3, "editor", "granted"),
    ]
    assert (await act(moderator, "POST", f"/mandates/{asked['id']}/grant", 409))["type"] == "/problems/mandate-decided"


async def test_the_network_answers_for_a_place_that_nobody_answers_for(ask, act, meet, town):
    camille, nour = await meet("Camille Roche"), await meet("Nour Haddad", ("editor", "network", town.network))
    asked, elsewhere = await ask(camille, town.place), await ask(camille, town.other)

    assert [one["id"] for one in (await act(nour, "GET", "/mandates/inbox"))["items"]] == [asked["id"]]
    await act(nour, "POST", f"/mandates/{elsewhere['id']}/grant", 403)
    await act(nour, "POST", f"/mandates/{asked['id']}/grant")

    lou = await meet("Lou Marchand")
    late = await ask(lou, town.place)
    assert (await act(nour, "GET", "/mandates/inbox"))["items"] == []
    await act(nour, "POST", f"/mandates/{late['id']}/grant", 403)
    assert [one["id"] for one in (await act(camille, "GET", "/mandates/inbox"))["items"]] == [late["id"]]


async def test_nobody_answers_his_own_request_but_a_moderator(ask, act, meet, moderator, town):
    nour = await meet("Nour Haddad", ("steward", "network", town.network))
    asked = await ask(nour, town.place)

    assert (await act(nour, "GET", "/mandates/inbox"))["items"] == []
    assert (await act(nour, "POST", f"/mandates/{asked['id']}/grant", 403))["type"] == "/problems/own-request"
    own = await ask(moderator, town.place, role="member")
    assert {one["id"] for one in (await act(moderator, "GET", "/mandates/inbox"))["items"]} == {asked["id"], own["id"]}
    await act(moderator, "POST", f"/mandates/{own['id']}/grant")


async def test_a_request_is_withdrawn_by_whoever_made_it_alone(ask, act, meet, town):
    camille, nour = await meet("Camille Roche"), await meet("Nour Haddad", ("steward", "place", town.place))
    asked = await ask(camille, town.place)

    await act(nour, "POST", f"/mandates/{asked['id']}/withdraw", 403)
    assert (await act(camille, "POST", f"/mandates/{asked['id']}/withdraw"))["state"] == "withdrawn"
    assert (await act(nour, "POST", f"/mandates/{asked['id']}/grant", 409))["type"] == "/problems/mandate-decided"


@pytest.mark.parametrize("kind", ["network", "partner"])
async def test_networks_and_partners_have_stewards_as_well(ask, act, meet, moderator, town, kind):
    camille = await meet("Camille Roche")
    asked = await ask(camille, getattr(town, kind), kind=kind)
    granted = await act(moderator, "POST", f"/mandates/{asked['id']}/grant")
    assert granted["organisation"]["kind"] == kind
    answer = await act(None, "GET", f"/{kind}s/{granted['organisation']['slug']}/stewards")
    assert answer == {"stewards": 1, "editors": 0, "members": 0, "named": []}


async def test_a_place_that_is_not_there_cannot_be_acted_for(ask, meet, session, town):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await session.commit()
    camille = await meet("Camille Roche")
    for organisation in (draft.place_id, new_id(), town.network):
        await ask(camille, organisation, status=404)


async def test_whoever_asks_for_a_merged_place_asks_for_the_one_it_became(ask, meet, session, town):
    await merge_place(session, town.place, into=town.other, by=voice_of(CENSUS), now=NOW)
    await session.commit()
    asked = await ask(await meet("Camille Roche"), town.place)
    assert asked["organisation"]["id"] == str(town.other)


async def test_who_was_erased_asks_for_nothing_more(ask, meet, session, town):
    camille = await meet("Camille Roche")
    session.add(Erasure(person_id=camille.id, asked_at=NOW))
    await session.commit()
    assert (await ask(camille, town.place, status=401))["type"] == "/problems/person-erased"


async def test_words_are_for_those_who_answer(ask, act, meet, moderator, town):
    nour = await meet("Nour Haddad", ("steward", "place", town.place))
    alix = await meet("Alix Berthier")
    member = await ask(alix, town.place, role="member", word="Je viens le mardi.")
    await act(nour, "POST", f"/mandates/{member['id']}/grant", reason="On se connaît.")
    await ask(await meet("Lou Marchand"), town.place, word="Un secret")
    team = {"organisation_kind": "place", "organisation_id": str(town.place)}

    whole = (await act(nour, "GET", "/mandates", **team))["items"]
    seen = (await act(alix, "GET", "/mandates", **team))["items"]

    said = {one["person"]["name"]: (one["state"], one["word"], one["reason"]) for one in whole}
    assert said == {
        "Lou Marchand": ("requested", "Un secret", None),
        "Alix Berthier": ("granted", "Je viens le mardi.", "On se connaît."),
        "Nour Haddad": ("granted", None, None),
    }
    assert {one["person"]["name"] for one in seen} == {"Alix Berthier", "Nour Haddad"}
    assert {(one["word"], one["reason"]) for one in seen} == {(None, None)}
    assert (await act(nour, "GET", "/mandates", **team, state="requested"))["items"] == whole[:1]
    await act(await meet("Dominique Vasseur"), "GET", "/mandates", 403, **team)


async def test_the_public_sees_how_many_and_those_who_wish_it(ask, act, meet, moderator, town, client):
    for name, role, named in (("Zoé", "member", True), ("Alix", "steward", True), ("Nour", "editor", False)):
        asked = await ask(await meet(name), town.place, role=role, named=named)
        await act(moderator, "POST", f"/mandates/{asked['id']}/grant")

    answer = await client.get("/places/l-etincelle-rennes/stewards")

    assert answer.headers["cache-tag"] == "mandate person place"
    assert answer.json() == {
        "stewards": 1,
        "editors": 1,
        "members": 1,
        "named": [{"name": "Alix", "role": "steward"}, {"name": "Zoé", "role": "member"}],
    }


async def test_one_may_change_ones_mind_about_being_named(ask, act, meet, moderator, town, emitted):
    camille = await meet("Camille Roche")
    asked = await ask(camille, town.place, named=True)
    await act(moderator, "POST", f"/mandates/{asked['id']}/grant")

    await act(moderator, "PATCH", f"/mandates/{asked['id']}", 403, named=False)
    hidden = await act(camille, "PATCH", f"/mandates/{asked['id']}", named=False)

    assert (hidden["named"], hidden["revision"]) == (False, 3)
    assert [fact.revision for fact in await facts(emitted)] == [2, 3]
    assert (await act(None, "GET", f"/places/{town.place}/stewards"))["named"] == []


@pytest.mark.parametrize("verb", ["grant", "refuse", "revoke", "withdraw", "resign", "transfer", "", "steps"])
async def test_what_is_not_there_is_not_found(act, moderator, verb):
    method = "GET" if verb in {"", "steps"} else "POST"
    body = {"refuse": {"reason": "?"}, "revoke": {"reason": "?"}, "transfer": {"to": str(new_id())}}.get(verb, {})
    await act(moderator, method, f"/mandates/{new_id()}/{verb}".rstrip("/"), 404, **body)


async def test_answers_to_one_person_are_kept_by_nobody_else(client, meet, town):
    answer = await client.get("/mandates/inbox", headers=(await meet()).headers)
    assert answer.headers["cache-control"] == "no-store"


async def test_the_inbox_costs_the_same_however_full_it_is(ask, act, meet, town, queries):
    nour = await meet("Nour Haddad", ("steward", "place", town.place))
    await ask(await meet("Un"), town.place)
    with queries() as one:
        await act(nour, "GET", "/mandates/inbox")
    for number in range(20):
        await ask(await meet(f"Encore {number}"), town.place)
    with queries() as many:
        assert len((await act(nour, "GET", "/mandates/inbox"))["items"]) == 21
    assert len(many) == len(one) <= 2
