"""Everything that pointed at a place follows it into the one it became, and comes back."""

import pytest
from acting import mandate, merge, undo
from directory_factories import CENSUS, NOW, network, place, tool
from sqlalchemy import select

from directory import tables
from directory.networks.actions import save_networks
from directory.places.actions import join_networks, save_places
from directory.tables import Mandate
from directory.tools.actions import save_tools


@pytest.fixture
async def twins(session):
    saved = await save_places(session, [place(name="Parti"), place(name="Resté")], source=CENSUS, now=NOW)
    await session.commit()
    return saved[0].place_id, saved[1].place_id


async def favourites(client, person):
    items = (await client.get("/me/favourites", headers=person.headers)).json()["items"]
    return [(one["slug"], one["since"]) for one in items]


async def test_favourites_follow_and_nobody_has_one_twice(client, meet, moderator, twins):
    gone, kept = twins
    lou, alix = await meet("Lou"), await meet("Alix")
    for person, subject in ((lou, gone), (alix, gone), (alix, kept)):
        await client.put(f"/me/favourites/place/{subject}", headers=person.headers)
    before = [await favourites(client, one) for one in (lou, alix)]

    done = await merge(client, moderator, gone, kept)
    [(slug, since)] = await favourites(client, lou)
    assert (slug, since) == ("reste-rennes", before[0][0][1])
    assert [slug for slug, _ in await favourites(client, alix)] == ["reste-rennes"]
    await undo(client, moderator, done)
    assert [await favourites(client, one) for one in (lou, alix)] == before


async def test_what_was_unmarked_since_stays_unmarked(client, meet, moderator, twins):
    gone, kept = twins
    lou, alix = await meet("Lou"), await meet("Alix")
    await client.put(f"/me/favourites/place/{gone}", headers=lou.headers)
    done = await merge(client, moderator, gone, kept)
    await client.delete(f"/me/favourites/place/{kept}", headers=lou.headers)
    await client.put(f"/me/favourites/place/{gone}", headers=alix.headers)
    await undo(client, moderator, done)
    assert await favourites(client, lou) == []
    assert [slug for slug, _ in await favourites(client, alix)] == ["reste-rennes"]  # said of the kept place


async def wrote(client, moderator, person, where, text):
    made = (await client.post(f"/places/{where}/testimonials", json={"text": text}, headers=person.headers)).json()
    await client.post(f"/testimonials/{made['id']}/publish", headers=moderator.headers)
    return made["id"]


async def texts(client, where):
    return [one["text"] for one in (await client.get(f"/places/{where}/testimonials")).json()["items"]]


async def test_testimonials_follow_and_of_two_by_one_person_the_later_stands(client, meet, moderator, twins, emitted):
    gone, kept = twins
    lou, alix, camille = await meet("Lou"), await meet("Alix"), await meet("Camille")
    await wrote(client, moderator, lou, kept, "Lou avant")
    hidden = await wrote(client, moderator, alix, gone, "Alix avant")
    await wrote(client, moderator, lou, gone, "Lou après")
    await wrote(client, moderator, alix, kept, "Alix après")
    await wrote(client, moderator, camille, gone, "Camille")
    before = len(await emitted())

    done = await merge(client, moderator, gone, kept)
    assert await texts(client, kept) == ["Camille", "Alix après", "Lou après"]
    assert await texts(client, gone) == await texts(client, kept)
    told = {(type(one).__name__, one.place) for one in (await emitted())[before:] if "testimonial" in one.topic}
    assert told == {("TestimonialPublished", kept), ("TestimonialWithdrawn", kept)}
    mine = (await client.get("/me/testimonials", headers=alix.headers)).json()["items"]
    assert [(one["state"], one["reason"]) for one in mine if one["id"] == hidden] == [("hidden", "merged")]
    for verb, body in (("patch", {"text": "Encore"}),):
        again = await getattr(client, verb)(f"/testimonials/{hidden}", json=body, headers=alix.headers)
        assert again.json()["type"] == "/problems/already-written"
    assert (await client.post(f"/testimonials/{hidden}/publish", headers=moderator.headers)).status_code == 409
    second = await client.post(f"/places/{kept}/testimonials", json={"text": "x"}, headers=camille.headers)
    assert second.json()["type"] == "/problems/already-written"

    await undo(client, moderator, done)
    assert await texts(client, kept) == ["Alix après", "Lou avant"]
    assert await texts(client, gone) == ["Camille", "Lou après", "Alix avant"]


