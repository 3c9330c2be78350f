"""A place says that it has none of something: known for good, whatever lists say, in whatever order they come."""

import random
from datetime import date, timedelta

import pytest
from directory_factories import AT_RENNES, CENSUS, NOW, RENNES, place
from hypothesis import given
from hypothesis import strategies as st

from directory.places import rules
from directory.places.actions import save_places
from directory.places.rules import OWN, completeness, hear, settle
from directory.places.schemas import PlaceWords
from directory.schemas import Source
from directory.tables import Place, PlaceOrigin

FIRST = date(2026, 1, 1)
GIVEN = {
    "summary": ("un", "deux"),
    "website": ("https://a.fr/", "https://b.fr/"),
    "labels": (("x",), ("y", "x")),
    "address": (RENNES, RENNES.model_copy(update={"street": None})),
    "location": (AT_RENNES, AT_RENNES.model_copy(update={"precision": "commune"})),
    "total_m2": (10, 20),
}
NEVER_NONE = {"address"}


@st.composite
def edits(draw):
    """What a place says one day: some values, and of some things that it has none."""
    said = {}
    without = []
    for field, values in GIVEN.items():
        choice = draw(st.sampled_from(["silent", "none", *range(len(values))]))
        if choice == "none" and field not in NEVER_NONE:
            without.append(field)
        elif isinstance(choice, int):
            said[field] = values[choice]
    return PlaceWords(external_id="self", state="draft", without=tuple(without), **said)


@st.composite
def lists(draw):
    """What a list says: some values; nothing where it is silent, and never a none."""
    said = {
        field: values[choice]
        for field, values in GIVEN.items()
        if (choice := draw(st.sampled_from([None, *range(len(values))]))) is not None
    }
    source = Source(key=draw(st.sampled_from("abc")), date=draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))))
    return PlaceWords(external_id=draw(st.sampled_from("12")), **said), source


def own(day):
    return Source(key=OWN, date=FIRST + timedelta(days=day), given_by="place")


def come_to(spoken):
    statements = {}
    for draft, source in spoken:
        key = source.key, draft.external_id
        statements[key] = hear(statements.get(key), draft, source)
    return settle(statements.values())


@given(st.lists(edits(), max_size=5), st.lists(lists(), max_size=6), st.randoms())
def test_edits_and_lists_in_any_order_come_to_the_same(said, imported, chance):
    """Edits among themselves stay in their order, for the later is the place's word; a list comes when it comes."""
    one_edition_each = list({(source.key, one.external_id): (one, source) for one, source in imported}.values())
    spoken = [(one, own(day)) for day, one in enumerate(said)]
    mixed = one_edition_each + spoken
    for _ in range(3):
        order = sorted(chance.sample(range(len(mixed)), len(mixed)))
        slots = sorted(chance.sample(order, len(spoken)))
        rest = chance.sample(one_edition_each, len(one_edition_each))
        shuffled = [spoken[slots.index(at)] if at in slots else rest.pop() for at in order]
        assert come_to(shuffled) == come_to(mixed)


@given(st.lists(edits(), min_size=1, max_size=5), st.lists(lists(), max_size=6))
def test_the_last_thing_that_a_place_says_of_a_field_is_what_is_held(said, imported):
    values, sources = come_to([*((one, own(day)) for day, one in enumerate(said)), *imported])
    givers = {one["field"]: one["given_by"] for one in sources}
    for field in GIVEN:
        spoken = [one for one in said if field in one.without or getattr(one, field) is not None]
        if spoken:
            last = spoken[-1].model_dump(mode="json", exclude_none=True).get(field)
            assert values[field] == last
            assert givers[rules.FIELDS[field]] == "place"


def test_a_list_cannot_say_that_there_is_none():
    draft = PlaceWords(external_id="1", without=("summary", "website"))
    assert come_to([(draft, CENSUS)]) == ({}, [])


def test_none_is_told_from_unknown():
    unknown, _ = come_to([(PlaceWords(external_id="1"), own(0))])
    none, sources = come_to([(PlaceWords(external_id="1", without=("website",)), own(0))])
    assert (unknown, none) == ({}, {"website": None})
    assert [one["field"] for one in sources] == ["website"]
    assert rules.columns(unknown) == rules.columns(none)
    assert completeness(none) > completeness(unknown)


def test_that_a_place_says_nothing_of_itself_is_no_answer():
    none = dict.fromkeys(("summary", "description", "typologies"))
    assert completeness(none) == 0


def test_one_of_two_ways_to_reach_it_is_still_unknown():
    assert completeness({"email": None}) == 0
    assert completeness({"email": None, "phone": None}) > 0
    assert completeness({"email": None, "phone": "+33299010203"}) > 0


@pytest.mark.parametrize("number", range(12))
async def test_what_is_held_in_the_database_is_what_all_of_it_comes_to_from_scratch(session, number):
    """Through the actions: a place, its edits and its lists, in an order drawn by chance."""
    chance = random.Random(number)
    first = place(name="La Ruche", address=None, location=None, typologies=None)
    [saved] = await save_places(session, [first], source=CENSUS, now=NOW)
    keys = [(f"list-{one}", f"{one}-{number}") for one in "bc"]
    session.add_all(
        PlaceOrigin(source=source, external_id=row, place_id=saved.place_id, given_by="import", said={}, row_hash="")
        for source, row in keys
    )
    await session.flush()
    spoken = [(first, CENSUS)]
    for day in range(6):
        said = {field: chance.choice(values) for field, values in GIVEN.items() if chance.random() < 0.4}
        if chance.random() < 0.5:
            without = tuple(field for field in GIVEN if field not in said | {"address": 1} and chance.random() < 0.4)
            draft = PlaceWords(external_id=str(saved.place_id), state="draft", without=without, **said)
            source = own(day)
        else:
            key, row = chance.choice(keys)
            draft, source = PlaceWords(external_id=row, **said), Source(key=key, date=date(2020 + day, 1, 1))
        spoken.append((draft, source))
        await save_places(session, [draft], source=source, now=NOW + timedelta(days=day))
    values, sources = come_to(spoken)
    row = await session.get(Place, saved.place_id, populate_existing=True)
    held = {name: getattr(row, name) for name in rules.columns(values)}
    assert (held, row.sources, row.completeness) == (rules.columns(values), sources, completeness(values))
