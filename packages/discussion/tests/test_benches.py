"""What the contract leaves to each noun: who may be mentioned, what is closed, how long a thread gets."""

import asyncio
from datetime import UTC, datetime

import httpx2
import pytest
from corner.service import discussion as benches
from corner.tables import bench
from sqlalchemy import func, insert, select, text, update

from chassis import database
from chassis.ids import new_id
from chassis.service import api
from discussion import rules
from discussion.moving import move, move_back
from discussion.promises.talking import Mounted, Talk
from identity.refusals import Forbidden

KEEPER = new_id()


@pytest.fixture
async def subject(session):
    bench_id = new_id()
    await session.execute(insert(bench).values(id=bench_id, slug="place", owner=None, keeper=KEEPER))
    await session.commit()
    return Mounted("bench", "benches", "place", bench_id)


async def test_who_acts_for_it_can_be_mentioned_before_he_spoke(talk, author):
    said = await talk.post(author, f"Merci @[vous]({KEEPER})")
    assert said["mentions"] == [{"id": str(KEEPER), "name": "Kim Gardien"}]


async def test_an_edit_calls_who_came_meanwhile(talk, author, other):
    said = await talk.post(author, f"Merci @[vous]({other.id})")
    await talk.post(other)
    edited = await talk.edit(author, said, f"Mille mercis @[vous]({other.id})")
    assert edited.json()["mentions"] == [{"id": str(other.id), "name": other.name}]


async def test_a_hidden_speaker_can_no_longer_be_found(talk, author, other, moderator):
    hidden = await talk.post(other)
    await talk.do(moderator, hidden, "hide", reason="Injure")
    said = await talk.post(author, f"Qui est @[x]({other.id}) ?")
    assert said["mentions"] == []


async def test_nothing_more_is_said_where_it_is_closed(talk, author, session, subject):
    said = await talk.post(author)
    await session.execute(update(bench).values(closed=True))
    await session.commit()
    answer = await talk.client.post(talk.address, json={"body": "Encore"}, headers=author.headers)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/discussion-closed")
    assert (await talk.threads())["items"] == [said]
    assert (await talk.withdraw(author, said)).status_code == 204


async def test_what_is_put_out_of_sight_takes_its_comments_along(talk, author, moderator, session):
    said = await talk.post(author)
    await session.execute(update(bench).values(attic=True))
    await session.commit()
    assert (await talk.client.get(f"/comments/{said['id']}", headers=author.headers)).status_code == 404
    assert (await talk.edit(author, said, "Non")).status_code == 404
    assert (await talk.do(moderator, said, "hide", reason="Non")).status_code == 404


async def test_a_thread_that_is_full_is_begun_anew(talk, author, session, monkeypatch):
    monkeypatch.setattr(rules, "REPLIES", 2)
    root = await talk.post(author)
    for _ in range(2):
        await talk.post(author, parent=root)
    said = {"body": "Trop", "parent_id": root["id"]}
    answer = await talk.client.post(talk.address, json=said, headers=author.headers)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/thread-full")


async def test_who_wished_to_be_forgotten_says_nothing_more(talk, author, other, monkeypatch):
    said = await talk.post(author)

    async def refuse(session, caller, *, now):
        raise Forbidden("He is gone.")

    monkeypatch.setattr(benches, "remember", refuse)
    for answer in (
        await talk.client.post(talk.address, json={"body": "Encore"}, headers=author.headers),
        await talk.edit(author, said, "Encore"),
        await talk.do(other, said, "reports", reason="Encore"),
    ):
        assert answer.status_code == 403
    assert (await talk.withdraw(author, said)).status_code == 204


async def test_the_tag_of_a_comment_is_its_revision(talk, author):
    answer = await talk.client.post(talk.address, json={"body": "Oui"}, headers=author.headers)
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')


async def test_lists_say_what_they_depend_on(talk, author):
    answer = await talk.client.get(talk.address)
    assert answer.headers["cache-tag"] == "comment bench"


async def test_a_person_exports_what_he_said_through_the_door(talk, author):
    said = await talk.post(author)
    answer = await talk.client.get("/me/export", headers=author.headers)
    assert [one["id"] for one in answer.json()["comments"]] == [said["id"]]


async def test_subjects_moved_twice_come_back_twice(talk, author, session):
    said, ids = await talk.post(author), [talk.subject.id, new_id(), new_id()]
    where = select(benches.tables.comment.c.subject_id)
    seen = []
    for act, gone, into in ((move, 0, 1), (move, 1, 2), (move_back, 1, 2), (move_back, 0, 1)):
        await act(session, benches, "bench", gone=ids[gone], into=ids[into], now=datetime.now(UTC))
        seen.append(await session.scalar(where))
    assert seen == [ids[1], ids[2], ids[1], ids[0]]
    assert (await session.scalar(select(benches.tables.comment.c.revision))) == 5
    assert said["revision"] == 1


@pytest.fixture
async def committing(database_url):
    """Sessions that really commit; the tables are emptied afterwards."""
    sessions = database.connect(database_url)
    yield sessions
    async with sessions.begin() as session:
        await session.execute(
            text("truncate bench, comment, comment_version, comment_report, comment_decision, outbox")
        )
    await database.engine_of(sessions).dispose()


async def test_of_two_edits_at_the_same_time_one_is_told(committing, settings, service, author):
    app = api(service, settings)

    async def stated(scope, receive, send):
        scope.setdefault("state", {}).update(sessions=committing, settings=settings)
        await app(scope, receive, send)

    async with committing.begin() as session:
        await session.execute(insert(bench).values(id=new_id(), slug="place"))
    transport = httpx2.ASGITransport(app=stated, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        talk = Talk(client, Mounted("bench", "benches", "place", new_id()))
        said = await talk.post(author)
        answers = await asyncio.gather(*(talk.edit(author, said, f"Mot {number}") for number in range(4)))
        reports = await asyncio.gather(*(talk.do(author, said, "reports", reason="?") for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    assert sorted(answer.status_code for answer in reports) == [201, 409, 409, 409]
    async with committing() as session:
        assert await session.scalar(select(func.count()).select_from(benches.tables.version)) == 1