async def test_the_kept_place_replies_to_what_followed(client, meet, moderator, twins):
    gone, kept = twins
    made = await wrote(client, moderator, await meet("Lou"), gone, "Bien")
    theirs = await meet("Sacha", ("editor", "place", kept))
    reply = {"json": {"text": "Merci"}, "headers": theirs.headers}
    assert (await client.put(f"/testimonials/{made}/reply", **reply)).status_code == 403
    await merge(client, moderator, gone, kept)
    assert (await client.put(f"/testimonials/{made}/reply", **reply)).status_code == 200


async def test_what_was_said_since_stays_with_the_kept_place(client, meet, moderator, twins):
    gone, kept = twins
    done = await merge(client, moderator, gone, kept)
    await wrote(client, moderator, await meet("Lou"), gone, "Depuis")
    await undo(client, moderator, done)
    assert (await texts(client, kept), await texts(client, gone)) == (["Depuis"], [])


async def held(session, person):
    session.expire_all()
    rows = await session.scalars(select(Mandate).where(Mandate.person_id == person.id, Mandate.state == "granted"))
    return {(row.organisation_id, row.role) for row in rows}


async def test_mandates_follow_and_the_higher_role_wins(client, session, meet, twins, moderator, emitted):
    gone, kept = twins
    nets = await save_networks(session, [network(slug="n")], source=CENSUS, now=NOW)
    await join_networks(session, [(gone, nets["n"]), (kept, nets["n"])], now=NOW)
    only = await meet("Camille", ("steward", "place", gone))
    rises = await meet("Sacha", ("steward", "place", gone), ("member", "place", kept))
    stays = await meet("Alix", ("member", "place", gone), ("editor", "place", kept))
    before = [await held(session, one) for one in (only, rises, stays)]
    edit = {"json": {"summary": "Dit par nous"}}
    assert (await client.patch(f"/places/{kept}", headers=only.edits(2), **edit)).status_code == 403

    done = await merge(client, moderator, gone, kept)
    assert [await held(session, one) for one in (only, rises, stays)] == [
        {(kept, "steward")},
        {(kept, "steward")},
        {(kept, "editor")},
    ]
    told = [one for one in await emitted() if "mandate" in one.topic]
    assert {(one.state, one.organisation_id) for one in told if one.person == only.id} == {("granted", kept)}
    assert {(one.state, one.role) for one in told if one.person == rises.id} == {
        ("revoked", "member"),
        ("granted", "steward"),
    }
    revision = (await client.get(f"/places/{kept}")).json()["revision"]
    assert (await client.patch(f"/places/{kept}", headers=only.edits(revision), **edit)).status_code == 200

    await undo(client, moderator, done)
    assert [await held(session, one) for one in (only, rises, stays)] == before
    latest = {one.id: (one.state, one.organisation_id, one.role) for one in await emitted() if "mandate" in one.topic}
    assert ("granted", gone, "steward") in latest.values()
    assert ("granted", kept, "member") in latest.values()


async def test_a_mandate_that_ended_since_does_not_come_back(client, session, meet, moderator, twins):
    gone, kept = twins
    camille = await meet("Camille", ("steward", "place", gone))
    done = await merge(client, moderator, gone, kept)
    row = await session.scalar(select(Mandate).where(Mandate.person_id == camille.id))
    await session.refresh(row)
    row.state = "revoked"
    await session.commit()
    await undo(client, moderator, done)
    assert await held(session, camille) == set()


