"""What somebody says of a place: written by anyone, read by a moderator first, replied to by the place."""

import asyncio

import pytest
from directory_factories import CENSUS, NOW, place

from chassis.ids import new_id
from directory.places.actions import close_places, save_places

SAID = {"text": "On y travaille bien."}


@pytest.fixture
async def lou(meet):
    return await meet("Lou Marchand")


@pytest.fixture
async def editor(meet, home):
    return await meet("Sacha Lemaire", ("editor", "place", home))


@pytest.fixture
async def written(client, home, lou):
    answer = await client.post(f"/places/{home}/testimonials", json=SAID, headers=lou.headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
async def published(client, written, moderator):
    answer = await client.post(f"/testimonials/{written['id']}/publish", headers=moderator.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def shown(client, place_id):
    answer = await client.get(f"/places/{place_id}/testimonials")
    assert answer.status_code == 200
    return answer.json()["items"]


async def test_nobody_reads_it_before_a_moderator_has(client, home, lou, written, emitted):
    assert (written["state"], written["text"], written["author"]) == (
        "pending",
        SAID["text"],
        {"id": str(lou.id), "name": "Lou Marchand"},
    )
    assert await shown(client, home) == []
    assert not [fact for fact in await emitted() if "testimonial" in fact.topic]


async def test_a_moderator_publishes_it_for_everyone(client, home, written, moderator, emitted):
    queue = (await client.get("/moderation/testimonials", headers=moderator.headers)).json()
    assert [one["id"] for one in queue["items"]] == [written["id"]]
    assert queue["items"][0]["place"]["slug"] == "chez-nous-rennes"
    answer = await client.post(f"/testimonials/{written['id']}/publish", headers=moderator.headers)
    assert answer.json()["state"] == "published"
    assert await shown(client, home) == [answer.json()]
    assert (await client.get("/moderation/testimonials", headers=moderator.headers)).json()["total"] == 0
    [fact] = [fact for fact in await emitted() if "testimonial" in fact.topic]
    assert (type(fact).__name__, fact.place) == ("TestimonialPublished", home)
    assert not {"Lou", "travaille", str(written["author"]["id"])} & set(fact.model_dump_json().split('"'))


async def test_publishing_again_changes_nothing(client, published, moderator, emitted):
    before = len(await emitted())
    again = await client.post(f"/testimonials/{published['id']}/publish", headers=moderator.headers)
    assert (again.status_code, again.json()) == (200, published)
    assert len(await emitted()) == before


async def test_one_person_says_it_once(client, home, lou, written):
    again = await client.post(f"/places/{home}/testimonials", json=SAID, headers=lou.headers)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-written")


async def test_who_writes_twice_at_once_is_heard_once(client, home, lou):
    asked = (client.post(f"/places/{home}/testimonials", json=SAID, headers=lou.headers) for _ in range(3))
    assert sorted([(await one).status_code for one in asked]) == [201, 409, 409]
    await asyncio.sleep(0)


async def test_rewritten_it_waits_for_a_moderator_again(client, home, lou, published, emitted):
    answer = await client.patch(f"/testimonials/{published['id']}", json={"text": "Bof."}, headers=lou.headers)
    assert (answer.status_code, answer.json()["state"], answer.json()["text"]) == (200, "pending", "Bof.")
    assert await shown(client, home) == []
    assert type((await emitted())[-1]).__name__ == "TestimonialWithdrawn"


async def test_rewritten_as_it_is_it_stays_where_it_is(client, home, lou, published):
    same = await client.patch(f"/testimonials/{published['id']}", json=SAID, headers=lou.headers)
    assert same.json() == published
    assert len(await shown(client, home)) == 1


async def test_a_moderator_publishes_what_he_has_read(client, lou, written, moderator):
    await client.patch(f"/testimonials/{written['id']}", json={"text": "Achetez !"}, headers=lou.headers)
    late = await client.post(f"/testimonials/{written['id']}/publish", headers=moderator.edits(written["revision"]))
    assert late.status_code == 412
    hidden = await client.post(
        f"/testimonials/{written['id']}/hide", json={"reason": "x"}, headers=moderator.edits(written["revision"])
    )
    assert hidden.status_code == 412


async def test_withdrawn_its_words_are_forgotten(client, session, home, lou, editor, published, emitted):
    await client.put(f"/testimonials/{published['id']}/reply", json={"text": "Merci"}, headers=editor.headers)
    gone = await client.delete(f"/testimonials/{published['id']}", headers=lou.headers)
    assert gone.status_code == 204
    assert await shown(client, home) == []
    assert type((await emitted())[-1]).__name__ == "TestimonialWithdrawn"
    before = len(await emitted())
    assert (await client.delete(f"/testimonials/{published['id']}", headers=lou.headers)).status_code == 204
    assert len(await emitted()) == before
    from directory.tables import Testimonial

    session.expire_all()
    row = await session.get(Testimonial, published["id"])
    assert (row.text, row.author_name, row.reply, row.state) == ("", None, None, "withdrawn")


async def test_who_withdrew_may_speak_again(client, home, lou, moderator, published):
    await client.delete(f"/testimonials/{published['id']}", headers=lou.headers)
    rewritten = await client.patch(f"/testimonials/{published['id']}", json={"text": "Non"}, headers=lou.headers)
    assert (rewritten.status_code, rewritten.json()["type"]) == (409, "/problems/withdrawn")
    judged = await client.post(f"/testimonials/{published['id']}/publish", headers=moderator.headers)
    assert judged.status_code == 409
    again = await client.post(f"/places/{home}/testimonials", json={"text": "Mieux !"}, headers=lou.headers)
    assert (again.status_code, again.json()["state"], again.json()["reply"]) == (201, "pending", None)


async def test_hidden_its_author_alone_reads_why(client, home, lou, published, moderator, emitted):
    said = {"reason": "Nomme une personne"}
    answer = await client.post(f"/testimonials/{published['id']}/hide", json=said, headers=moderator.headers)
    assert (answer.status_code, answer.json()["state"], answer.json()["reason"]) == (200, "hidden", said["reason"])
    assert await shown(client, home) == []
    assert type((await emitted())[-1]).__name__ == "TestimonialWithdrawn"
    [mine] = (await client.get("/me/testimonials", headers=lou.headers)).json()["items"]
    assert (mine["reason"], mine["place"]["slug"]) == (said["reason"], "chez-nous-rennes")
    again = await client.patch(f"/testimonials/{published['id']}", json={"text": "Sans nom"}, headers=lou.headers)
    assert (again.json()["state"], again.json()["reason"]) == ("pending", None)


async def test_the_place_replies_and_takes_it_back(client, home, editor, published, emitted):
    address = f"/testimonials/{published['id']}/reply"
    answer = await client.put(address, json={"text": "Merci !"}, headers=editor.headers)
    assert answer.status_code == 200
    assert (answer.json()["reply"]["text"], answer.json()["reply"]["by"]) == ("Merci !", None)
    assert await shown(client, home) == [answer.json()]
    assert (await emitted())[-1].revision == published["revision"] + 1
    other = await client.put(address, json={"text": "Merci bien."}, headers=editor.headers)
    assert other.json()["reply"]["text"] == "Merci bien."
    assert (await client.delete(address, headers=editor.headers)).status_code == 204
    assert (await client.delete(address, headers=editor.headers)).status_code == 204
    assert (await shown(client, home))[0]["reply"] is None


async def test_who_replied_is_named_while_he_wishes(client, home, editor, published, emitted):
    await client.put(f"/testimonials/{published['id']}/reply", json={"text": "Merci !"}, headers=editor.headers)
    for named, name in ((True, "Sacha Lemaire"), (False, None)):
        answer = await client.patch("/me", json={"named": named}, headers=editor.headers)
        assert answer.status_code == 200, answer.text
        assert (await shown(client, home))[0]["reply"]["by"] == name
        assert type((await emitted())[-1]).__name__ == "TestimonialPublished"  # so that no cache shows it otherwise


async def test_a_reply_stays_when_who_wrote_it_is_forgotten(client, home, editor, published, emitted):
    await client.put(f"/testimonials/{published['id']}/reply", json={"text": "Merci !"}, headers=editor.headers)
    await client.patch("/me", json={"named": True}, headers=editor.headers)
    assert (await client.delete("/me", headers=editor.headers)).status_code == 202
    assert (await shown(client, home))[0]["reply"]["by"] is None
    told = [type(one).__name__ for one in await emitted()]
    assert "TestimonialPublished" in told[told.index("MandateRevoked") :]


async def test_only_what_is_shown_can_be_replied_to(client, editor, written):
    answer = await client.put(f"/testimonials/{written['id']}/reply", json={"text": "!"}, headers=editor.headers)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/not-shown")


@pytest.mark.parametrize("role", ["member", "editor", "steward"])
async def test_nobody_praises_his_own_place(client, session, meet, home, lou, written, role):
    insider = await meet("Camille", (role, "place", home))
    answer = await client.post(f"/places/{home}/testimonials", json=SAID, headers=insider.headers)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/own-place")
    from acting import mandate

    session.add(mandate(lou.id, role, "place", home))
    await session.commit()
    rewritten = await client.patch(f"/testimonials/{written['id']}", json={"text": "Encore"}, headers=lou.headers)
    assert rewritten.json()["type"] == "/problems/own-place"


async def test_the_place_has_no_veto_even_by_a_moderator_of_its_own(client, meet, home, lou, written, moderator):
    inside = await meet("Camille", ("steward", "place", home), roles=("moderator",))
    for verb, body in (("publish", None), ("hide", {"reason": "x"})):
        answer = await client.post(f"/testimonials/{written['id']}/{verb}", json=body, headers=inside.headers)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/own-place")
    own = await client.post(f"/places/{home}/testimonials", json=SAID, headers=moderator.headers)
    answer = await client.post(f"/testimonials/{own.json()['id']}/publish", headers=moderator.headers)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/own-testimonial")


async def test_who_may_and_who_may_not(client, meet, bearer, home, elsewhere, lou, editor, published):
    there = f"/testimonials/{published['id']}"
    alix = await meet("Alix")
    outsider = await meet("Voisin", ("steward", "place", elsewhere))
    member = await meet("Membre", ("member", "place", home))
    program = bearer(scope="directory:write")
    refused = {
        ("patch", there, "said"): (alix.headers, editor.headers, program),
        ("delete", there, None): (alix.headers, editor.headers, program),
        ("put", f"{there}/reply", "said"): (lou.headers, alix.headers, outsider.headers, member.headers, program),
        ("delete", f"{there}/reply", None): (lou.headers, alix.headers, outsider.headers, member.headers, program),
        ("post", f"{there}/publish", None): (lou.headers, alix.headers, editor.headers, program),
        ("post", f"{there}/hide", "why"): (lou.headers, alix.headers, editor.headers, program),
        ("get", "/moderation/testimonials", None): (lou.headers, editor.headers, program),
        ("get", "/me/testimonials", None): (program,),
        ("post", f"/places/{home}/testimonials", "said"): (program,),
    }
    bodies = {"said": {"json": SAID}, "why": {"json": {"reason": "x"}}, None: {}}
    for (verb, address, body), callers in refused.items():
        ask = getattr(client, verb)
        assert (await ask(address, **bodies[body])).status_code == 401, address
        for headers in callers:
            assert (await ask(address, headers=headers, **bodies[body])).status_code == 403, (verb, address)


async def test_a_moderator_removes_a_reply_but_writes_none(client, moderator, editor, published):
    address = f"/testimonials/{published['id']}/reply"
    assert (await client.put(address, json=SAID, headers=moderator.headers)).status_code == 403
    await client.put(address, json=SAID, headers=editor.headers)
    assert (await client.delete(address, headers=moderator.headers)).status_code == 204


async def test_there_is_nothing_where_nothing_is(client, session, lou, moderator, home):
    nothing = f"/testimonials/{new_id()}"
    for verb, address, body in (
        ("patch", nothing, SAID),
        ("delete", nothing, None),
        ("put", f"{nothing}/reply", SAID),
        ("delete", f"{nothing}/reply", None),
        ("post", f"{nothing}/publish", None),
        ("post", f"{nothing}/hide", {"reason": "x"}),
    ):
        more = {"json": body} if body else {}
        assert (await getattr(client, verb)(address, headers=moderator.headers, **more)).status_code == 404
        bad = address.replace(nothing, "/testimonials/x%00y")
        assert (await getattr(client, verb)(bad, headers=moderator.headers, **more)).status_code == 422
    [draft] = await save_places(session, [place(state="draft")], source=CENSUS, now=NOW)
    await session.commit()
    for reference in (draft.place_id, "nowhere", "%00"):
        answer = await client.post(f"/places/{reference}/testimonials", json=SAID, headers=lou.headers)
        assert answer.status_code == 404
        assert (await client.get(f"/places/{reference}/testimonials")).status_code == 404
    await close_places(session, [home], source=CENSUS, now=NOW)
    await session.commit()
    closed = await client.post(f"/places/{home}/testimonials", json=SAID, headers=lou.headers)
    assert (closed.status_code, closed.json()["type"]) == (409, "/problems/place-not-published")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": " \n "},
        {"text": None},
        {"text": "x" * 5001},
        {"text": ["x"]},
        SAID | {"state": "published"},
        SAID | {"author": {"name": "Autre"}},
        SAID | {"person_id": str(new_id())},
        SAID | {"reply": {"text": "Bravo"}},
    ],
)
async def test_what_cannot_be_said_is_refused(client, home, lou, editor, published, body):
    for verb, address, who in (
        ("post", f"/places/{home}/testimonials", lou),
        ("patch", f"/testimonials/{published['id']}", lou),
        ("put", f"/testimonials/{published['id']}/reply", editor),
    ):
        answer = await getattr(client, verb)(address, json=body, headers=who.headers)
        assert answer.status_code == 422
        assert answer.json()["errors"]


