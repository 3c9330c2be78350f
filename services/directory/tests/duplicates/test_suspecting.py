from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.duplicates import rules
from directory.duplicates.rules import Candidate, compared, suspicions
from directory.territories.communes import Territories

neighbours = Territories.load().neighbours
numbers = count(1)
RENNES, CESSON, BREST = "35238", "35051", "29019"
NAMES = {RENNES: "Rennes", CESSON: "Cesson-Sévigné", BREST: "Brest"}


def place(name, *, commune=RENNES, at=None, precision="address", website=None):
    latitude, longitude = at or (None, None)
    return Candidate(
        UUID(int=next(numbers)), name, commune, NAMES.get(commune), latitude, longitude, at and precision, website
    )


def suspected(*places):
    return [(one.score, one.reasons) for one in suspicions(places, neighbours=neighbours)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'Étincelle", "l'etincelle"),
        ("le F@bRiquet", "Le Fabriquet"),
        ("1624 COWORKIN'LILLE", "1624 Cowork'in Lille"),
        ("Platforme C", "Plateforme C"),
        ("Crescendo", "Fablab de Crescendo"),
        ("Le Cent Sept", "Le Centsept"),
        ("La Capsule", "La Capsule coworking"),
        ("Coworking Rennes L'Étincelle", "L'Étincelle"),
        ("La Ruche", "LA RUCHE"),
    ],
)
def test_alike_names_in_one_commune_are_suspected(one, other):
    [(score, reasons)] = suspected(place(one), place(other))

    assert score >= 0.5
    assert reasons[0] in {"same_name", "similar_name"}
    assert reasons[-1] == "same_commune"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'Étincelle", "Le Moulin"),
        ("Atelier 12", "Atelier 13"),
        ("Coworking de la gare", "Coworking du port"),
        ("Fablab", "Coworking"),
    ],
)
def test_different_names_are_not(one, other):
    assert suspected(place(one), place(other)) == []


def test_the_next_commune_counts_and_a_far_one_does_not():
    here, next_door, far = (
        place("La Grande Ourse"),
        place("La Grande Ourse", commune=CESSON),
        place("La Grande Ourse", commune=BREST),
    )

    [(score, reasons)] = suspected(here, next_door, far)

    assert reasons == ("same_name", "neighbouring_commune")
    assert score < suspected(here, place("La Grande Ourse"))[0][0]


def test_the_name_of_the_town_tells_nothing_inside_it_and_much_beside_it():
    assert suspected(place("Fabrique de Rennes"), place("La Fabrique"))
    assert not suspected(place("Bureau Rennes"), place("Bureau Cesson", commune=CESSON))


def test_the_same_point_is_enough_under_any_name():
    [(score, reasons)] = suspected(place("La Serre", at=(48.11, -1.68)), place("Artilect", at=(48.11, -1.68)))

    assert reasons == ("same_point", "same_commune")
    assert score < 0.5


def test_the_middle_of_a_commune_is_no_point():
    middle = {"at": (48.11, -1.68), "precision": "commune"}

    assert suspected(place("La Serre", **middle), place("Artilect", **middle)) == []


def test_a_point_beyond_a_boundary_is_the_same_point():
    [(_, reasons)] = suspected(
        place("La Serre", at=(48.11, -1.62)), place("Artilect", at=(48.11, -1.62), commune=CESSON)
    )

    assert reasons == ("same_point", "neighbouring_commune")


def test_reasons_add_up():
    apart = suspected(place("Le Dojo"), place("Le Dojo"))[0][0]
    sites = suspected(place("Le Dojo", website="http://dojo.fr"), place("Le Dojo", website="https://www.dojo.fr/"))[0]
    near = suspected(place("Le Dojo", at=(48.11, -1.68)), place("Le Dojo", at=(48.1101, -1.68)))[0]

    assert apart < sites[0] < 1
    assert sites[1] == ("same_name", "same_website", "same_commune")
    assert near[1] == ("same_name", "near_point", "same_commune")


def test_one_name_at_two_ends_of_a_town_is_suspected_less():
    [(score, reasons)] = suspected(place("Anticafé", at=(48.10, -1.68)), place("Anticafé", at=(48.13, -1.65)))

    assert "far_apart" in reasons
    assert score < 0.5


def test_only_pairs_about_the_places_asked_for_are_given():
    new, old, older = place("Le Dojo"), place("Le Dojo"), place("Le Dojo")

    found = suspicions([new, old, older], neighbours=neighbours, about={new.id})

    assert {(one.a, one.b) for one in found} == {(new.id, old.id), (new.id, older.id)}


def test_places_without_a_commune_are_compared_by_their_point_alone():
    one = place("Le Dojo", commune=None, at=(48.11, -1.68))

    assert suspected(one, place("Dojo", at=(48.11, -1.68)))
    assert not suspected(one, place("Le Dojo", commune=None))


@pytest.fixture
def comparisons(monkeypatch):
    """The pairs that are compared from here on."""
    made = []

    def compare(one, other, **options):
        made.append((one.id, other.id))
        return compared(one, other, **options)

    monkeypatch.setattr(rules, "compared", compare)
    return made


def test_it_is_not_quadratic(comparisons):
    places = [place(f"Lieu {n:05} des {n % 977} fois {n % 89}", at=(48 + n / 2000, -1.6)) for n in range(8_000)]
    suspicions(places, neighbours=neighbours)
    assert len(comparisons) < 100 * len(places)  # all with all would be 4 000 times as many


def test_nothing_is_compared_that_is_not_asked_about(comparisons):
    places = [place("Le Dojo", at=(48 + n / 2000, -1.6)) for n in range(50)]
    suspicions(places, neighbours=neighbours, about={places[0].id})
    assert len(comparisons) == len(places) - 1


def test_two_names_made_of_signs_alone_are_told_apart():
    assert suspected(place("🙂"), place("🙃")) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_suspicion_is_the_same_both_ways_round(one, other):
    a, b = place(one, at=(48.11, -1.68)), place(other, at=(48.1102, -1.68))

    ab, ba = compared(a, b, neighbours=neighbours), compared(b, a, neighbours=neighbours)

    assert (ab is None) == (ba is None)
    assert ab is None or ab.score == ba.score
