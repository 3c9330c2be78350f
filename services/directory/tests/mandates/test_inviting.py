"""A steward makes a link; whoever holds it takes the role, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from contracts.directory import MandateGranted
from directory.tables import Invitation


@pytest.fixture
async def nour(meet, town):
    return await meet("Nour Haddad", ("steward", "place", town.place))


@pytest.fixture
def invite(act, town):
    async def invite(who, role="editor", *, status=201, organisation=None, kind="place", **more):
        to = {"organisation_kind": kind, "organisation_id": str(organisation or town.place)}
        return await act(who, "POST", "/invitations", status, **to, role=role, **more)

    return invite


async def test_a_link_is_shown_once_and_kept_as_a_hash(act, invite, nour, town, session):
    made = await invite(nour, days=3)

    assert made["url"] == f"/invitation/{made['token']}"
    assert len(made["token"]) >= 43
    assert (made["role"], made["organisation"]["name"]) == ("editor", "L'Étincelle")
    kept = (await session.scalars(select(Invitation))).one()
    assert kept.expires_at - kept.created_at == timedelta(days=3)
    assert made["token"].encode() not in kept.token_hash
    to = {"organisation_kind": "place", "organisation_id": str(town.place)}
    [listed] = (await act(nour, "GET", "/invitations", **to))["items"]
    assert listed["id"] == made["id"]
    assert "token" not in listed
    assert listed["invited_by"] == {"name": "Nour Haddad"}


async def test_whoever_holds_the_link_takes_the_role_once(act, invite, nour, meet, town, emitted):
    made = await invite(nour)
    camille, lou = await meet("Camille Roche"), await meet("Lou Marchand")
    path = f"/invitations/by-token/{made['token']}"
    assert await act(camille, "GET", path) == {
        "role": "editor",
        "organisation": made["organisation"],
        "expires_at": made["expires_at"],
        "invited_by": {"name": "Nour Haddad"},
    }

    mandate = await act(camille, "POST", f"{path}/acceptance", 201, named=True)

    assert (mandate["state"], mandate["role"], mandate["named"]) == ("granted", "editor", True)
    assert mandate["decided_by"]["id"] == str(nour.id)
    [fact] = [fact for fact in await emitted() if isinstance(fact, MandateGranted)]
    assert (fact.person, fact.revision) == (camille.id, 1)
    await act(lou, "GET", path, 404)
    await act(lou, "POST", f"{path}/acceptance", 404)


async def test_a_link_leads_nowhere_when_it_is_old_or_taken_back(act, invite, nour, meet, session):
    lou = await meet("Lou Marchand")
    old, back = await invite(nour), await invite(nour)
    await session.execute(update(Invitation).where(Invitation.id == old["id"]).values(expires_at=Invitation.created_at))
    await session.commit()
    await act(nour, "DELETE", f"/invitations/{back['id']}", 204)
    await act(nour, "DELETE", f"/invitations/{back['id']}", 204)
    for made in (old, back):
        await act(lou, "GET", f"/invitations/by-token/{made['token']}", 404)
        await act(lou, "POST", f"/invitations/by-token/{made['token']}/acceptance", 404)


async def test_a_stranger_reads_no_link_and_a_guess_finds_none(act, invite, nour, meet):
    made = await invite(nour)
    await act(None, "GET", f"/invitations/by-token/{made['token']}", 401)
    lou = await meet("Lou Marchand")
    for guess in ("x", made["token"][:-1], made["token"] + "x", made["id"], "%00", "é", "%ff"):
        await act(lou, "GET", f"/invitations/by-token/{guess}", 404)


async def test_only_stewards_and_moderators_invite(act, invite, meet, moderator, town):
    await invite(moderator, "steward")
    for role, kind, organisation in (
        ("editor", "place", town.place),
        ("steward", "place", town.other),
        ("steward", "network", town.network),
    ):
        await invite(await meet(role, (role, kind, organisation)), status=403)
    await invite(await meet("Lou"), status=403)
    await invite(None, status=401)


async def test_a_link_dies_with_the_right_to_invite(act, ask, invite, meet, moderator, town):
    camille, lou = await meet("Camille Roche"), await meet("Lou Marchand")
    asked = await ask(camille, town.place)
    await act(moderator, "POST", f"/mandates/{asked['id']}/grant")
    made, other = await invite(camille), await invite(moderator)

    await act(moderator, "POST", f"/mandates/{asked['id']}/revoke", reason="Usurpation", without_successor=True)

    await act(lou, "POST", f"/invitations/by-token/{made['token']}/acceptance", 404)
    await act(lou, "POST", f"/invitations/by-token/{other['token']}/acceptance", 201)


async def test_an_invitation_grants_what_was_asked_for(act, ask, invite, nour, meet, town):
    camille = await meet("Camille Roche")
    asked = await ask(camille, town.place, role="member")
    made = await invite(nour, "editor")
    mandate = await act(camille, "POST", f"/invitations/by-token/{made['token']}/acceptance", 201)
    assert (mandate["id"], mandate["role"], mandate["state"]) == (asked["id"], "editor", "granted")


async def test_an_invitation_leaves_a_request_for_more_waiting(act, ask, invite, nour, meet, town):
    camille = await meet("Camille Roche")
    asked = await ask(camille, town.place, role="steward")
    made = await invite(nour, "member")
    mandate = await act(camille, "POST", f"/invitations/by-token/{made['token']}/acceptance", 201)
    assert mandate["id"] != asked["id"]
    assert (await act(nour, "POST", f"/mandates/{asked['id']}/grant"))["role"] == "steward"
    assert (await act(camille, "GET", f"/mandates/{mandate['id']}"))["state"] == "revoked"


async def test_who_holds_as_much_takes_nothing_and_leaves_the_link_to_others(act, invite, nour, meet):
    made = await invite(nour, "steward")
    path = f"/invitations/by-token/{made['token']}/acceptance"
    assert (await act(nour, "POST", path, 409))["type"] == "/problems/already-held"
    await act(await meet("Lou"), "POST", path, 201)


@pytest.mark.parametrize("days", [0, 91, -1])
async def test_a_link_lasts_three_months_at_most(invite, nour, days):
    await invite(nour, status=422, days=days)