async def test_hostile_words_are_words(client, home, lou):
    text = "<script>alert(1)</script> '; drop table testimonial; -- \u202e\x00 {{7*7}}"
    answer = await client.post(f"/places/{home}/testimonials", json={"text": text}, headers=lou.headers)
    assert answer.json()["text"] == text.replace("\x00", "")


async def test_a_long_list_is_read_a_page_at_a_time_at_the_same_cost(client, meet, moderator, home, queries):
    written = []
    for number in range(7):
        who = await meet(f"Personne {number}")
        answer = await client.post(f"/places/{home}/testimonials", json={"text": f"{number}"}, headers=who.headers)
        written.append(answer.json()["id"])
    waiting, cursor = [], ""
    while cursor is not None:
        asked = "/moderation/testimonials?limit=3" + (f"&cursor={cursor}" if cursor else "")
        page = (await client.get(asked, headers=moderator.headers)).json()
        assert page["total"] == 7
        waiting += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert waiting == written
    for one in written:
        await client.post(f"/testimonials/{one}/publish", headers=moderator.headers)
    found, cursor = [], ""
    while cursor is not None:
        asked = f"/places/{home}/testimonials?limit=3" + (f"&cursor={cursor}" if cursor else "")
        with queries() as seen:
            answer = await client.get(asked)
        assert len(seen) <= 1  # the rest goes past SQLAlchemy: two statements
        assert answer.headers["cache-tag"] == "testimonial place"
        found += [item["id"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]
    assert found == written[::-1]
    for cursor in ("x", "%00", "bm9wZQ"):
        assert (await client.get(f"/places/{home}/testimonials?cursor={cursor}")).status_code == 422
