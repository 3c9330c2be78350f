from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from directory_factories import CENSUS, NOW, place
from sqlalchemy import func, select

from contracts.directory import PlaceChanged, PlaceClosed, UsageDeclared, UsageWithdrawn
from directory.demo.actions import RealPlacesThere, load_demo, remove_demo
from directory.demo.communes import at, of
from directory.demo.invention import invent
from directory.demo.words import Words
from directory.ecosystem import Ecosystem
from directory.imports.ecosystem import enter_ecosystem
from directory.places.actions import save_places
from directory.tables import Base, Membership, Network, Place, Tool, Trait, Usage
from directory.territories.communes import Territories

territories = Territories.load()
ecosystem = Ecosystem.load(Path(__file__).parents[4] / "ecosystem" / "tiers-lieux")
words = Words.load(ecosystem)
invented = invent(words, ecosystem, territories)
SMALL = invented[:30]


@pytest.fixture
async def entered(session):
    return await enter_ecosystem(session, ecosystem, now=NOW)


async def load(session, entered, **options):
    return await load_demo(
        session, options.pop("places", SMALL), networks=entered.networks, tools=entered.tools, now=NOW, **options
    )


def test_it_is_the_same_each_time():
    assert invent(words, ecosystem, territories) == invented


def test_it_covers_all_of_france_and_every_kind_of_place():
    regions = Counter(one.draft.address.region_code for one in invented)

    assert len(invented) == 300
    assert {"01", "02", "03", "04", "06", "94", "975", "988"} <= regions.keys()
    assert min(regions[code] for code in regions if len(code) == 2) >= 7
    assert len({key for one in invented for key in one.draft.typologies}) >= 15
    assert len({one.draft.name for one in invented}) == 300


def test_every_invented_place_stands_in_its_commune():
    for one in invented:
        commune = territories.commune(one.draft.address.commune_code)
        assert one.draft.address.postcode in commune.postcodes
        if one.draft.location:
            assert abs(one.draft.location.latitude - commune.latitude) < 0.01


def test_usages_are_plausible():
    usages = [(one, usage) for one in invented for usage in one.usages]

    assert 1_200 < len(usages) < 1_800
    assert all(len({usage.tool for usage in one.usages}) == len(one.usages) for one in invented)
    for one, usage in usages:
        if one.draft.founded and usage.since:
            assert usage.since[:4] >= one.draft.founded[:4]
    assert {usage.tool for _, usage in usages} == {habit.tool for habit in words.usages}


def test_some_things_nobody_said():
    for field in ("total_m2", "founded", "opening_hours", "email", "location", "description"):
        known = sum(getattr(one.draft, field) is not None for one in invented)
        assert 90 < known < 300, field
    satisfactions = [usage.satisfaction for one in invented for usage in one.usages]
    assert 0.6 < sum(value is not None for value in satisfactions) / len(satisfactions) < 0.8


def test_no_address_leads_to_anyone():
    for one in invented:
        assert one.draft.email is None or one.draft.email.endswith(".example")
        assert one.draft.website is None or one.draft.website.endswith(".example")
        assert all(".example/" in link.url for link in one.draft.links or ())
        assert one.draft.phone is None or one.draft.phone[:8] in {
            "+3319900",
            "+3326191",
            "+3335301",
            "+3346571",
            "+3353649",
            "+3363998",
        }


def test_texts_are_finished_sentences():
    for one in invented:
        for text in filter(None, (one.draft.summary, one.draft.description)):
            assert "{" not in text
            assert "de une" not in text
            assert text.endswith(".")


def test_prepositions_are_french():
    assert [at("Lyon"), at("Le Havre"), at("Les Abymes"), at("La Rochelle")] == [
        "à Lyon",
        "au Havre",
        "aux Abymes",
        "à La Rochelle",
    ]
    assert [of("Lyon"), of("Angers"), of("Le Havre"), of("Évry")] == ["de Lyon", "d'Angers", "du Havre", "d'Évry"]


async def test_it_is_marked_in_every_document_and_told_to_everyone(session, entered, emitted):
    loaded = await load(session, entered)

    facts = [fact for fact in await emitted() if isinstance(fact, PlaceChanged | UsageDeclared)]
    assert all(fact.demo for fact in facts)
    assert loaded.places == loaded.new_places == len(SMALL)
    assert len([fact for fact in facts if isinstance(fact, UsageDeclared)]) == loaded.usages
    assert await session.scalar(select(func.count()).select_from(Membership)) > 10


async def test_loading_again_changes_nothing(session, entered, emitted):
    await load(session, entered)
    told = len(await emitted())

    again = await load(session, entered)

    assert again.new_places == 0
    assert len(await emitted()) == told


async def test_it_keeps_out_where_real_places_are_unless_told_to_stay(session, entered):
    await save_places(session, [place()], source=CENSUS, now=NOW)

    with pytest.raises(RealPlacesThere):
        await load(session, entered)
    assert (await load(session, entered, beside_real=True)).new_places == len(SMALL)


async def test_removing_takes_exactly_the_demonstration_and_tells_the_followers(session, entered, emitted):
    [real] = await save_places(session, [place(name="Le Vrai")], source=CENSUS, now=NOW)
    loaded = await load(session, entered, beside_real=True)
    told = len(await emitted())

    assert await remove_demo(session, now=NOW + timedelta(days=1)) == len(SMALL)

    last = (await emitted())[told:]
    assert Counter(type(fact) for fact in last) == {PlaceClosed: len(SMALL), UsageWithdrawn: loaded.usages}
    assert all(fact.demo and fact.state == "closed" for fact in last if isinstance(fact, PlaceClosed))
    assert list(await session.scalars(select(Place.id))) == [real.place_id]
    assert await session.scalar(select(func.count()).select_from(Usage)) == 0
    assert await session.scalar(select(func.count()).select_from(Tool)) == len(ecosystem.tools)
    assert await session.scalar(select(func.count()).select_from(Network)) == len(ecosystem.networks)


async def test_removing_leaves_no_row_behind(session, entered):
    before = await rows(session)
    await load(session, entered)
    await remove_demo(session, now=NOW)

    assert await rows(session) == before


async def test_removing_nothing_is_fine_and_it_can_come_back(session, entered):
    assert await remove_demo(session, now=NOW) == 0
    await load(session, entered)
    await remove_demo(session, now=NOW)
    assert (await load(session, entered)).new_places == len(SMALL)


async def rows(session):
    """How many rows each table has; a trait's code is a word learnt, and stays."""
    return {
        table.name: await session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if table is not Trait.__table__
    }
