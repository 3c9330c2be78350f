import csv
from pathlib import Path

import pytest

from directory.ecosystem import Ecosystem
from directory.imports.adapters import census_2023, cget_2019, mediation_numerique
from directory.imports.adapters.known import adapter_for, resembling
from directory.imports.adapters.mapping import MappingError, mapping_adapter
from directory.imports.rules import understand
from directory.territories.communes import Territories

territories = Territories.load()
ecosystem = Ecosystem.load(Path(__file__).parents[4] / "ecosystem" / "tiers-lieux")

CGET_ROW = {
    "ID": "2",
    "NOM_TL": "Anticafé",
    "ADRESSE": "6 Rue du Château d'Eau",
    "CP": "75010",
    "INSEECOM": "75110",
    "NOMCOM": "Paris",
    "WEB": "www.anticafe.eu",
    "TWITTER": "@anticafe",
    "FACEBOOK": "",
    "TYPO": "Tiers lieux à dominante coworking",
    "LAT": "48.869483",
    "LONG": "2.361539",
    "GEOCOD": "6 Rue du Château d'Eau 75010 Paris",
    "PRECISION": "0.95",
    "INSEEMETRO": "75056",
    "INSEEDEP": "75",
}


def read(adapter, row):
    return understand(adapter.say(row), territories)


def cget(**changes):
    return read(cget_2019.ADAPTER, CGET_ROW | changes)


def test_a_row_of_2019_becomes_a_place():
    draft = cget().draft

    assert (draft.external_id, draft.name, draft.typologies) == ("2", "Anticafé", ("coworking",))
    assert (draft.address.commune, draft.address.postcode) == ("Paris", "75010")
    assert (draft.location.precision, draft.location.score) == ("address", 0.95)
    assert draft.website == "http://www.anticafe.eu"
    assert [(link.kind, link.url) for link in draft.links] == [("x", "https://twitter.com/anticafe")]


@pytest.mark.parametrize(
    ("precision", "found", "expected"),
    [
        ("0.94", "9 Rue du Petit Châtelier 44300 Nantes", ("address", 0.94)),
        ("0.77", "Rue de Masquet 33380 Mios", ("street", 0.77)),
        ("0.91", "Poitiers", ("commune", 0.91)),
        ("0.41", "6 Chemin de la Conque 06000 Nice", ("approximate", 0.41)),
        ("0.99", "PLACE A LA MAIN", ("approximate", 0.99)),
        ("9", "51 Quai Sébastien Vauban, 66000 Perpignan, France", ("address", None)),
        ("6", "Rue Jean Bart, 31670 Labège, France", ("street", None)),
        ("4", "Decazeville, France", ("commune", None)),
        ("", "", ("approximate", None)),
    ],
)
def test_what_the_geocoder_of_2019_found_says_how_far_to_trust_the_point(precision, found, expected):
    location = cget(PRECISION=precision, GEOCOD=found).draft.location

    assert (location.precision, location.score) == expected


def test_untyped_rows_have_no_typology():
    assert cget(TYPO="").draft.typologies is None


def test_unknown_codes_are_written_zero_and_the_point_tells_the_commune():
    reading = cget(CP="0", INSEECOM="0", NOMCOM="", INSEEMETRO="75056")

    assert reading.draft.address.commune == "Paris"
    assert reading.draft.address.postcode is None
    assert reading.faults == ()


def test_a_wrong_commune_gives_way_to_the_one_the_point_is_in():
    reading = cget(INSEECOM="14327", CP="0", LAT="43.627222", LONG="7.0412", INSEEMETRO="06152", INSEEDEP="06")

    assert reading.draft.address.commune == "Valbonne"


def test_the_example_of_the_exchange_schema_is_understood(shared_data):
    path = shared_data / "schema_lieux_mediation_numerique_exemple.csv"
    [row] = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())

    reading = read(mediation_numerique.ADAPTER, row)

    draft = reading.draft
    assert draft.name == "Anonymal"
    assert draft.phone == "+33180059880"
    assert draft.email == "contact@laquincaillerie.tl"
    assert draft.opening_hours == "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00"
    assert draft.labels == ("aidants_connect", "conseiller_numerique")
    assert (draft.typologies, draft.bearer_legal_form) == (("digital_inclusion",), "association")
    assert {link.kind for link in draft.links} == {"facebook", "accessibility", "booking"}
    assert "638 km outside Reims" in reading.faults[0].reason  # its point is in Aix-en-Provence


