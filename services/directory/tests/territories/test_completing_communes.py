"""Who begins to write a commune is shown which one it may be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.territories.completion import AT_MOST, Completion
from directory.territories.names import commune_key


def names(written):
    return [one.name for one in Completion.load().beginning(written)]


@pytest.mark.parametrize(
    "written, first",
    [
        ("renn", "Rennes"),
        ("RENNES", "Rennes"),
        ("évry", "Évry"),  # its very name, before those that only begin so
        ("st malo", "Saint-Malo"),
        ("Oeuf", "Œuf-en-Ternois"),
        ("75011", "Paris"),
        ("35 000", "Rennes"),
        ("974", "Saint-Denis"),
        ("saint", "Saint-Étienne"),
    ],
)
def test_the_likeliest_comes_first(written, first):
    assert names(written)[0] == first


def test_a_part_of_a_commune_leads_to_it():
    assert "Cherbourg-en-Cotentin" in names("Equeurdreville")


@pytest.mark.parametrize("written", ["", "  ", "--", "zzzz", "999999", "x" * 100, "٣٥", "\0", "%"])
def test_nonsense_finds_nothing(written):
    assert names(written) == []


@given(st.sampled_from(sorted(entry.code for entry in Completion.load().names[::97])), st.integers(1, 30))
def test_every_commune_is_found_by_its_name_and_every_one_found_begins_so(code, length):
    completion = Completion.load()
    commune = completion.territories.commune(code)
    assert commune.name in [one.name for one in completion.beginning(commune.name)]
    written = commune.name[:length]
    found = completion.beginning(written)
    assert len(found) <= AT_MOST
    for one in found:
        keys = completion.territories.names_of(one.code)
        assert any(key.startswith(commune_key(written)) for key in keys)


def test_it_is_fast():
    completion = Completion.load()
    completion.beginning("s")
    began = time.perf_counter()
    for _ in range(20):
        completion.beginning("s")
    assert (time.perf_counter() - began) / 20 < 0.2  # seconds, on a busy machine; a tenth of that on a quiet one


async def test_the_door_says_where_each_is(client):
    answer = await client.get("/communes?q=35000")
    [rennes] = answer.json()["items"]
    assert rennes == {
        "code": "35238",
        "name": "Rennes",
        "postcode": "35000",
        "postcodes": ["35000", "35200", "35700"],
        "departement_code": "35",
        "departement": "Ille-et-Vilaine",
        "region_code": "53",
        "region": "Bretagne",
        "latitude": 48.09307,
        "longitude": -1.67494,
    }
    assert answer.headers["cache-tag"] == "territory"
    assert (await client.get("/communes?q=rennes", headers={"if-none-match": "*"})).status_code == 304
    assert (await client.get("/communes?q=Rennes")).json()["items"][0]["postcode"] is None


@pytest.mark.parametrize("query", ["", "q=", f"q={'x' * 101}", "q=x&limit=3", "q=x&q=y&z=1"])
async def test_the_door_refuses_nonsense(client, query):
    assert (await client.get(f"/communes?{query}")).status_code == 422
