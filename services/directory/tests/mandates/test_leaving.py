"""Mandates end; an organisation is never left without a steward in silence."""

import pytest
from directory_factories import CENSUS, NOW

from contracts.directory import MandateGranted, MandateRevoked
from directory.places.actions import close_places


@pytest.fixture
async def team(ask, act, meet, moderator, town):
    """Two people who act for the place: a steward and an editor, with their mandates."""
    people = {}
    for name, role in (("Camille", "steward"), ("Alix", "editor")):
        somebody = await meet(name)
        asked = await ask(somebody, town.place, role=role)
        people[name] = somebody, (await act(moderator, "POST", f"/mandates/{asked['id']}/grant"))["id"]
    return people


async def told(emitted):
    facts = [fact for fact in await emitted() if isinstance(fact, MandateGranted | MandateRevoked)]
    return [(str(fact.id), fact.revision, fact.role, fact.state) for fact in facts]


async def test_the_last_steward_cannot_leave_in_silence(act, team, emitted):
    camille, mandate = team["Camille"]
    before = await told(emitted)

    refused = await act(camille, "POST", f"/mandates/{mandate}/resign", 409, reason="Je pars")

    assert refused["type"] == "/problems/last-steward"
    assert await told(emitted) == before
    left = await act(camille, "POST", f"/mandates/{mandate}/resign", reason="Je pars", without_successor=True)
    assert (left["state"], left["reason"]) == ("resigned", "Je pars")
    assert (await told(emitted))[-1] == (mandate, 3, "steward", "revoked")


async def test_leaving_without_a_successor_is_logged_and_shown_to_the_network(
    act, meet, moderator, team, town, session
):
    camille, mandate = team["Camille"]
    nour = await meet("Nour Haddad", ("editor", "network", town.network))
    stranger = await meet("Lou Marchand")
    assert (await act(nour, "GET", "/mandates/orphans"))["items"] == []

    await act(camille, "POST", f"/mandates/{mandate}/resign", reason="Je pars", without_successor=True)

    steps = (await act(nour, "GET", f"/mandates/{mandate}/steps"))["items"]
    assert [one["action"] for one in steps] == ["requested", "granted", "resigned", "without_successor"]
    for who in (nour, moderator):
        [orphan] = (await act(who, "GET", "/mandates/orphans"))["items"]
        assert (orphan["kind"], orphan["id"], orphan["name"]) == ("place", str(town.place), "L'Étincelle")
    assert (await act(stranger, "GET", "/mandates/orphans"))["items"] == []

    await close_places(session, [town.place], source=CENSUS, now=NOW)
    await session.commit()
    assert (await act(nour, "GET", "/mandates/orphans"))["items"] == []


async def test_a_place_that_finds_a_steward_is_no_orphan_any_more(ask, act, meet, moderator, team, town):
    camille, mandate = team["Camille"]
    await act(camille, "POST", f"/mandates/{mandate}/resign", without_successor=True)
    asked = await ask(await meet("Lou"), town.place)
    await act(moderator, "POST", f"/mandates/{asked['id']}/grant")
    assert (await act(moderator, "GET", "/mandates/orphans"))["items"] == []


async def test_one_of_two_stewards_leaves_as_he_likes(act, moderator, team):
    alix, other = team["Alix"]
    camille, mandate = team["Camille"]
    await act(camille, "POST", f"/mandates/{other}/grant", role="steward")
    assert (await act(camille, "POST", f"/mandates/{mandate}/resign"))["state"] == "resigned"
    assert (await act(alix, "POST", f"/mandates/{other}/resign", 409))["type"] == "/problems/last-steward"


async def test_a_mandate_is_revoked_with_a_reason_and_takes_effect_at_once(act, team, emitted, town):
    camille, _ = team["Camille"]
    alix, mandate = team["Alix"]

    await act(alix, "POST", f"/mandates/{mandate}/revoke", 403, reason="?")
    await act(camille, "POST", f"/mandates/{mandate}/revoke", 422)
    ended = await act(camille, "POST", f"/mandates/{mandate}/revoke", reason="Ne vient plus")

    assert (ended["state"], ended["reason"], ended["decided_by"]["name"]) == ("revoked", "Ne vient plus", "Camille")
    assert (await told(emitted))[-1] == (mandate, 3, "editor", "revoked")
    await act(alix, "GET", "/mandates", 403, organisation_kind="place", organisation_id=str(town.place))
    assert (await act(alix, "GET", f"/mandates/{mandate}"))["reason"] == "Ne vient plus"
    again = await act(camille, "POST", f"/mandates/{mandate}/revoke", 409, reason="Encore")
    assert again["type"] == "/problems/mandate-ended"


async def test_a_moderator_revokes_the_last_steward_only_when_he_says_so(act, moderator, team):
    _, mandate = team["Camille"]
    refused = await act(moderator, "POST", f"/mandates/{mandate}/revoke", 409, reason="Usurpation")
    assert refused["type"] == "/problems/last-steward"
    await act(moderator, "POST", f"/mandates/{mandate}/revoke", reason="Usurpation", without_successor=True)


async def test_the_last_steward_cannot_be_made_less_in_silence(act, moderator, team):
    _, mandate = team["Camille"]
    refused = await act(moderator, "POST", f"/mandates/{mandate}/grant", 409, role="editor")
    assert refused["type"] == "/problems/last-steward"


@pytest.mark.parametrize("stays", ["editor", "member", None])
async def test_a_steward_hands_over_to_somebody_who_acts_for_it(act, team, emitted, stays):
    camille, mandate = team["Camille"]
    alix, other = team["Alix"]

    given = await act(camille, "POST", f"/mandates/{mandate}/transfer", to=other, stay_as=stays, reason="La retraite")

    assert (given["state"], given["role"]) == (("granted", stays) if stays else ("resigned", "steward"))
    assert (await act(alix, "GET", f"/mandates/{other}"))["role"] == "steward"
    assert (await told(emitted))[-2:] == [
        (other, 3, "steward", "granted"),
        (mandate, 3, stays or "steward", "granted" if stays else "revoked"),
    ]
    steps = (await act(alix, "GET", f"/mandates/{other}/steps"))["items"]
    assert (steps[-1]["action"], steps[-1]["by"]["name"], steps[-1]["reason"]) == ("received", "Camille", "La retraite")


async def test_it_is_handed_over_to_nobody_else(ask, act, meet, moderator, team, town):
    camille, mandate = team["Camille"]
    alix, other = team["Alix"]
    elsewhere = await ask(alix, town.other)
    await act(moderator, "POST", f"/mandates/{elsewhere['id']}/grant")
    asked = await ask(await meet("Lou"), town.place)
    for to in (mandate, elsewhere["id"], asked["id"], "00000000-0000-4000-8000-00000000dead"):
        refused = await act(camille, "POST", f"/mandates/{mandate}/transfer", 409, to=to)
        assert refused["type"] == "/problems/no-successor"
    assert (await act(alix, "POST", f"/mandates/{other}/transfer", 409, to=mandate))["type"] == "/problems/not-steward"
    await act(alix, "POST", f"/mandates/{mandate}/transfer", 403, to=other)
