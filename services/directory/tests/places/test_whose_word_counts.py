"""What is held of a place is what all statements about it come to."""

from datetime import date

from directory_factories import CENSUS, OLD_LIST, RENNES, THE_PLACE, place
from hypothesis import given
from hypothesis import strategies as st

from directory.places import rules
from directory.places.rules import Statement, Word, completeness, fingerprint, hear, settle
from directory.places.schemas import AddressDraft, LocationDraft, PlaceDraft
from directory.schemas import Source

sources = st.builds(
    Source,
    key=st.sampled_from(["a", "b", "c"]),
    date=st.dates(date(2015, 1, 1), date(2025, 1, 1)),
    given_by=st.just("import"),
)
texts = st.none() | st.sampled_from(["un", "deux", "trois"])
keys = st.none() | st.lists(st.sampled_from(["x", "y", "z"]), max_size=3).map(tuple)
locations = st.none() | st.builds(
    LocationDraft,
    latitude=st.sampled_from([48.0, 48.01, 43.0]),
    longitude=st.sampled_from([-1.0, 2.0]),
    precision=st.sampled_from(["address", "street", "commune", "approximate"]),
)
addresses = st.none() | st.builds(
    AddressDraft, street=texts, commune_code=st.sampled_from([None, "35238", "75056"]), postcode=texts
)
drafts = st.builds(
    PlaceDraft,
    external_id=st.sampled_from(["1", "2"]),
    name=st.sampled_from(["Ici", "Là"]),
    summary=texts,
    typologies=keys,
    labels=keys,
    address=addresses,
    location=locations,
    phone=texts,
)
said = st.lists(st.tuples(drafts, sources), min_size=1, max_size=8)


def hold(*spoken: tuple[PlaceDraft, Source]) -> dict[tuple[str, str], Statement]:
    statements: dict[tuple[str, str], Statement] = {}
    for draft, source in spoken:
        key = source.key, draft.external_id
        statements[key] = hear(statements.get(key), draft, source)
    return statements


def values(*spoken):
    return settle(hold(*spoken).values())[0]


@given(said, drafts)
def test_what_the_place_gave_survives_any_sequence_of_imports(imports, given_draft):
    own = given_draft.model_dump(mode="json", exclude_none=True, include=set(rules.FIELDS))
    for order in ([(given_draft, THE_PLACE), *imports], [*imports, (given_draft, THE_PLACE)]):
        held = values(*order)
        assert {field: held[field] for field in own} == own


@given(said)
def test_saying_it_again_changes_nothing(imports):
    statements = hold(*imports)
    again = dict(statements)
    for draft, source in imports:
        key = source.key, draft.external_id
        again[key] = hear(again[key], draft, source)
    if len({(one[1].date, one[1].key, one[0].external_id) for one in imports}) == len(imports):
        assert settle(again.values()) == settle(statements.values())


@given(said)
def test_silence_never_erases(imports):
    known: set[str] = set()
    for end in range(1, len(imports) + 1):
        held = set(values(*imports[:end]))
        assert known <= held
        known = held


@given(said, st.randoms())
def test_the_order_in_which_sources_are_imported_does_not_matter(imports, chance):
    one_edition_each = {(source.key, draft.external_id): (draft, source) for draft, source in imports}
    spoken = list(one_edition_each.values())
    shuffled = chance.sample(spoken, len(spoken))
    assert settle(hold(*spoken).values()) == settle(hold(*shuffled).values())


@given(said)
def test_each_known_value_has_its_source(imports):
    held, origins = settle(hold(*imports).values())
    assert [rules.FIELDS[field] for field in rules.FIELDS if field in held] == [one["field"] for one in origins]


def test_the_later_word_counts():
    old, new = place(summary="Avant"), place(summary="Après")
    for order in ([(old, OLD_LIST), (new, CENSUS)], [(new, CENSUS), (old, OLD_LIST)]):
        held, origins = settle(hold(*order).values())
        assert held["summary"] == "Après"
        assert {"field": "summary", "source": "census", "date": "2023-06-01", "given_by": "import"} in origins


def test_labels_of_several_sources_add_up_but_a_place_speaks_for_itself():
    manufacture, micro = place(labels=("manufacture",)), place(labels=("micro-folie", "manufacture"))
    assert values((manufacture, OLD_LIST), (micro, CENSUS))["labels"] == ["micro-folie", "manufacture"]
    own = place(labels=("fabrique",))
    assert values((manufacture, OLD_LIST), (own, THE_PLACE), (micro, CENSUS))["labels"] == ["fabrique"]


def test_two_towns_are_never_mixed_in_one_address():
    with_street = place(address=RENNES)
    moved = place(address=AddressDraft(commune_code="35047", commune="Bruz"))
    address = values((with_street, OLD_LIST), (moved, CENSUS))["address"]
    assert (address["commune"], address.get("street")) == ("Bruz", None)


def test_an_address_is_completed_by_another_source_in_the_same_town():
    vague = place(address=AddressDraft(commune_code="35238", commune="Rennes"))
    address = values((place(address=RENNES), OLD_LIST), (vague, CENSUS))["address"]
    assert address["street"] == "1 rue du Port"


def test_a_sharper_position_nearby_is_kept_but_a_move_is_believed():
    door = place(location=LocationDraft(latitude=48.11, longitude=-1.68, precision="address"))
    middle = place(location=LocationDraft(latitude=48.12, longitude=-1.67, precision="commune"))
    elsewhere = place(location=LocationDraft(latitude=43.3, longitude=5.4, precision="commune"))
    assert values((door, OLD_LIST), (middle, CENSUS))["location"]["precision"] == "address"
    assert values((door, OLD_LIST), (elsewhere, CENSUS))["location"]["latitude"] == 43.3


def test_a_demonstration_gives_way_to_anyone():
    demo = Source(key="demo", date=date(2030, 1, 1), given_by="demo")
    assert values((place(name="Imaginaire"), demo), (place(name="Réel"), OLD_LIST))["name"] == "Réel"


def test_a_statement_keeps_the_date_of_each_word():
    older, newer = place(external_id="1", phone="1"), place(external_id="1", summary="s")
    statement = hear(hear(None, older, OLD_LIST), newer, OLD_LIST.model_copy(update={"date": date(2021, 1, 1)}))
    assert statement.words["phone"] == Word("1", date(2019, 1, 1))
    assert statement.words["summary"].date == date(2021, 1, 1)


def test_completeness_counts_what_a_visitor_may_expect():
    assert completeness({}) == 0
    known = values(
        (
            place(
                summary="s", bearer_name="b", bearer_legal_form="scic", email="a@b.fr", website="https://a.fr/",
                opening_hours="Mo-Fr", total_m2=10, founded="2015",
            ),
            CENSUS,
        )
    )  # fmt: skip
    assert completeness(known) == 100
    assert completeness(known | {"summary": None}) == 91


def test_a_draft_is_recognised_with_its_source_and_edition():
    draft = place()
    assert fingerprint(draft, CENSUS) == fingerprint(draft.model_copy(), CENSUS.model_copy())
    others = {fingerprint(draft, OLD_LIST), fingerprint(draft.model_copy(update={"phone": "1"}), CENSUS)}
    assert fingerprint(draft, CENSUS) not in others
