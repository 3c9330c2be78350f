"""Several people at work on the same place, through the door."""

import asyncio
import random
from collections import Counter
from datetime import date, timedelta

import pytest
from directory_factories import CENSUS, NOW, place
from mandated import mandate
from sqlalchemy import func, select, text

from chassis import database, migrations
from chassis.ids import new_id
from directory.places import queries, rules
from directory.places.actions import save_places
from directory.places.schemas import PlaceWords
from directory.schemas import Source
from directory.tables import Correction, Mandate, Place, PlaceChange, PlaceDocument, PlaceOrigin

NEW = {"name": "La Grange", "address": {"commune_code": "35238"}}
TABLES = "place, network, person, mandate, outbox, trait, correction, addition"


@pytest.fixture(scope="session")
def busy_url(service, fresh_database):
    url = fresh_database("busy")
    migrations.upgrade(service, url)
    return url


@pytest.fixture
async def sessions(busy_url):
    sessions = database.connect(busy_url, pool_size=8)
    async with sessions.begin() as session:
        await session.execute(text(f"truncate {TABLES} cascade"))
    yield sessions
    await database.engine_of(sessions).dispose()


@pytest.fixture
async def known(session):
    [saved] = await save_places(session, [place(external_id="1", name="La Ruche")], source=CENSUS, now=NOW)
    await session.commit()
    return saved.place_id


async def announced(session, topic):
    return await session.scalar(text(f"select count(*) from outbox where subject like 'directory.{topic}.v1.%'"))


async def test_of_many_edits_of_one_revision_one_is_made(client, session, bearer, known):
    headers = [bearer(await mandate(session, known)) | {"if-match": '"1"'} for _ in range(6)]
    answers = await asyncio.gather(
        *(client.patch(f"/places/{known}", json={"summary": f"Le {n}e"}, headers=one) for n, one in enumerate(headers))
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 5}
    assert await session.scalar(select(func.count()).select_from(PlaceChange)) == 1


@pytest.mark.parametrize("number", range(3))
async def test_confirmed_twice_at_once_it_is_published_once(client, session, bearer, number):
    adder = new_id()
    place_id = (await client.post("/places", json=NEW, headers=bearer(adder))).json()["id"]
    url = f"/places/{place_id}/confirmations"
    moderators = [bearer(roles=("moderator",)) for _ in range(4)]
    answers = await asyncio.gather(*(client.post(url, json={}, headers=one) for one in moderators))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 3}
    assert await announced(session, "place.changed") == 1
    mandates = (await session.scalars(select(Mandate))).all()
    assert [(one.person_id, one.role, one.state) for one in mandates] == [(adder, "steward", "granted")]
    assert await session.scalar(select(Place.revision)) == 2


async def test_two_stewards_at_once_are_two(client, session, bearer):
    place_id = (await client.post("/places", json=NEW, headers=bearer())).json()["id"]
    drafts = [place(), place()]
    saved = await save_places(session, drafts, source=CENSUS, now=NOW)
    stewards = [bearer(await mandate(session, one.place_id, role="steward")) for one in saved]
    url = f"/places/{place_id}/confirmations"
    answers = await asyncio.gather(*(client.post(url, json={}, headers=one) for one in stewards))
    assert sorted((answer.json()["state"], answer.json()["confirmations"]) for answer in answers) == [
        ("draft", 1),
        ("published", 2),
    ]
    assert (await client.get(f"/places/{place_id}")).status_code == 200


