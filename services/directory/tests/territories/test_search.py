"""Communes found while one types."""

import pytest

from directory.territories.communes import Territories
from directory.territories.search import find_communes


def names(text: str, limit: int = 5) -> list[str]:
    return [f"{one.name} ({one.departement_code})" for one in find_communes(Territories.load(), text, limit=limit)]


@pytest.mark.parametrize("text", ["ren", "RENNES", "Rennés", " rennes "])
def test_the_most_peopled_commune_comes_first_whatever_the_spelling(text):
    assert names(text)[0] == "Rennes (35)"


def test_the_whole_name_comes_before_a_longer_one():
    assert names("Brest", limit=2) == ["Brest (29)", "Brestot (27)"]


def test_a_word_inside_the_name_is_enough():
    assert "Saint-Étienne (42)" in names("etienne")
    assert names("st etienne")[0] == "Saint-Étienne (42)"


def test_a_postcode_finds_its_communes():
    assert names("35000") == ["Rennes (35)"]
    assert all("(2A)" in one for one in names("2A004"))
    assert "Rennes (35)" in names("350")


@pytest.mark.parametrize("text", ["zzzz", "99999", "-", "é"])
def test_what_begins_no_name_finds_nothing_or_little(text):
    assert len(names(text)) <= 5


async def test_a_form_can_ask(client):
    answer = await client.get("/communes?q=ren&limit=3")
    first, *others = answer.json()["items"]

    assert (first["code"], first["name"], first["departement"]) == ("35238", "Rennes", "Ille-et-Vilaine")
    assert first["postcodes"] == ["35000", "35200", "35700"]
    assert 48 < first["latitude"] < 49
    assert len(others) == 2


async def test_nothing_typed_is_refused(client):
    assert (await client.get("/communes?q=")).status_code == 422
