import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.imports.rules import stable_id, understand
from directory.imports.said import Cell, Said
from directory.places.schemas import AddressDraft
from directory.territories.communes import Territories

territories = Territories.load()
AT_RENNES = {"latitude": Cell("LAT", "48.11"), "longitude": Cell("LONG", "-1.68"), "precision": "address"}


def said(**values):
    plain = {"precision"}
    cells = {
        field: Cell(field.upper(), value) if isinstance(value, str) and field not in plain else value
        for field, value in values.items()
    }
    return Said(**({"name": Cell("NOM", "L'Étincelle"), "external_id": Cell("ID", "1")} | cells))


def commune(code):
    return (Cell("INSEE", code),)


def understood(**values):
    return understand(said(**values), territories)


def test_the_address_speaks_todays_codes_and_names():
    address = understood(street="1 rue du Port", postcode="35000", commune_codes=commune("35238")).draft.address

    assert address == AddressDraft(
        street="1 rue du Port",
        postcode="35000",
        commune_code="35238",
        commune="Rennes",
        departement_code="35",
        departement="Ille-et-Vilaine",
        region_code="53",
        region="Bretagne",
    )


def test_a_district_becomes_its_commune_and_leaves_its_postcode():
    reading = understood(commune_codes=commune("75110"))

    assert (reading.draft.address.commune, reading.draft.address.postcode) == ("Paris", "75010")
    assert reading.commune_found_by == "district"


def test_a_point_in_its_commune_is_kept_with_its_precision():
    location = understood(commune_codes=commune("35238"), **AT_RENNES).draft.location

    assert (location.latitude, location.longitude, location.precision) == (48.11, -1.68, "address")


def test_a_place_without_a_point_stands_in_the_middle_of_its_commune_and_says_so():
    location = understood(commune_codes=commune("35238")).draft.location

    assert location.precision == "commune"
    assert abs(location.latitude - 48.11) < 0.02


def test_a_point_far_from_its_commune_is_left_out_with_the_distance():
    reading = understood(commune_codes=commune("13055"), **AT_RENNES)

    assert reading.draft.location.precision == "commune"
    [fault] = reading.faults
    assert fault.column == "LAT"
    assert "km outside Marseille (13055)" in fault.reason


def test_latitude_and_longitude_exchanged_are_put_right():
    reading = understood(commune_codes=commune("35238"), latitude="-1.68", longitude="48.11", precision="address")

    assert (reading.draft.location.latitude, reading.draft.location.longitude) == (48.11, -1.68)
    assert "exchanged" in reading.faults[0].reason


@pytest.mark.parametrize(("latitude", "longitude"), [("0", "0"), ("", ""), ("48.11", "")])
def test_a_missing_point_is_no_fault(latitude, longitude):
    reading = understood(commune_codes=commune("35238"), latitude=latitude, longitude=longitude)

    assert reading.draft.location.precision == "commune"
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("latitude", "longitude", "why"), [("95", "2", "not on the map"), ("abc", "2", "not a number")]
)
def test_an_impossible_point_is_left_out(latitude, longitude, why):
    reading = understood(commune_codes=commune("35238"), latitude=latitude, longitude=longitude)

    assert reading.draft.location.precision == "commune"
    assert why in reading.faults[0].reason


def test_the_commune_that_agrees_with_the_point_wins_over_the_first_named():
    reading = understood(commune_codes=(Cell("A", "14327"), Cell("B", "35238")), **AT_RENNES)

    assert reading.draft.address.commune == "Rennes"
    assert reading.faults == ()


def test_an_unknown_commune_is_reported_and_the_point_kept():
    reading = understood(commune_codes=commune("99999"), **AT_RENNES)

    assert reading.draft.address.commune_code is None
    assert reading.draft.location.latitude == 48.11
    assert reading.faults == ((("INSEE"), "no such commune, past or present", "99999"),)


def test_the_departement_is_kept_where_the_commune_is_unknown():
    reading = understood(commune="Trifouilly", departement="35")

    assert reading.draft.address.commune == "Trifouilly"
    assert (reading.draft.address.departement, reading.draft.address.region) == ("Ille-et-Vilaine", "Bretagne")
    assert reading.draft.location is None


def test_a_row_that_says_nowhere_is_rejected():
    reading = understood(commune_codes=commune("99999"))

    assert reading.draft is None
    assert reading.faults[0].reason.startswith("nothing tells where it is")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_row_without_a_name_is_rejected(name):
    reading = understood(name=name, commune_codes=commune("35238"))

    assert reading.draft is None
    assert reading.faults[0] == ("NAME", "a place needs a name", "")


def test_a_place_may_be_called_x():
    assert understood(name="X", commune_codes=commune("35238")).draft.name == "X"


def test_a_name_that_is_too_long_rejects_the_row_whatever_else_is_wrong():
    reading = understood(name="x" * 300, email="nope", commune_codes=commune("35238"))

    assert reading.draft is None
    assert reading.faults[0].column == "NAME"


def test_a_bad_value_is_left_out_and_the_rest_goes_in():
    reading = understood(
        commune_codes=commune("35238"), email="nope", phone="12", founded="hier", total_m2="120", opening_hours="9h"
    )

    assert reading.draft.total_m2 == 120
    assert (reading.draft.email, reading.draft.phone, reading.draft.founded) == (None, None, None)
    assert {fault.column for fault in reading.faults} == {"EMAIL", "PHONE", "FOUNDED", "OPENING_HOURS"}


def test_a_value_that_no_place_can_have_is_left_out():
    reading = understood(commune_codes=commune("35238"), bearer_name="x" * 300)

    assert reading.draft.bearer_name is None
    assert reading.faults[0].column == "BEARER_NAME"


def test_the_first_site_is_the_website_and_the_others_are_links():
    sites = ((None, Cell("WEB", "lieu.fr www.autre.fr https://facebook.com/lieu")), ("x", Cell("TWITTER", "@lieu")))
    draft = understood(commune_codes=commune("35238"), websites=sites).draft

    assert draft.website == "http://lieu.fr"
    assert [(link.kind, link.url) for link in draft.links] == [
        ("website", "http://www.autre.fr"),
        ("facebook", "https://facebook.com/lieu"),
        ("x", "https://twitter.com/lieu"),
    ]


def test_a_place_without_an_id_gets_one_that_spelling_does_not_change():
    one = AddressDraft(commune_code="35238", street="1, rue du Port")
    other = AddressDraft(commune_code="35238", street="1 RUE DU PORT")

    assert stable_id("L'Étincelle", one) == stable_id("l'etincelle", other)
    assert stable_id("L'Étincelle", one) != stable_id("L'Étincelle", AddressDraft(commune_code="35051"))


def test_names_without_letters_still_differ():
    assert stable_id("🙂", AddressDraft()) != stable_id("🙃", AddressDraft())


CELLS = st.builds(Cell, st.just("C"), st.text(max_size=60))
ROWS = st.builds(
    Said,
    name=CELLS,
    commune_codes=st.tuples(CELLS),
    commune=CELLS,
    postcode=CELLS,
    latitude=CELLS,
    longitude=CELLS,
    websites=st.tuples(st.tuples(st.none(), CELLS)),
    phone=CELLS,
    founded=CELLS,
)


@given(ROWS)
def test_no_row_breaks_understanding(row):
    reading = understand(row, territories)

    assert reading.draft is not None or reading.faults
