from directory.territories.communes import Territories
from directory.territories.divisions import departement_of, departements, regions

territories = Territories.load()


def test_all_of_france_is_there_overseas_included():
    assert 34_900 < len(territories) < 35_100
    assert {"01", "02", "03", "04", "06", "11", "53", "94", "975", "987", "988"} <= regions().keys()
    assert {"2A", "2B", "01", "974", "976", "988"} <= departements().keys()
    assert territories.commune("98818").name == "Nouméa"
    assert territories.commune("97411").region.name == "La Réunion"


def test_a_commune_knows_where_it_is_and_how_far_it_goes():
    rennes = territories.commune("35238")

    assert (rennes.departement.name, rennes.region.name) == ("Ille-et-Vilaine", "Bretagne")
    assert abs(rennes.latitude - 48.11) < 0.02
    assert abs(rennes.longitude + 1.68) < 0.02
    assert 5_000 < rennes.reach_m < 12_000
    assert rennes.population > 200_000
    assert "35700" in rennes.postcodes


def test_neighbours_touch_both_ways_and_an_island_has_none():
    around = territories.neighbours("35238")

    assert territories.commune("35051").name == "Cesson-Sévigné"
    assert "35051" in around
    assert all("35238" in territories.neighbours(code) for code in around)
    assert "35238" not in around
    assert territories.neighbours("29083") == frozenset()  # Île-de-Sein


def test_every_former_code_leads_to_a_commune_of_today():
    lost = [old for old in territories.former.values() if territories.commune(old.commune_code) is None]

    assert len(territories.former) > 4_000
    assert lost == []


def test_every_commune_is_in_a_departement_and_a_region():
    assert all(one.departement.region_code in regions() for one in territories.all())


def test_almost_every_commune_has_a_centre():
    without = [one.code for one in territories.all() if one.latitude is None]

    assert len(without) < 40
    assert sum(not code.startswith("98") for code in without) <= 5  # communes restored since the outlines were drawn


def test_the_departement_is_read_from_codes_and_postcodes():
    read = {code: departement_of(code) for code in ("35000", "97411", "98818", "2A004", "20090", "20200", "01400")}

    assert list(read.values()) == ["35", "974", "988", "2A", "2A", "2B", "01"]


def test_the_tables_are_read_once_in_a_process():
    assert Territories.load() is Territories.load()
