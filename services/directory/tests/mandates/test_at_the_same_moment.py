"""Several people decide at the same moment: what comes out is what would have come out one after the other."""

import asyncio

import httpx2
import pytest
from acting import mandate
from directory_factories import CENSUS, NOW, place
from sqlalchemy import select, text

from chassis import database, migrations
from chassis.ids import new_id
from chassis.service import api
from directory.mandates.queries import has_steward
from directory.places.actions import save_places
from directory.tables import Erasure, Invitation, Mandate, MandateStep, Person

TURNS = 8  # each race is run so often


@pytest.fixture(scope="session")
def raced_url(service, fresh_database):
    url = fresh_database("raced")
    migrations.upgrade(service, url)
    return url


@pytest.fixture
async def sessions(raced_url):
    sessions = database.connect(raced_url, pool_size=12)
    async with sessions.begin() as session:
        await session.execute(text("truncate place, mandate, invitation, person, erasure, outbox cascade"))
    yield sessions
    await database.engine_of(sessions).dispose()


@pytest.fixture
async def client(service, settings, sessions):
    app = api(service, settings)

    async def stated(scope, receive, send):
        scope.setdefault("state", {}).update(sessions=sessions, settings=settings)
        await app(scope, receive, send)

    transport = httpx2.ASGITransport(app=stated, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
async def here(sessions):
    async with sessions.begin() as session:
        [saved] = await save_places(session, [place()], source=CENSUS, now=NOW)
    return saved.place_id


@pytest.fixture
def team(sessions, bearer, here):
    """A function: people who hold these roles for the place; (mandate, headers, person) of each."""

    async def team(*roles):
        found = []
        async with sessions.begin() as session:
            for role in roles:
                person, name = new_id(), f"{role} {len(found)}"
                held = mandate(person, role, "place", here)
                held.id = new_id()
                session.add_all([held, Person(id=person, name=name, created_at=NOW, seen_at=NOW)])
                found.append((held.id, bearer(person, name=name), person))
        return found

    return team


@pytest.fixture
def ask(client, bearer, here):
    async def ask(role="steward"):
        headers = bearer(name="Lou Marchand")
        to = {"organisation_kind": "place", "organisation_id": str(here), "role": role}
        answer = await client.post("/mandates", json=to, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"], headers

    return ask


async def together(*requests):
    return sorted(answer.status_code for answer in await asyncio.gather(*requests))


async def look(sessions, statement):
    async with sessions() as session:
        return (await session.execute(statement)).all()


async def test_a_request_is_granted_once(client, sessions, ask, bearer):
    moderators = [bearer(name="Morgan", roles=("moderator",)) for _ in range(4)]
    for _ in range(TURNS):
        asked, _ = await ask()
        path = f"/mandates/{asked}/grant"
        assert await together(*(client.post(path, headers=one) for one in moderators)) == [200, 409, 409, 409]
        steps = await look(sessions, select(MandateStep.action).where(MandateStep.mandate_id == asked))
        assert sorted(step.action for step in steps) == ["granted", "requested"]


async def test_a_request_is_granted_or_withdrawn(client, sessions, ask, bearer):
    moderator = bearer(name="Morgan", roles=("moderator",))
    for _ in range(TURNS):
        asked, owner = await ask()
        path = f"/mandates/{asked}"
        racing = client.post(f"{path}/grant", headers=moderator), client.post(f"{path}/withdraw", headers=owner)
        assert await together(*racing) == [200, 409]


@pytest.mark.parametrize("how", ["resign", "erase", "each revokes the other"])
async def test_two_stewards_never_leave_in_silence(client, sessions, team, here, how):
    for _ in range(TURNS):
        (first, one, _), (second, other, _) = await team("steward", "steward")
        if how == "resign":
            racing = [client.post(f"/mandates/{m}/resign", headers=who) for m, who in ((first, one), (second, other))]
            assert await together(*racing) == [200, 409]
        elif how == "erase":
            assert await together(*(client.delete("/me", headers=who) for who in (one, other))) == [202, 202]
        else:
            pairs, why = ((second, one), (first, other)), {"reason": "?"}
            racing = [client.post(f"/mandates/{m}/revoke", json=why, headers=who) for m, who in pairs]
            assert await together(*racing) == [200, 403]  # the other one has no right any more
        async with sessions() as session:
            alone = not await has_steward(session, "place", here)
        left = select(MandateStep.id).where(MandateStep.action == "without_successor")
        assert alone == bool(await look(sessions, left)) == (how == "erase")
        async with sessions.begin() as session:
            await session.execute(text("truncate mandate cascade"))


async def test_a_steward_leaves_while_he_hands_over(client, sessions, team, here):
    for _ in range(TURNS):
        (first, one, _), (second, _, _) = await team("steward", "editor")
        hands = client.post(f"/mandates/{first}/transfer", json={"to": str(second)}, headers=one)
        statuses = await together(hands, client.post(f"/mandates/{first}/resign", headers=one))
        assert statuses == [200, 409]
        async with sessions() as session:
            assert await has_steward(session, "place", here)
        async with sessions.begin() as session:
            await session.execute(text("truncate mandate cascade"))


async def test_a_link_is_taken_by_one(client, sessions, team, here, bearer):
    [(_, steward, _)] = await team("steward")
    to = {"organisation_kind": "place", "organisation_id": str(here), "role": "editor"}
    for _ in range(TURNS):
        token = (await client.post("/invitations", json=to, headers=steward)).json()["token"]
        path = f"/invitations/by-token/{token}/acceptance"
        racing = [client.post(path, headers=bearer(name=f"Lou {number}")) for number in range(4)]
        assert await together(*racing) == [201, 404, 404, 404]
    taken = await look(sessions, select(Mandate.id).where(Mandate.role == "editor", Mandate.state == "granted"))
    assert len(taken) == len(await look(sessions, select(Invitation.id))) == TURNS


async def test_one_asks_once_however_often_one_clicks(client, here, bearer):
    headers = bearer(name="Lou Marchand")
    to = {"organisation_kind": "place", "organisation_id": str(here), "role": "editor"}
    asking = [client.post("/mandates", json=to, headers=headers) for _ in range(4)]
    assert await together(*asking) == [201, 409, 409, 409]


async def test_what_somebody_does_while_he_is_erased_leaves_nothing(client, sessions, team, here):
    for _ in range(TURNS):
        [(_, headers, person)] = await team("editor")
        writing = [
            client.put(f"/me/favourites/place/{here}", headers=headers),
            client.post(f"/places/{here}/comments", json={"body": "Encore"}, headers=headers),
            client.post(f"/places/{here}/comments", json={"body": "Toujours"}, headers=headers),
        ]
        answers = await asyncio.gather(*writing[:1], client.delete("/me", headers=headers), *writing[1:])
        assert {answer.status_code for answer in answers} <= {201, 202, 204, 401}, [one.text for one in answers]
        async with sessions() as session:
            assert await session.get(Erasure, person)
            assert await session.get(Person, person) is None
            for query in ("select 1 from favourite where person_id = :p", "select 1 from comment where author_id = :p"):
                assert await session.scalar(text(query), {"p": person}) is None
