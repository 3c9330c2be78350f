import re

from hypothesis import given
from hypothesis import strategies as st

from directory.places.naming import name_key, number_slugs, slug_families, slug_stem

words = st.text(max_size=80)


@given(words, st.none() | words)
def test_every_name_becomes_a_readable_address(name, commune):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_stem(name, commune))


@given(st.lists(st.sampled_from(["a", "a-2", "b", "b-2-2"])), st.sets(st.sampled_from(["a", "a-3", "b-2", "b-2-2"])))
def test_numbered_addresses_are_free_and_differ(stems, taken):
    slugs = number_slugs(stems, taken)
    assert len(set(slugs)) == len(slugs)
    assert not set(slugs) & taken
    assert all(slug == stem or re.fullmatch(rf"{stem}-\d+", slug) for slug, stem in zip(slugs, stems, strict=True))


@given(st.sampled_from(["lab", "lab-2", "lab-2-3"]), st.integers(2, 99))
def test_a_family_holds_every_address_that_could_collide(stem, number):
    families = slug_families([stem])
    for slug in (stem, f"{stem}-{number}"):
        assert re.sub(r"-[0-9]+$", "", slug) in families


def test_a_name_that_says_its_commune_does_not_repeat_it():
    assert slug_stem("La Fabrique de Rennes", "Rennes") == "la-fabrique-de-rennes"
    assert slug_stem("F@bRiquet", "L'Haÿ-les-Roses") == "fabriquet-l-hay-les-roses"
    assert slug_stem("★", None) == "lieu"


def test_lists_are_sorted_without_accents_or_capitals():
    names = ["Éclat", "ébène", "Écart", "Zoo", "L'Œuf", "œil"]
    assert sorted(names, key=name_key) == ["ébène", "Écart", "Éclat", "L'Œuf", "œil", "Zoo"]
