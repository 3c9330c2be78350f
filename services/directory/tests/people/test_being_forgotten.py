"""Somebody has done everything that can be done here, and wishes to be forgotten: nothing is left of him."""

import json

from life import EMAIL, NAME, OTHERS, USERNAME, WORD
from sqlalchemy import text

from contracts import directory as told
from directory.people.traces import TRACES
from directory.tables import Base


async def everywhere(session, needle):
    """Table, column and value of whatever holds this text, in any column of any table."""
    columns = await session.execute(
        text("select table_name, column_name from information_schema.columns where table_schema = 'public'")
    )
    found = []
    for table, column in columns.all():
        holds = f'select "{column}"::text from "{table}" where strpos(lower("{column}"::text), lower(:needle)) > 0'
        found += [(table, column, value) for value in await session.scalars(text(holds), {"needle": needle})]
    return found


async def test_nothing_is_left_of_a_person_who_was_erased(act, she, life, session, client, town, emitted):
    assert len(await everywhere(session, WORD)) > 15
    assert len({(table, column) for table, column, _ in await everywhere(session, str(she.id))}) > 20
    before = len(await emitted())

    answer = await client.delete("/me", headers=she.headers)

    assert (answer.status_code, answer.content) == (202, b"")
    session.expire_all()
    for needle in (NAME, "Zéphyrine", "Quillet", USERNAME, EMAIL, WORD):
        assert await everywhere(session, needle) == []
    left = await everywhere(session, str(she.id))
    assert {(table, column) for table, column, _ in left} == {
        ("erasure", "person_id"),
        ("outbox", "subject"),
        ("outbox", "envelope"),
    }
    subjects = {json.loads(value)["type"] for _, column, value in left if column == "envelope"}
    assert {subject.split(".")[1] for subject in subjects} <= {"mandate", "person", "comment"}
    facts = (await emitted())[before:]
    assert facts[-1] == told.PersonErased(id=she.id, revision=1)
    assert {fact.person for fact in facts if isinstance(fact, told.MandateRevoked)} == {she.id}
    assert len([fact for fact in facts if isinstance(fact, told.MandateRevoked)]) == 5
    assert len([fact for fact in facts if isinstance(fact, told.TestimonialWithdrawn)]) == 1
    held = {}
    for fact in await emitted():
        if isinstance(fact, told.MandateGranted | told.MandateRevoked) and fact.person == she.id:
            held[fact.id] = fact.state
    assert set(held.values()) == {"revoked"}


async def test_what_she_left_is_taken_up(act, she, life, meet, moderator, client, town):
    await client.delete("/me", headers=she.headers)

    orphans = (await act(moderator, "GET", "/mandates/orphans"))["items"]
    assert {one["name"] for one in orphans} == {"L'Étincelle", "La Grange"}
    await act(await meet("Lou"), "GET", f"/invitations/by-token/{life.link}", 404)
    waiting = (await act(moderator, "GET", "/additions"))["items"]
    assert [one["place"]["name"] for one in waiting] == ["Le Lavoir"]
    assert waiting[0]["added_by"] == {"name": None}
    await act(moderator, "POST", f"/places/{waiting[0]['place']['id']}/confirmations", word="Oui")
    for path in ("history", "testimonials", "comments", "stewards", "neighbours"):
        await act(moderator, "GET", f"/places/{town.place}/{path}")
    team = {"organisation_kind": "place", "organisation_id": str(town.place)}
    names = {one["person"]["name"] for one in (await act(moderator, "GET", "/mandates", **team))["items"]}
    assert names == {"Lou", OTHERS, "Ode"}


async def test_who_was_erased_does_nothing_more(act, ask, she, life, client, town):
    for _ in range(2):
        assert (await client.delete("/me", headers=she.headers)).status_code == 202
    assert (await ask(she, town.place, status=401))["type"] == "/problems/person-erased"
    for method, path, body in (
        ("PATCH", "/me", {"named": True}),
        ("PUT", f"/me/favourites/place/{town.place}", {}),
        ("POST", f"/places/{town.place}/comments", {"body": "Encore"}),
        ("POST", f"/places/{town.place}/testimonials", {"text": "Encore"}),
        ("POST", "/places", {"name": "Encore", "address": {"commune_code": "35238"}}),
    ):
        await act(she, method, path, 401, **body)
    assert (await act(she, "GET", "/me"))["mandates"] == []


async def test_once_more_tells_nothing_more(she, life, client, emitted):
    await client.delete("/me", headers=she.headers)
    before = len(await emitted())
    await client.delete("/me", headers=she.headers)
    assert len(await emitted()) == before


async def test_somebody_who_never_did_anything_may_be_forgotten_as_well(client, meet, emitted):
    lou = await meet("Lou Marchand")
    assert (await client.delete("/me", headers=lou.headers)).status_code == 202
    assert await emitted() == [told.PersonErased(id=lou.id, revision=1)]


async def test_a_person_takes_everything_along(act, she, life, session):
    taken = await act(she, "GET", "/me/export")

    empty = {name for name, rows in taken.items() if not rows}
    assert empty <= {"comment_versions", "comment_decisions"}
    [person] = taken["person"]
    assert (person["name"], person["named"]) == (NAME, True)
    assert str(taken).count(WORD) >= 15
    assert taken["mandates"][0].keys() >= {"word", "reason", "state", "role"}
    assert OTHERS not in str(taken)
    assert "token" not in str(taken)


async def test_a_stranger_takes_nothing(act, client, bearer, life):
    await act(None, "GET", "/me/export", 401)
    assert (await client.get("/me/export", headers=bearer(scope="directory:write"))).status_code == 403
    empty = (await client.get("/me/export", headers=bearer(name="Lou"))).json()
    assert not any(empty.values())


# A new column that holds an id and points at no row: is it a person's? Then `people.traces` must know it.
def test_every_column_that_may_lead_to_a_person_is_known():
    of_others = {
        "id", "mandate.organisation_id", "invitation.organisation_id", "favourite.subject_id",
        "confirmation.organisation_id", "erasure.person_id",
    }  # fmt: skip
    known = {f"{trace.table.__tablename__}.{name}" for trace in TRACES for name in trace.forget or {}}
    known |= {"favourite.person_id", "testimonial.person_id"}
    unknown = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if not table.name.startswith("comment")  # `discussion.personal` answers for these
        and str(column.type) in {"UUID", "CHAR(32)"}
        and not column.foreign_keys
        and column.name not in of_others
        and f"{table.name}.{column.name}" not in of_others | known
    ]
    assert unknown == []


async def test_what_was_a_mandate_of_theirs_is_found_no_more(client, meet, moderator, home):
    lou = await meet("Lou")
    asked = {"organisation_kind": "place", "organisation_id": str(home), "role": "editor"}
    made = (await client.post("/mandates", json=asked, headers=lou.headers)).json()["id"]
    await client.delete("/me", headers=lou.headers)

    assert (await client.get(f"/mandates/{made}", headers=moderator.headers)).status_code == 404
    assert (await client.get(f"/mandates/{made}/steps", headers=moderator.headers)).status_code == 200
