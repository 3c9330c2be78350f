from datetime import timedelta

from directory_factories import CENSUS, NOW, OLD_LIST, place
from sqlalchemy import select, update

from directory.duplicates.actions import suspect_duplicates
from directory.duplicates.queries import unsettled
from directory.places.actions import close_places, save_places
from directory.places.schemas import LocationDraft
from directory.schemas import Source
from directory.tables import SuspectedDuplicate
from directory.territories.communes import Territories

territories = Territories.load()
LATER = NOW + timedelta(days=1)
ELSEWHERE = LocationDraft(latitude=48.12, longitude=-1.66, precision="address")


async def twins(session):
    drafts = [place(name="Le Dojo", external_id="a"), place(name="le dojo", external_id="b", location=ELSEWHERE)]
    return [saved.place_id for saved in await save_places(session, drafts, source=CENSUS, now=NOW)]


async def test_what_may_be_one_is_kept_for_a_person_and_nothing_is_merged(session):
    places = await twins(session)

    assert await suspect_duplicates(session, places, territories=territories, now=NOW) == 1

    [pair] = await unsettled(session)
    assert {pair.a, pair.b} == set(places)
    assert pair.reasons[0] == "same_name"
    assert {pair.a_commune, pair.b_commune} == {"Rennes"}


async def test_looking_again_finds_the_same_and_remembers_when_it_was_found(session):
    places = await twins(session)
    for now in (NOW, LATER):
        await suspect_duplicates(session, places, territories=territories, now=now)

    [pair] = await unsettled(session)
    assert pair.found_at == NOW


async def test_what_a_person_settled_stays_settled(session):
    places = await twins(session)
    await suspect_duplicates(session, places, territories=territories, now=NOW)
    await session.execute(update(SuspectedDuplicate).values(settled_at=NOW))

    await suspect_duplicates(session, places, territories=territories, now=LATER)

    assert await unsettled(session) == []
    assert await session.scalar(select(SuspectedDuplicate.settled_at)) == NOW


async def test_a_suspicion_that_no_longer_holds_is_forgotten(session):
    places = await twins(session)
    await suspect_duplicates(session, places, territories=territories, now=NOW)
    renamed = place(name="La Girouette", external_id="b", location=ELSEWHERE)
    await save_places(session, [renamed], source=CENSUS, now=LATER)

    assert await suspect_duplicates(session, places, territories=territories, now=LATER) == 0
    assert await unsettled(session) == []


async def test_closed_places_and_invented_ones_are_not_suspected(session):
    [one, _] = await twins(session)
    await close_places(session, [one], source=OLD_LIST, now=NOW)
    demo = Source(key="demo", date=CENSUS.date, given_by="demo")
    [invented] = await save_places(session, [place(name="Le Dojo")], source=demo, now=NOW)

    assert await suspect_duplicates(session, [one, invented.place_id], territories=territories, now=NOW) == 0


async def test_it_takes_as_many_statements_for_many_as_for_few(session, queries):
    places = await twins(session)
    with queries() as few:
        await suspect_duplicates(session, places, territories=territories, now=NOW)
    drafts = [place(name=f"Le Lieu {n % 30}") for n in range(120)]
    many = [saved.place_id for saved in await save_places(session, drafts, source=CENSUS, now=NOW)]
    with queries() as statements:
        found = await suspect_duplicates(session, many, territories=territories, now=NOW)

    assert found > 100
    assert len(statements) == len(few)
