"""Places that do not exist, invented from words, a seed and the map: the same ones each time.

Each place has dice of its own, so that changing one leaves the others as they were.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from directory.demo import communes, scenery
from directory.demo.words import Family, Habit, Words
from directory.ecosystem import Ecosystem, Network, NetworkKind
from directory.places.schemas import PlaceDraft
from directory.territories.communes import Commune, Territories

Value = TypeVar("Value")
LAST_YEAR = 2025
SATISFACTION = (1, 2, 3, 4, 5), (3, 7, 20, 40, 30)
JOINS_ITS_REGION = 0.65
SILENT = {"how": 0.35, "since": 0.3, "satisfaction": 0.3}  # how often a usage does not say
LINKED = {"mastodon": "mastodon", "peertube": "peertube", "mobilizon": "mobilizon", "yeswiki": "wiki"}
BEARERS = {
    "association": "Association {name}",
    "scic": "SCIC {name}",
    "scop": "SCOP {name}",
    "cae": "Coopérative d'activité {of}",
    "company": "{name} SAS",
    "local_authority": "Commune {of}",
    "public_body": "Établissement public {of}",
    "gip": "GIP {name}",
    "foundation": "Fonds de dotation {name}",
}


@dataclass(frozen=True, kw_only=True)
class InventedUsage:
    """What an invented place makes of a real tool."""

    tool: str
    how: str | None
    since: str | None
    satisfaction: int | None


@dataclass(frozen=True, kw_only=True)
class InventedPlace:
    """A place, the networks it is in and the tools it uses, by their slugs."""

    draft: PlaceDraft
    networks: tuple[str, ...]
    usages: tuple[InventedUsage, ...]


def invent(words: Words, ecosystem: Ecosystem, territories: Territories) -> list[InventedPlace]:
    """Invent all the places of the demonstration."""
    dice = Random(words.seed)  # noqa: S311  # to be repeatable, not unpredictable
    networks = {one.slug: one for one in ecosystem.networks}
    settled = communes.settled(territories, number=words.places, dice=dice)
    taken: set[str] = set()
    places = []
    for number, commune in enumerate(settled, 1):
        own = Random(f"{words.seed}/{number}")  # noqa: S311
        [family] = own.choices(words.families, [one.weight for one in words.families])
        name = _name(words, family, commune, taken, own)
        places.append(_place(words, family, commune, networks, own, number=number, name=name))
    return places


def _place(
    words: Words,
    family: Family,
    commune: Commune,
    networks: Mapping[str, Network],
    dice: Random,
    *,
    number: int,
    name: str,
) -> InventedPlace:
    said = _said(words, commune, name, dice)
    founded = scenery.founded(dice)
    usages = tuple(_usages(words.usages, family, dice, founded=int(founded[:4])))
    legal_form = dice.choice(family.legal_forms)
    fields: dict[str, Any] = {
        "summary": dice.choice(family.summaries).format(**said),
        "description": _description(words, family, said, dice),
        "bearer_name": BEARERS[legal_form].format(**said),
        "founded": founded,
        "opening_hours": dice.choice(words.hours),
        **scenery.reached(name, commune, dice),
        **scenery.surfaces(dice),
    }
    known = {field: value for field, value in fields.items() if dice.random() >= scenery.UNKNOWN.get(field, 0)}
    draft = PlaceDraft(
        external_id=f"demo-{number:04}",
        name=name,
        typologies=_typologies(family, dice),
        labels=tuple(key for key, share in family.labels.items() if dice.random() < share) or None,
        bearer_legal_form=legal_form if "bearer_name" in known else None,
        address=scenery.address(commune, words.streets, dice),
        location=scenery.location(commune, dice),
        links=_links(name, usages),
        **known,
    )
    return InventedPlace(draft=draft, networks=_networks(family, commune, networks, dice), usages=usages)


def _name(words: Words, family: Family, commune: Commune, taken: set[str], dice: Random) -> str:
    overseas = commune.code.startswith(("97", "98"))
    complements = words.complements_overseas if overseas else words.complements
    while True:
        name = f"{dice.choice(family.nouns)} {dice.choice(complements)}"
        # A noun may come twice with one complement when all are taken; then the town tells the two apart.
        if name in taken and dice.random() < 0.1:  # noqa: PLR2004
            name = f"{name} {communes.of(commune.name)}"
        if name not in taken:
            taken.add(name)
            return name


def _said(words: Words, commune: Commune, name: str, dice: Random) -> dict[str, str]:
    return {
        "name": name,
        "commune": commune.name,
        "at": communes.at(commune.name),
        "of": communes.of(commune.name),
        "building": dice.choice(words.buildings),
        "number": str(dice.choice((5, 7, 9, 12, 17, 23))),
    }


def _description(words: Words, family: Family, said: Mapping[str, str], dice: Random) -> str:
    parts = (words.origins, family.activities, words.quirks, words.governances)
    text = " ".join(filter(None, (dice.choice(sentences).format(**said) for sentences in parts)))
    return re.sub(r"\bde (?=une? )", "d'", text)


def _typologies(family: Family, dice: Random) -> tuple[str, ...]:
    others = dice.sample(family.also, min(len(family.also), dice.choices((0, 1, 2), (45, 40, 15))[0]))
    return (*family.typologies, *others)


def _networks(family: Family, commune: Commune, networks: Mapping[str, Network], dice: Random) -> tuple[str, ...]:
    """The networks it is in: of its region, or of its family; never one of another region."""
    chances = {slug: JOINS_ITS_REGION for slug, one in networks.items() if one.kind is NetworkKind.REGIONAL}
    here = {slug for slug, one in networks.items() if one.region_code in {None, commune.region.code}}
    return tuple(
        slug for slug, share in {**chances, **family.networks}.items() if slug in here and dice.random() < share
    )


def _usages(habits: Sequence[Habit], family: Family, dice: Random, *, founded: int) -> Iterator[InventedUsage]:
    """The tools a place of this family uses: as common as they are, times what they are to the family."""
    for habit in habits:
        if dice.random() >= min(0.95, habit.share * family.tools.get(habit.tool, 1.0)):
            continue
        year = dice.randint(min(max(habit.first, founded), LAST_YEAR), LAST_YEAR)
        since = str(year) if dice.random() < 0.6 else f"{year}-{dice.randint(1, 12):02}"  # noqa: PLR2004
        yield InventedUsage(
            tool=habit.tool,
            how=_perhaps(dice.choice(habit.how), "how", dice),
            since=_perhaps(since, "since", dice),
            satisfaction=_perhaps(dice.choices(*SATISFACTION)[0], "satisfaction", dice),
        )


def _perhaps(value: Value, field: str, dice: Random) -> Value | None:
    return value if dice.random() >= SILENT[field] else None


def _links(name: str, usages: Sequence[InventedUsage]) -> tuple[dict[str, str], ...] | None:
    """A page on each social platform that the place says it uses; `.example` leads nowhere, by RFC 2606."""
    used = [one.tool for one in usages if one.tool in LINKED]
    return (
        tuple({"kind": LINKED[tool], "url": f"https://{tool}.example/{scenery.handle(name)}"} for tool in used) or None
    )
