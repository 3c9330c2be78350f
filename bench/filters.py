"""The filters that lists are measured with: the same question in the words of both systems, and its right answer."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, product
from urllib.parse import quote, urlencode

from bench.places import SEED, SeedPlace, networks, vocabulary
from bench.pocketbase import network_id

COUNT = 400  # different questions, so that no single answer is measured
PAGE = 20
COMMON = 8  # the first words of the vocabulary are the frequent ones

Trait = tuple[str, str]  # ("region", "53"): in the navigator's words
Filter = tuple[Trait, ...]  # a place must have every one of them


class Answers:
    """Which places have which traits, found without a database."""

    def __init__(self, places: Iterable[SeedPlace]) -> None:
        self._having: defaultdict[Trait, set[int]] = defaultdict(set)
        for place in places:
            for trait in _traits(place):
                self._having[trait].add(place.number)

    def total(self, asked: Filter) -> int:
        """How many places a filter finds."""
        return len(set.intersection(*(self._having[trait] for trait in asked)))

    def values(self, trait: str) -> list[str]:
        """Every value of a trait that some place has."""
        return sorted(value for name, value in self._having if name == trait)


def choose(answers: Answers) -> list[Filter]:
    """Every trait alone and a seeded draw of combinations, shuffled; each finds a full page."""
    chance = random.Random(SEED)
    alone = [one for one in _alone(answers) if answers.total(one) >= PAGE]
    together = [one for one in _together(answers) if answers.total(one) >= PAGE]
    chosen = [*alone, *chance.sample(together, min(len(together), COUNT - len(alone)))]
    chance.shuffle(chosen)
    return chosen


def for_navigator(asked: Filter) -> str:
    """The query string that the directory understands."""
    return urlencode([*asked, ("limit", str(PAGE))])


def for_pocketbase(asked: Filter) -> str:
    """The query string that PocketBase answers fastest: LIKE on its lists, which no join multiplies."""
    words = {
        "region": "region_code='{}'",
        "departement": "departement_code='{}'",
        "typology": """typologies~'"{}"'""",
        "label": """labels~'"{}"'""",
        "network": """networks~'"{}"'""",
    }
    parts = [words[name].format(network_id(value) if name == "network" else value) for name, value in asked]
    return f"filter={quote(' && '.join(parts))}&sort=name&perPage={PAGE}"


def _traits(place: SeedPlace) -> Iterator[Trait]:
    yield "region", place.commune.region.code
    yield "departement", place.commune.departement_code
    yield from (("typology", key) for key in place.typologies)
    yield from (("label", key) for key in place.labels)
    yield from (("network", slug) for slug in place.networks)


def _alone(answers: Answers) -> Iterator[Filter]:
    for name in ("region", "departement", "typology", "label", "network"):
        yield from (((name, value),) for value in answers.values(name))


def _together(answers: Answers) -> Iterator[Filter]:
    typologies, labels, _ = vocabulary()
    region = [("region", value) for value in answers.values("region")]
    departement = [("departement", value) for value in answers.values("departement")]
    network = [("network", one.slug) for one in networks()]
    thematic = [("network", one.slug) for one in networks() if one.kind == "thematic"]
    typology = [("typology", key) for key in typologies]
    label = [("label", key) for key in labels]
    return chain(
        product(region, typology),
        product(region, label[:COMMON]),
        product(departement, typology[:COMMON]),
        product(network, typology),
        product(region, thematic, typology[:COMMON]),
    )