async def test_requests_follow_unless_more_is_held_already(client, session, meet, moderator, twins):
    gone, kept = twins
    asks, has, twice = await meet("Lou"), await meet("Sacha", ("steward", "place", kept)), await meet("Alix")
    for person, role, where in (
        (asks, "steward", gone),
        (has, "editor", gone),
        (twice, "member", kept),
        (twice, "editor", gone),
    ):
        row = mandate(person.id, role, "place", where)
        row.state, row.decided_at = "requested", None
        session.add(row)
    await session.commit()

    async def asked():
        session.expire_all()
        rows = await session.scalars(select(Mandate).where(Mandate.state == "requested"))
        return {(row.person_id, row.role, row.organisation_id) for row in rows}

    before = await asked()
    done = await merge(client, moderator, gone, kept)
    assert await asked() == {(asks.id, "steward", kept), (twice.id, "editor", kept)}
    await undo(client, moderator, done)
    assert await asked() == before


@pytest.fixture
async def tools(session):
    ids = await save_tools(session, [tool(slug="wiki"), tool(slug="carte")], source=CENSUS, now=NOW)
    await session.commit()
    return ids


async def used(client, where):
    usages = (await client.get(f"/places/{where}?include=usages")).json()["usages"]
    return {(one["tool"]["slug"], one["how"], one["place"]["name"]) for one in usages}


async def test_usages_come_back_as_they_were_and_stay_as_they_became(client, moderator, twins, tools):
    gone, kept = twins
    say = {"headers": moderator.headers}
    for where, slug, how in ((gone, "wiki", "Parti"), (gone, "carte", "Parti"), (kept, "wiki", "Resté")):
        await client.put(f"/places/{where}/usages/{slug}", json={"how": how}, **say)
    done = await merge(client, moderator, gone, kept)
    assert await used(client, kept) == {("wiki", "Resté", "Resté"), ("carte", "Parti", "Resté")}
    await client.put(f"/places/{gone}/usages/carte", json={"how": "Depuis"}, **say)  # the old address is the kept place
    await undo(client, moderator, done)
    assert await used(client, gone) == {("wiki", "Parti", "Parti"), ("carte", "Parti", "Parti")}
    assert await used(client, kept) == {("wiki", "Resté", "Resté"), ("carte", "Depuis", "Resté")}
    assert (await client.get("/tools/carte")).json()["usage"]["users"] == 2
    assert (await client.get("/places?tool=wiki")).json()["total"] == 2


async def test_a_usage_said_between_two_merges_is_not_lost(client, moderator, session, twins, tools):
    gone, kept = twins
    [last] = await save_places(session, [place(name="Dernier")], source=CENSUS, now=NOW)
    await session.commit()
    await client.put(f"/places/{gone}/usages/carte", json={"how": "Parti"}, headers=moderator.headers)
    first = await merge(client, moderator, gone, kept)
    second = await merge(client, moderator, kept, last.place_id)
    await client.put(f"/places/{last.place_id}/usages/carte", json={"how": "Depuis"}, headers=moderator.headers)
    await undo(client, moderator, second)
    await undo(client, moderator, first)
    assert await used(client, gone) == {("carte", "Parti", "Parti")}
    assert await used(client, kept) == set()
    assert await used(client, last.place_id) == {("carte", "Depuis", "Dernier")}


async def test_networks_come_and_go_but_for_what_was_said_since(client, session, moderator, twins):
    gone, kept = twins
    nets = await save_networks(session, [network(slug=slug) for slug in "abc"], source=CENSUS, now=NOW)
    await join_networks(session, [(gone, nets["a"]), (gone, nets["b"]), (kept, nets["b"])], now=NOW)
    await session.commit()

    async def networks(where):
        return {one["slug"] for one in (await client.get(f"/places/{where}")).json()["networks"]}

    done = await merge(client, moderator, gone, kept)
    assert await networks(kept) == {"a", "b"}
    await client.put(f"/networks/c/members/{kept}", headers=moderator.headers)
    for verb in ("delete", "put"):
        await getattr(client, verb)(f"/networks/a/members/{kept}", headers=moderator.headers)
    await undo(client, moderator, done)
    assert (await networks(gone), await networks(kept)) == ({"a", "b"}, {"a", "b", "c"})
    assert (await client.get("/places?network=a")).json()["total"] == 2


async def neighbours(client, where):
    items = (await client.get(f"/places/{where}/neighbours")).json()["items"]
    return {(one["place"]["name"], one["what"], one["mutual"]) for one in items}