async def test_one_steward_twice_at_once_is_one(client, session, bearer):
    place_id = (await client.post("/places", json=NEW, headers=bearer())).json()["id"]
    [own] = await save_places(session, [place()], source=CENSUS, now=NOW)
    headers = bearer(await mandate(session, own.place_id, role="steward"))
    url = f"/places/{place_id}/confirmations"
    answers = await asyncio.gather(*(client.post(url, json={}, headers=headers) for _ in range(3)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 2}
    assert (await client.get(f"/places/{place_id}")).status_code == 404


async def test_confirmed_and_rejected_at_once_it_is_one_of_both(client, session, bearer):
    for _ in range(4):
        place_id = (await client.post("/places", json=NEW, headers=bearer())).json()["id"]
        moderators = [bearer(roles=("moderator",)) for _ in range(2)]
        confirmed, rejected = await asyncio.gather(
            client.post(f"/places/{place_id}/confirmations", json={}, headers=moderators[0]),
            client.post(f"/places/{place_id}/rejection", json={"reason": "Non"}, headers=moderators[1]),
        )
        assert sorted([confirmed.status_code, rejected.status_code]) == [200, 409]
        shown = (await client.get(f"/places/{place_id}")).status_code
        assert shown == (200 if confirmed.status_code == 200 else 404)


async def test_two_people_who_add_the_same_name_at_once_get_two_addresses(client, session, bearer):
    answers = await asyncio.gather(*(client.post("/places", json=NEW, headers=bearer()) for _ in range(5)))
    assert sorted(answer.json()["slug"] for answer in answers) == [
        "la-grange-rennes",
        *(f"la-grange-rennes-{number}" for number in range(2, 6)),
    ]


@pytest.mark.parametrize("number", range(4))
async def test_accepted_and_withdrawn_at_once_it_is_one_of_both(client, session, bearer, known, number):
    proposer, editor = new_id(), bearer(await mandate(session, known))
    body = {"changes": {"summary": "Autre"}}
    made = (await client.post(f"/places/{known}/corrections", json=body, headers=bearer(proposer))).json()
    url = f"/corrections/{made['id']}"
    accepted, again, withdrawn = await asyncio.gather(
        client.post(f"{url}/accept", json={"fields": None}, headers=editor),
        client.post(f"{url}/accept", json={"fields": None}, headers=editor),
        client.post(f"{url}/withdraw", headers=bearer(proposer)),
    )
    assert sorted([accepted.status_code, again.status_code, withdrawn.status_code]) == [200, 409, 409]
    state = await session.scalar(select(Correction.state))
    assert state == ("withdrawn" if withdrawn.status_code == 200 else "accepted")
    summary = (await client.get(f"/places/{known}")).json()["summary"]
    assert summary == ("Autre" if state == "accepted" else None)


async def test_edits_corrections_and_lists_at_once_come_to_what_all_have_said(client, session, sessions, bearer, known):
    editor, proposer = bearer(await mandate(session, known)), new_id()
    rows = [
        PlaceOrigin(source=f"s{n}", external_id="1", place_id=known, given_by="import", said={}, row_hash="")
        for n in range(3)
    ]
    session.add_all(rows)
    await session.commit()

    async def do_something(number):
        chance = random.Random(number)
        field, value = chance.choice([("summary", f"Le {number}e"), ("phone", None), ("total_m2", number + 1)])
        match chance.randrange(3):
            case 0:
                headers = editor | {"if-match": "*"}
                return (await client.patch(f"/places/{known}", json={field: value}, headers=headers)).status_code
            case 1:
                source = CENSUS.model_copy(update={"key": f"s{number % 3}", "date": date(2024, 1, 1 + number % 28)})
                draft = place(external_id="1", summary=f"Liste {number}", total_m2=1000 + number)
                async with sessions.begin() as own:
                    await save_places(own, [draft], source=source, now=NOW + timedelta(seconds=number))
                return 200
            case _:
                body = {"changes": {"description": f"Proposé {number}"}}
                made = await client.post(f"/places/{known}/corrections", json=body, headers=bearer(proposer))
                if made.status_code != 201:
                    return made.status_code
                url = f"/corrections/{made.json()['id']}/accept"
                return (await client.post(url, json={"fields": ["description"]}, headers=editor)).status_code

    outcomes = Counter(await asyncio.gather(*map(do_something, range(40))))
    assert set(outcomes) <= {200, 409}  # at most five corrections of one person wait
    async with sessions() as fresh:
        row = (await fresh.execute(select(Place.__table__))).mappings().one()
        heard = await queries.statements(fresh, [known])
        assert rules.revised(row, heard[known].values()) == {}
        document = await fresh.get_one(PlaceDocument, known)
        assert f'"revision":{row["revision"]},' in document.document
        revisions = (await fresh.scalars(select(PlaceChange.revision).order_by(PlaceChange.revision))).all()
        assert revisions == list(range(2, row["revision"] + 1))


async def test_a_list_that_waits_for_an_edit_hears_what_it_said(session, sessions, known):
    own = Source(key="place", date=date(2026, 1, 1), given_by="place")
    words = PlaceWords(external_id=str(known), state="draft", summary="Une ruche", without=("website",))
    listed = place(external_id="1", name="La Ruche", summary="Liste", website="https://liste.example/")
    later = CENSUS.model_copy(update={"date": date(2025, 1, 1)})
    async with sessions.begin() as editing:
        await save_places(editing, [words], source=own, now=NOW)

        async def bring_in():
            async with sessions.begin() as importing:
                await save_places(importing, [listed], source=later, now=NOW)

        waiting = asyncio.create_task(bring_in())
        await until_somebody_waits(session)
    await waiting
    async with sessions() as fresh:
        row = (await fresh.execute(select(Place.summary, Place.website))).one()
    assert row == ("Une ruche", None)


async def until_somebody_waits(session):
    while not await session.scalar(text("select count(*) from pg_locks where not granted")):
        await asyncio.sleep(0.01)
