import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.territories.communes import Territories
from directory.territories.names import commune_key
from directory.territories.resolution import resolve_commune

territories = Territories.load()


def resolved(**said):
    found = resolve_commune(territories, **said)
    return (found.commune.code if found.commune else found.reason), found.how


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"code": "35238"}, ("35238", "code")),
        ({"code": " 2a004 "}, ("2A004", "code")),
        ({"code": "1053"}, ("01053", "code")),  # a spreadsheet took the zero
        ({"code": "75110"}, ("75056", "district")),
        ({"code": "69383"}, ("69123", "district")),
        ({"code": "13201"}, ("13055", "district")),
        ({"code": "01003"}, ("01165", "former")),
        ({"name": "St Etienne", "postcode": "42000"}, ("42218", "name_postcode")),
        ({"name": "AJACCIO", "departement": "20"}, ("2A004", "name_area")),
        ({"name": "saint denis", "departement": "974"}, ("97411", "name_area")),
        ({"name": "Reims", "postcode": "51096"}, ("51454", "name_area")),  # CEDEX
        ({"name": "Lyon Cedex 03"}, ("69123", "name")),
        ({"name": "Puy-en-Velay", "postcode": "43000"}, ("43157", "similar_name_postcode")),
        ({"name": "Vabre l'Abbaye", "postcode": "12400"}, ("12286", "similar_name_postcode")),
        ({"name": "Baie Mahault", "postcode": "97129", "departement": "973"}, ("97103", "name_area")),
        ({"postcode": "97133"}, ("97701", "postcode")),
        ({"code": "99999", "name": "Nouméa"}, ("98818", "name")),
        ({"name": "Saint-Denis"}, ("ambiguous", None)),
        ({"postcode": "01400"}, ("ambiguous", None)),
        ({"code": "99999"}, ("unknown", None)),
        ({"name": "Trifouilly-les-Oies"}, ("unknown", None)),
        ({}, ("nothing_given", None)),
    ],
)
def test_a_commune_is_found_by_what_a_file_says_of_it(said, expected):
    assert resolved(**said) == expected


def test_a_delegated_commune_leads_to_the_one_it_is_part_of():
    found = resolve_commune(territories, code="48061")  # Florac, today part of Florac Trois Rivières

    assert found.commune.name == "Florac Trois Rivières"


def test_the_code_of_a_district_tells_its_postcode():
    postcodes = [
        resolve_commune(territories, code=code).district_postcode for code in ("75110", "69383", "13201", "75056")
    ]

    assert postcodes == ["75010", "69003", "13001", None]


def test_an_ambiguous_name_says_between_which():
    assert "Saint-Denis (93066)" in resolve_commune(territories, name="Saint-Denis").sentence()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chalon s/ Saône", "chalon-sur-saone"),
        ("Havre (Le)", "Le Havre"),
        ("ST-MÉDARD-EN-JALLES", "Saint-Médard-en-Jalles"),
        ("Ste Foy", "Sainte-Foy"),
        ("Mons-en-Barœul", "MONS EN BAROEUL"),
        ("Paris 10e Arrondissement", "PARIS"),
        ("Lyon 3ème", "Lyon"),
        ("Marseille 01", "Marseille"),
        ("L’Haÿ-les-Roses", "l'hay les roses"),
    ],
)
def test_spellings_of_one_commune_share_a_key(one, other):
    assert commune_key(one) == commune_key(other)


def test_keys_keep_different_communes_apart():
    assert commune_key("Saint-Ouen-l'Aumône") != commune_key("Saint-Ouen")


@given(st.sampled_from(sorted(territories._lines)), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_commune_is_found_by_its_name_and_postcode_however_it_is_cased(code, cased):
    commune = territories.commune(code)
    for postcode in commune.postcodes[:1]:
        found = resolve_commune(territories, name=cased(commune.name), postcode=postcode)
        assert found.reason == "ambiguous" or found.commune == commune


@given(st.text(max_size=40), st.text(max_size=8), st.text(max_size=8))
def test_nothing_a_file_says_breaks_the_search(name, postcode, code):
    found = resolve_commune(territories, name=name, postcode=postcode, code=code)
    assert (found.commune is None) == (found.reason is not None)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name):
    assert commune_key(commune_key(name)) == commune_key(name)