def test_the_schema_is_as_precise_as_its_address():
    row = {"id": "1", "nom": "Lieu", "commune": "Rennes", "code_postal": "35000", "code_insee": "35238"}
    row |= {"latitude": "48.11", "longitude": "-1.68"}

    found = [
        read(mediation_numerique.ADAPTER, row | {"adresse": street}).draft.location.precision
        for street in ("1 rue du Port", "Place Hoche", "")
    ]

    assert found == ["address", "street", "commune"]


def test_the_census_stands_in_the_middle_of_its_communes():
    row = {"ID_UNIQUE": "u1", "NOM": "Lieu", "Insee": "35238", "NOM_STRC_PORT": "Association Lieu"}

    draft = read(census_2023.ADAPTER, row | {"INTERNET": "lieu.fr", "CODPOST": "35000", "VILLE": "RENNES"}).draft

    assert (draft.external_id, draft.bearer_name, draft.website) == ("u1", "Association Lieu", "http://lieu.fr")
    assert draft.location.precision == "commune"


def test_manufactures_are_read_by_the_mapping_file():
    adapter = adapter_for(ecosystem.source("manufactures"), ecosystem)
    row = {"id": "m-1", "nom": "L'Atelien", "insee_com": "01053", "commune": "Bourg-en-Bresse"}

    draft = read(adapter, row | {"latitude": "46.2050", "longitude": "5.2456"}).draft

    assert (draft.labels, draft.typologies) == (("manufacture_de_proximite",), ("shared_workshop",))
    assert draft.location.precision == "commune"
    assert adapter.required == {"id", "nom", "insee_com", "commune", "latitude", "longitude"}


MAPPING = """
separator = ","
[columns]
name = "Nom"
commune = "Ville"
postcode = ["CP", "Code"]
typologies = "Activités"
facebook = "FB"
website = "Site"
said_on = "Le"
[constants]
labels = ["esus"]
[values.typologies]
"Bureaux partagés" = "coworking"
"Fab lab" = "fablab"
"""


@pytest.fixture
def mapping(tmp_path):
    def write(text):
        path = tmp_path / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        return mapping_adapter(path, ecosystem)

    return write


def test_any_other_list_is_read_by_a_mapping(mapping):
    adapter = mapping(MAPPING)
    row = {"Nom": "Lieu", "Ville": "Rennes", "CP": "", "Code": "35000", "Activités": "fab lab, bureaux partagés, autre"}

    draft = read(adapter, row | {"FB": "lieu.rennes", "Site": "", "Le": "2024"}).draft

    assert draft.address.commune_code == "35238"
    assert draft.typologies == ("fablab", "coworking")
    assert draft.labels == ("esus",)
    assert [link.url for link in draft.links] == ["https://www.facebook.com/lieu.rennes"]
    assert draft.external_id.startswith("auto-")
    assert adapter.required == {"Nom", "Ville", "Activités", "FB", "Site", "Le"}  # of CP and Code, one will do


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (("name =", "nom ="), "columns.name is needed"),
        (('postcode = ["CP", "Code"]\n', ""), "nothing tells where"),
        (("facebook =", "minitel ="), "no field or link kind 'minitel'"),
        (('"esus"', '"nope"'), "no label 'nope'"),
        (('"fablab"', '"nope"'), "no typology 'nope'"),
        (("[columns]", "[columns"), "not TOML"),
        (("separator", "separater"), "separater"),
    ],
)
def test_a_mapping_that_cannot_work_says_why(mapping, changed, why):
    with pytest.raises(MappingError, match=why):
        mapping(MAPPING.replace(*changed))


def test_a_file_of_another_kind_is_recognised():
    assert resembling({"id_unique", "Nom", "INSEE"}) == ["census-2023"]
    assert resembling({"a", "b"}) == []
