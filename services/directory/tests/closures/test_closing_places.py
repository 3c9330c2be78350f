"""A place closes its doors, and may open them again."""

import pytest
from directory_factories import CENSUS, NOW, network, place

from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places

WHY = {"reason": "Le bail est fini"}


@pytest.fixture
async def manager(session, meet, home):
    """An editor of a network that the place is in."""
    ids = await save_networks(session, [network(slug="reseau")], source=CENSUS, now=NOW)
    await join_networks(session, [(home, ids["reseau"])], now=NOW)
    return await meet("Nour Haddad", ("editor", "network", ids["reseau"]))


async def test_a_closed_place_keeps_its_document_and_leaves_the_lists(client, home, manager, emitted):
    before = (await client.get(f"/places/{home}")).json()
    answer = await client.post(f"/places/{home}/close", json=WHY, headers=manager.headers)

    assert answer.status_code == 200, answer.text
    closed = answer.json()
    assert (closed["state"], closed["revision"]) == ("closed", before["revision"] + 1)
    assert answer.headers["etag"] == f'"{closed["revision"]}"'
    assert (await client.get(f"/places/{closed['slug']}")).json() == closed
    assert (await client.get("/places")).json()["total"] == 0
    assert (await client.get("/places?state=closed")).json()["total"] == 1
    fact = (await emitted())[-1]
    assert (type(fact).__name__, fact.model_dump(mode="json")) == ("PlaceClosed", closed)


async def test_it_opens_again_as_it_was(client, home, manager):
    before = (await client.get(f"/places/{home}")).json()
    await client.post(f"/places/{home}/close", json=WHY, headers=manager.headers)
    answer = await client.post(f"/places/{home}/reopen", json={"reason": "Un nouveau bail"}, headers=manager.headers)

    assert answer.status_code == 200
    after = answer.json()
    assert {key for key in after if after[key] != before[key]} == {"revision", "updated_at"}
    assert (await client.get("/places")).json()["total"] == 1


async def test_both_are_kept_with_who_and_why(client, home, manager, moderator):
    await client.post(f"/places/{home}/close", json=WHY, headers=manager.headers)
    await client.post(f"/places/{home}/reopen", json={"reason": "Erreur"}, headers=moderator.headers)

    history = (await client.get(f"/places/{home}/history", headers=moderator.headers)).json()["items"]
    reopened, closed = history[0], history[1]
    assert (closed["action"], closed["reason"], closed["by"]["name"]) == ("closed", WHY["reason"], "Nour Haddad")
    assert closed["changes"] == [{"field": "state", "before": "published", "after": "closed"}]
    assert (closed["source"], reopened["source"]) == ("network", "moderation")
    stranger = (await client.get(f"/places/{home}/history")).json()["items"]
    assert {one["by"]["name"] for one in stranger} == {None}


async def test_what_is_as_it_is_to_become_is_refused(client, home, manager):
    early = await client.post(f"/places/{home}/reopen", json=WHY, headers=manager.headers)
    await client.post(f"/places/{home}/close", json=WHY, headers=manager.headers)
    late = await client.post(f"/places/{home}/close", json=WHY, headers=manager.headers)
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-closed")
    assert (late.status_code, late.json()["type"]) == (409, "/problems/not-open")


@pytest.mark.parametrize("verb", ["close", "reopen"])
async def test_only_its_network_and_moderators_may(client, session, meet, bearer, home, elsewhere, verb):
    others = await save_networks(session, [network(slug="autre")], source=CENSUS, now=NOW)
    await join_networks(session, [(elsewhere, others["autre"])], now=NOW)
    assert (await client.post(f"/places/{home}/{verb}", json=WHY)).status_code == 401
    for headers in (
        (await meet()).headers,
        (await meet("Camille", ("steward", "place", home))).headers,  # a place does not close by its own word alone
        (await meet("Autre", ("steward", "network", others["autre"]))).headers,
        bearer(scope="directory:write"),
    ):
        assert (await client.post(f"/places/{home}/{verb}", json=WHY, headers=headers)).status_code == 403


@pytest.mark.parametrize("body", [{}, {"reason": None}, {"reason": "  "}, {"reason": "x" * 2001}, WHY | {"state": "x"}])
async def test_a_reason_is_needed_and_nothing_else(client, home, moderator, body):
    answer = await client.post(f"/places/{home}/close", json=body, headers=moderator.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]


async def test_nobody_learns_of_a_draft_here(client, session, moderator):
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await session.commit()
    for reference in (draft.place_id, "nowhere", "%00"):
        answer = await client.post(f"/places/{reference}/close", json=WHY, headers=moderator.headers)
        assert answer.status_code == 404