async def test_neighbours_follow(client, session, meet, moderator, twins):
    gone, kept = twins
    [other] = await save_places(session, [place(name="Voisin")], source=CENSUS, now=NOW)
    all_three = await meet("Camille", *(("editor", "place", one) for one in (gone, kept, other.place_id)))
    for one, two, what in (
        (gone, other.place_id, "Un camion"),
        (kept, other.place_id, "Un four"),
        (gone, kept, "Tout"),
        (other.place_id, gone, "Le camion"),
    ):
        address = f"/places/{one}/neighbours/{two}"
        assert (await client.put(address, json={"what": what}, headers=all_three.headers)).status_code == 200
    three = (gone, kept, other.place_id)
    before = [await neighbours(client, one) for one in three]
    assert before[0] == {("Voisin", "Un camion", True), ("Resté", "Tout", False)}

    done = await merge(client, moderator, gone, kept)
    assert await neighbours(client, kept) == {("Voisin", "Un four", True)}
    assert await neighbours(client, other.place_id) == {("Resté", "Le camion", True)}
    await undo(client, moderator, done)
    assert [await neighbours(client, one) for one in three] == before


async def test_a_neighbour_withdrawn_since_stays_withdrawn(client, session, meet, moderator, twins):
    gone, kept = twins
    [other] = await save_places(session, [place(name="Voisin")], source=CENSUS, now=NOW)
    editor = await meet("Camille", ("editor", "place", gone))
    await client.put(f"/places/{gone}/neighbours/{other.place_id}", json={}, headers=editor.headers)
    done = await merge(client, moderator, gone, kept)
    await client.delete(f"/places/{gone}/neighbours/{other.place_id}", headers=editor.headers)
    assert await neighbours(client, kept) == set()
    await undo(client, moderator, done)
    assert await neighbours(client, gone) == set()


async def test_values_go_back_to_whoever_they_were_said_of(client, session, meet, moderator, twins):
    gone, kept = twins
    theirs = await meet("Camille", ("editor", "place", gone), ("editor", "place", kept))
    await client.patch(f"/places/{gone}", json={"phone": "+33102030405"}, headers=theirs.edits(1))
    done = await merge(client, moderator, gone, kept)
    found = (await client.get(f"/places/{kept}")).json()
    assert found["contact"]["phone"] == "+33102030405"
    said = {"summary": "Depuis"}
    assert (
        await client.patch(f"/places/{kept}", json=said, headers=theirs.edits(found["revision"]))
    ).status_code == 200
    await undo(client, moderator, done)
    gone_again, kept_again = [(await client.get(f"/places/{one}")).json() for one in (gone, kept)]
    assert (gone_again["contact"]["phone"], gone_again["summary"]) == ("+33102030405", None)
    assert (kept_again["contact"]["phone"], kept_again["summary"]) == (None, "Depuis")


async def test_comments_follow_and_come_back(client, meet, moderator, twins):
    gone, kept = twins
    lou = await meet("Lou")

    async def bodies(where):
        return [one["body"] for one in (await client.get(f"/places/{where}/comments")).json()["items"]]

    await client.post(f"/places/{gone}/comments", json={"body": "Avant"}, headers=lou.headers)
    done = await merge(client, moderator, gone, kept)
    assert await bodies(kept) == ["Avant"]
    await client.post(f"/places/{kept}/comments", json={"body": "Depuis"}, headers=lou.headers)
    await undo(client, moderator, done)
    assert (await bodies(gone), await bodies(kept)) == (["Avant"], ["Depuis"])


async def test_what_is_kept_of_a_merge_names_nobody(client, session, meet, moderator, twins):
    gone, kept = twins
    lou = await meet("Lou", ("steward", "place", gone))
    alix = await meet("Alix")
    await client.put(f"/me/favourites/place/{gone}", headers=lou.headers)
    await wrote(client, moderator, alix, gone, "Mes mots")
    await merge(client, moderator, gone, kept)

    moved = str(await session.scalar(select(tables.Merge.moved)))
    assert not [one for one in (str(lou.id), str(alix.id), "Lou", "Alix", "Mes mots") if one in moved]
    assert (await session.scalars(select(tables.Testimonial.text))).all() == ["Mes mots"]
