"""A person may take along what a service holds of him, and be forgotten."""

from club.tables import notice
from sqlalchemy import func, select

from chassis.ids import new_id
from contracts.directory import PersonErased


async def pinned(session, person):
    await session.execute(notice.insert().values(id=new_id(), club=new_id(), author=person))
    await session.commit()


async def test_a_person_is_shown_what_is_held_of_him_and_of_nobody_else(client, session, bearer):
    lou = new_id()
    await pinned(session, lou)
    await pinned(session, new_id())

    answer = await client.get("/me/export", headers=bearer(lou))

    assert len(answer.json()["notices"]) == 1
    assert answer.headers["cache-control"] == "no-store"


async def test_nobody_else_can_ask_for_it(client, bearer):
    assert (await client.get("/me/export")).status_code == 401
    assert (await client.get("/me/export", headers=bearer(scope="club:write"))).status_code == 403


async def test_an_erasure_that_is_heard_of_takes_his_and_leaves_the_rest(deliver, session):
    lou = new_id()
    await pinned(session, lou)
    await pinned(session, new_id())

    for _ in range(2):  # told twice, done once
        await deliver(PersonErased(id=lou, revision=1))

    assert await session.scalar(select(func.count()).select_from(notice)) == 1
    assert await session.scalar(select(func.count()).where(notice.c.author == lou)) == 0
