"""Who acts for a place acts for the one that it becomes, and for its own again when that is undone."""

import json

import pytest
from directory_factories import NOW
from sqlalchemy import select

from contracts.directory import MandateGranted, MandateRevoked
from directory.mandates.moving import move_mandates, restore_mandates
from directory.mandates.queries import has_steward, held
from directory.tables import Mandate
from identity.holdings import Organisation


@pytest.fixture
def merged(session, town):
    """Functions: merge the place into the other one; undo that."""

    async def merge():
        moved = await move_mandates(session, town.place, into=town.other, by=None, now=NOW)
        await session.commit()
        return json.loads(json.dumps(moved))

    async def undo(moved):
        await restore_mandates(session, town.place, moved, into=town.other, by=None, now=NOW)
        await session.commit()

    return merge, undo


@pytest.fixture
def roles(session, town):
    """A function: what somebody holds for the place and for the other one."""

    async def roles(somebody):
        holdings = await held(session, somebody.id)
        names = {-1: None, 0: "member", 1: "editor", 2: "steward"}
        return tuple(names[holdings.rank(Organisation("place", place))] for place in (town.place, town.other))

    return roles


async def granted(ask, act, moderator, somebody, organisation, role):
    asked = await ask(somebody, organisation, role=role)
    await act(moderator, "POST", f"/mandates/{asked['id']}/grant")
    return asked["id"]


@pytest.mark.parametrize(
    "here, there, after",
    [
        ("steward", None, "steward"),
        ("editor", "member", "editor"),
        ("member", "steward", "steward"),
        ("steward", "steward", "steward"),
    ],
)
async def test_the_higher_role_stays_and_each_comes_back(
    ask, act, meet, moderator, town, merged, roles, emitted, here, there, after
):
    merge, undo = merged
    camille = await meet("Camille")
    await granted(ask, act, moderator, camille, town.place, here)
    if there:
        await granted(ask, act, moderator, camille, town.other, there)

    moved = await merge()
    assert await roles(camille) == (None, after)
    await undo(moved)
    assert await roles(camille) == (here, there)
    assert await replica(emitted) == await table(emitted, moderator, act, camille)


async def replica(emitted):
    """What the facts come to."""
    last = {}
    for fact in await emitted():
        if isinstance(fact, MandateGranted | MandateRevoked):
            assert fact.revision > getattr(last.get(fact.id), "revision", 0)
            last[fact.id] = fact
    return {(str(one.organisation_id), one.role) for one in last.values() if one.state == "granted"}


async def table(emitted, moderator, act, somebody):
    ids = {str(fact.id) for fact in await emitted() if isinstance(fact, MandateGranted)}
    documents = [await act(somebody, "GET", f"/mandates/{one}") for one in ids]
    return {(one["organisation"]["id"], one["role"]) for one in documents if one["state"] == "granted"}


async def test_requests_follow(ask, act, meet, moderator, town, merged, session):
    merge, undo = merged
    camille, lou = await meet("Camille"), await meet("Lou")
    asked = await ask(camille, town.place, role="editor")
    twice = await ask(lou, town.place, role="editor")
    await ask(lou, town.other, role="member")

    moved = await merge()

    assert (await act(camille, "GET", f"/mandates/{asked['id']}"))["organisation"]["id"] == str(town.other)
    assert (await act(lou, "GET", f"/mandates/{twice['id']}"))["state"] == "requested"
    waiting = (await act(moderator, "GET", "/mandates/inbox"))["items"]
    assert {(one["person"]["name"], one["role"]) for one in waiting} == {("Camille", "editor"), ("Lou", "editor")}
    await undo(moved)
    waiting = (await act(moderator, "GET", "/mandates/inbox"))["items"]
    assert {(one["person"]["name"], one["role"], one["organisation"]["id"]) for one in waiting} == {
        ("Camille", "editor", str(town.place)),
        ("Lou", "editor", str(town.place)),
        ("Lou", "member", str(town.other)),
    }


async def test_what_was_decided_since_stays_decided(ask, act, meet, moderator, town, merged, roles):
    merge, undo = merged
    camille, alix = await meet("Camille"), await meet("Alix")
    one = await granted(ask, act, moderator, camille, town.place, "editor")
    await granted(ask, act, moderator, alix, town.place, "steward")
    moved = await merge()
    await act(moderator, "POST", f"/mandates/{one}/revoke", reason="Parti")
    await undo(moved)
    assert await roles(camille) == (None, None)
    assert await roles(alix) == ("steward", None)


async def test_a_place_that_undoing_leaves_alone_is_known_to_be(ask, act, meet, moderator, town, merged, session):
    merge, undo = merged
    camille, alix = await meet("Camille"), await meet("Alix")
    await granted(ask, act, moderator, camille, town.place, "steward")
    leaving = await granted(ask, act, moderator, alix, town.other, "steward")
    moved = await merge()
    await act(alix, "POST", f"/mandates/{leaving}/resign")
    assert (await act(moderator, "GET", "/mandates/orphans"))["items"] == []
    await undo(moved)
    assert not await has_steward(session, "place", town.other)
    assert [one["id"] for one in (await act(moderator, "GET", "/mandates/orphans"))["items"]] == [str(town.other)]


async def test_each_step_is_logged(ask, act, meet, moderator, town, merged, session):
    merge, undo = merged
    camille = await meet("Camille")
    mandate = await granted(ask, act, moderator, camille, town.place, "editor")
    await undo(await merge())
    steps = (await act(camille, "GET", f"/mandates/{mandate}/steps"))["items"]
    assert [one["action"] for one in steps] == ["requested", "granted", "moved", "moved_back"]
    assert (await session.scalars(select(Mandate.revision))).one() == 4
