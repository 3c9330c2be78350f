"""What a person is told of himself, and of what he has to do."""

from datetime import timedelta

import pytest
from directory_factories import CENSUS, NOW, THE_PLACE, place

from contracts.directory import MandateGranted
from directory.people.rules import stale
from directory.places.actions import join_networks, save_places


async def test_a_stranger_is_nobody(act, client, bearer):
    await act(None, "GET", "/me", 401)
    assert (await client.get("/me", headers=bearer(scope="directory:write"))).status_code == 403


async def test_somebody_new_has_nothing_to_do(act, meet):
    lou = await meet("Lou Marchand")
    assert await act(lou, "GET", "/me") == {
        "id": str(lou.id),
        "name": "Lou Marchand",
        "named": False,
        "mandates": [],
        "to_do": {
            "mandate_requests": 0,
            "corrections": 0,
            "unconfirmed_places": 0,
            "reports": 0,
            "stale_places": 0,
            "orphans": 0,
        },
    }
    assert await act(lou, "GET", "/me/places") == {"items": []}


async def propose(act, who, where, **changes):
    return await act(who, "POST", f"/places/{where}/corrections", 201, changes=changes)


async def test_who_acts_for_a_place_sees_what_waits_there(ask, act, meet, town):
    people = {role: await meet(role, (role, "place", town.place)) for role in ("member", "editor", "steward")}
    nour = await meet("Nour Haddad", ("editor", "network", town.network))
    lou = await meet("Lou Marchand")
    await ask(lou, town.place, role="member")
    await propose(act, lou, town.place, summary="Un atelier ouvert à tous.")

    seen = {}
    for role, somebody in people.items():
        [shown] = (await act(somebody, "GET", "/me/places"))["items"]
        assert (shown["id"], shown["slug"], shown["role"]) == (str(town.place), "l-etincelle-rennes", role)
        assert set(shown["stale"]) >= {"name", "address", "location"}
        to_do = (await act(somebody, "GET", "/me"))["to_do"]
        assert (to_do["mandate_requests"], to_do["corrections"]) == (shown["mandate_requests"], shown["corrections"])
        seen[role] = to_do["mandate_requests"], to_do["corrections"], to_do["stale_places"]
    assert seen == {"member": (0, 0, 0), "editor": (0, 1, 1), "steward": (1, 1, 1)}
    to_do = (await act(nour, "GET", "/me"))["to_do"]
    assert (to_do["mandate_requests"], to_do["corrections"]) == (0, 0)  # the place has a steward


async def test_the_network_and_moderators_see_what_waits_where_nobody_answers(ask, act, meet, moderator, town):
    nour, lou = await meet("Nour Haddad", ("editor", "network", town.network)), await meet("Lou Marchand")
    for organisation in (town.place, town.other):
        await ask(lou, organisation)
        await propose(act, lou, organisation, summary="Un atelier ouvert à tous.")
    for somebody, count in ((nour, 1), (moderator, 2), (lou, 0)):
        to_do = (await act(somebody, "GET", "/me"))["to_do"]
        assert (to_do["mandate_requests"], to_do["corrections"]) == (count, count)


async def test_moderators_see_how_much_they_have_to_read(act, meet, moderator, town):
    lou, alix = await meet("Lou Marchand"), await meet("Alix Berthier")
    said = await act(lou, "POST", f"/places/{town.place}/comments", 201, body="Bonjour")
    await act(alix, "POST", f"/comments/{said['id']}/reports", 201, reason="Publicité")
    await act(alix, "POST", f"/places/{town.place}/testimonials", 201, text="Un lieu où l'on revient.")
    assert (await act(moderator, "GET", "/me"))["to_do"]["reports"] == 2
    assert (await act(alix, "GET", "/me"))["to_do"]["reports"] == 0


async def test_a_place_left_alone_is_something_to_do(ask, act, meet, moderator, town):
    camille, nour = await meet("Camille"), await meet("Nour Haddad", ("steward", "network", town.network))
    asked = await ask(camille, town.place)
    await act(nour, "POST", f"/mandates/{asked['id']}/grant")
    await act(camille, "POST", f"/mandates/{asked['id']}/resign", without_successor=True)
    assert (await act(nour, "GET", "/me"))["to_do"]["orphans"] == 1
    assert (await act(camille, "GET", "/me"))["to_do"]["orphans"] == 0


def test_a_value_is_stale_unless_the_place_said_it_within_a_year():
    def said(field, days, given_by="place"):
        return {"field": field, "date": (NOW - timedelta(days=days)).date().isoformat(), "given_by": given_by}

    sources = [said("name", 0), said("website", 365), said("email", 366), said("phone", 1, "import")]
    assert stale(sources, today=NOW.date()) == ["email", "phone"]


async def test_a_name_is_shown_beside_every_place_or_none(ask, act, meet, moderator, town, emitted):
    camille = await meet("Camille Roche")
    for organisation in (town.place, town.other):
        asked = await ask(camille, organisation, role="editor")
        await act(moderator, "POST", f"/mandates/{asked['id']}/grant")
    before = len(await emitted())

    me = await act(camille, "PATCH", "/me", named=True)

    assert me["named"]
    assert all(one["named"] for one in me["mandates"])
    assert (await act(None, "GET", f"/places/{town.place}/stewards"))["named"] == [
        {"name": "Camille Roche", "role": "editor"}
    ]
    facts = (await emitted())[before:]
    assert [type(fact) for fact in facts] == [MandateGranted, MandateGranted]
    await act(camille, "PATCH", "/me", named=False)
    assert (await act(None, "GET", f"/places/{town.place}/stewards"))["named"] == []


@pytest.mark.parametrize("said", [{"name": "Autre"}, {"named": True, "roles": ["moderator"]}, {"id": "x"}])
async def test_nothing_else_of_oneself_is_said_here(act, meet, said):
    await act(await meet(), "PATCH", "/me", 422, **said)


@pytest.mark.parametrize("number", [1, 40])
async def test_it_costs_the_same_however_many_places_one_acts_for(act, meet, session, queries, town, number):
    saved = await save_places(session, [place() for _ in range(number)], source=THE_PLACE, now=NOW)
    await join_networks(session, [(one.place_id, town.network) for one in saved], now=NOW)
    camille = await meet("Camille", *(("steward", "place", one.place_id) for one in saved))
    with queries() as places:
        assert len((await act(camille, "GET", "/me/places"))["items"]) == number
    with queries() as me:
        await act(camille, "GET", "/me")
    assert (len(places), len(me)) == (1, 8)


async def test_a_closed_place_stays_among_ones_own(act, meet, session, town):
    from directory.places.actions import close_places

    await close_places(session, [town.place], source=CENSUS, now=NOW)
    camille = await meet("Camille", ("steward", "place", town.place))
    assert (await act(camille, "GET", "/me/places"))["items"][0]["state"] == "closed"
