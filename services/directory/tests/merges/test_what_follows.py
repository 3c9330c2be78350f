"""Everything that pointed at a place follows it into the one it became, and comes back."""

from acting import mandate, merge, undo
from directory_factories import CENSUS, NOW, network
from sqlalchemy import select

from directory import tables
from directory.networks.actions import save_networks
from directory.places.actions import join_networks
from directory.tables import Mandate


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


async def test_open_invitations_follow(client, session, moderator, twins):
    gone, kept = twins
    row = {"organisation_kind": "place", "role": "editor", "created_at": NOW, "expires_at": NOW}
    waiting = tables.Invitation(organisation_id=gone, token_hash=b"1", **row)
    over = tables.Invitation(organisation_id=gone, token_hash=b"2", outcome="revoked", ended_at=NOW, **row)
    session.add_all([waiting, over])
    await session.commit()

    async def where():
        found = await session.execute(select(tables.Invitation.token_hash, tables.Invitation.organisation_id))
        return {row.token_hash: row.organisation_id for row in found}

    done = await merge(client, moderator, gone, kept)
    assert await where() == {b"1": kept, b"2": gone}
    await undo(client, moderator, done)
    assert await where() == {b"1": gone, b"2": gone}


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
