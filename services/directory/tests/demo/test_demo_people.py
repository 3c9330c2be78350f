"""The people of the demonstration act, ask and speak; and leave nothing behind when it goes."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from directory_factories import CENSUS, NOW, place
from mandated import mandate
from sqlalchemy import func, select

from chassis.ids import new_id
from contracts import directory as told
from contracts.directory import MandateGranted, MandateRevoked
from directory.demo.actions import load_demo, remove_demo
from directory.demo.invention import invent
from directory.demo.people import People
from directory.demo.words import Words
from directory.ecosystem import Ecosystem, EcosystemError
from directory.imports.ecosystem import enter_ecosystem
from directory.mandates.queries import held
from directory.places.actions import save_places
from directory.tables import Base, Favourite, Mandate, Membership, Network, Partner, Person, Place, Trait
from directory.territories.communes import Territories

ecosystem = Ecosystem.load(Path(__file__).parents[4] / "ecosystem" / "tiers-lieux")
people = People.load(ecosystem)
SMALL = invent(Words.load(ecosystem), ecosystem, Territories.load())[:30]
CAMILLE, NOUR, SACHA, DOMINIQUE, ALIX, LOU = (UUID(f"00000000-0000-4000-8000-00000000000{n}") for n in range(1, 7))
LATER = NOW + timedelta(days=1)


@pytest.fixture
async def entered(session):
    return await enter_ecosystem(session, ecosystem, now=NOW)


async def load(session, entered):
    return await load_demo(
        session, SMALL, networks=entered.networks, tools=entered.tools, now=NOW, beside_real=True, people=people
    )


@pytest.fixture
async def loaded(session, entered):
    await load(session, entered)
    await session.commit()
    return entered


async def acts_for(session, person):
    [one] = (await held(session, person)).mandates
    return one


async def test_each_acts_for_what_the_ecosystem_says(loaded, session):
    at, of, maker, funder, other = [await acts_for(session, one) for one in (CAMILLE, NOUR, SACHA, DOMINIQUE, ALIX)]

    assert [one.role for one in (at, of, maker, funder, other)] == ["steward", "steward", "editor", "steward", "member"]
    shown = await session.get(Place, at.organisation.id)
    region = await session.get(Network, of.organisation.id)
    assert shown.demo and region.kind == "regional"
    assert await session.get(Membership, {"place_id": shown.id, "network_id": region.id})
    assert (await session.get(Partner, funder.organisation.id)).kind == "funder"
    assert (await session.get(Place, other.organisation.id)).demo
    assert other.organisation != at.organisation


async def test_it_is_told_as_of_anybody_and_by_name_here_alone(loaded, session, emitted):
    granted = [fact for fact in await emitted() if isinstance(fact, MandateGranted)]

    assert Counter(fact.person for fact in granted) == dict.fromkeys((CAMILLE, NOUR, SACHA, DOMINIQUE, ALIX), 1)
    assert [type(fact) for fact in await emitted()].count(told.TestimonialPublished) == 2  # once more with its reply
    assert (await session.get(Person, CAMILLE)).name == "Camille Roche"


async def test_there_is_something_to_answer_and_to_read(loaded, session, client, bearer):
    mine = (await acts_for(session, CAMILLE)).organisation.id
    camille, nour = bearer(CAMILLE, name="Camille Roche"), bearer(NOUR, name="Nour Haddad")

    [asked] = (await client.get("/mandates/inbox", headers=camille)).json()["items"]
    assert (asked["person"]["name"], asked["role"]) == ("Lou Marchand", "editor")
    answer = await client.post(f"/mandates/{asked['id']}/grant", json={}, headers=camille)
    assert answer.json()["state"] == "granted"
    assert len((await client.get("/mandates/inbox", headers=nour)).json()["items"]) >= 1
    [said] = (await client.get(f"/places/{mine}/testimonials")).json()["items"]
    assert said["reply"]["text"].startswith("Merci Lou")
    [thread] = (await client.get(f"/places/{mine}/comments")).json()["items"]
    assert [one["author"]["name"] for one in thread["replies"]] == ["Camille Roche"]
    assert (await client.get(f"/places/{mine}/stewards")).json()["stewards"] == 1


async def test_loading_again_changes_nothing(loaded, session, emitted):
    facts, before = len(await emitted()), await rows(session)

    await load(session, loaded)

    assert (len(await emitted()), await rows(session)) == (facts, before)


async def test_what_was_decided_meanwhile_stays_when_it_is_loaded_again(loaded, session, client, bearer):
    camille = bearer(CAMILLE, name="Camille Roche")
    [asked] = (await client.get("/mandates/inbox", headers=camille)).json()["items"]
    await client.post(f"/mandates/{asked['id']}/refuse", json={"reason": "Plus tard"}, headers=camille)

    await load(session, loaded)

    assert (await client.get("/mandates/inbox", headers=camille)).json()["items"] == []


async def test_who_wished_to_be_forgotten_stays_so(entered, session, client, bearer):
    await client.delete("/me", headers=bearer(LOU, name="Lou Marchand"))

    await load(session, entered)

    assert await session.scalar(select(func.count()).where(Mandate.person_id == LOU)) == 0
    assert (await held(session, CAMILLE)).mandates


async def test_removing_leaves_no_row_behind_and_tells_that_nobody_acts_any_more(entered, session, emitted):
    before = await rows(session)
    await load(session, entered)
    await session.commit()
    earlier = len(await emitted())

    await remove_demo(session, now=LATER, people=people.ids)

    assert await rows(session) == before
    facts = (await emitted())[earlier:]
    revoked = [fact.person for fact in facts if isinstance(fact, MandateRevoked)]
    assert sorted(revoked) == [CAMILLE, NOUR, SACHA, DOMINIQUE, ALIX]
    assert [type(fact) for fact in facts].count(told.TestimonialWithdrawn) == 1
    assert [fact.state for fact in facts if type(fact).__name__ == "CommentChanged"] == ["withdrawn"] * 2
    first_revocation = next(n for n, fact in enumerate(facts) if isinstance(fact, MandateRevoked))
    assert first_revocation == 0


async def test_removing_takes_what_real_people_made_of_its_places_and_nothing_else(loaded, session, client, bearer):
    [real] = await save_places(session, [place(name="Le Vrai")], source=CENSUS, now=NOW)
    invented = await session.scalar(select(Place.id).where(Place.demo).limit(1))
    steward, visitor = await mandate(session, real.place_id, role="steward"), bearer(new_id(), name="Ode Réelle")
    await mandate(session, invented, role="steward")
    for one in (invented, real.place_id):
        await client.post(f"/places/{one}/comments", json={"body": "Bonjour"}, headers=visitor)
        await client.put(f"/me/favourites/place/{one}", headers=visitor)

    await remove_demo(session, now=LATER, people=people.ids)

    assert [one.organisation_id for one in await session.scalars(select(Mandate))] == [real.place_id]
    assert (await acts_for(session, steward)).organisation.id == real.place_id
    assert list(await session.scalars(select(Favourite.subject_id))) == [real.place_id]
    comment = Base.metadata.tables["comment"]
    assert list(await session.scalars(select(comment.c.subject_id))) == [real.place_id]


async def test_it_can_come_back(loaded, session):
    await remove_demo(session, now=LATER, people=people.ids)
    await load(session, loaded)

    assert (await acts_for(session, CAMILLE)).role == "steward"


def test_an_ecosystem_may_have_no_people_and_may_not_name_nobody(tmp_path):
    bare = ecosystem.model_copy(update={"folder": tmp_path})
    assert People.load(bare).people == ()
    (tmp_path / "people.toml").write_text('[[requests]]\nwho = "x"\nof = "y"\nrole = "member"\nword = "?"\n')
    with pytest.raises(EcosystemError, match="x, y"):
        People.load(bare)


async def rows(session):
    return {
        table.name: await session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if table is not Trait.__table__
    }
