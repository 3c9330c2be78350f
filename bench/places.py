"""Generated places: plausible documents spread over the communes of France, the same ones for the same seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from contracts.directory import NetworkKind
from directory.ecosystem import Ecosystem
from directory.territories.communes import Commune, Territories
from directory.territories.divisions import regions

SEED = 2026
ECOSYSTEM = Path(__file__).parent.parent / "ecosystem" / "tiers-lieux"
THEMES = ("fabrication", "cuisine", "culture", "numérique", "réparation", "santé", "apprentissage", "logiciel libre")
KINDS = ("L'Atelier", "La Fabrique", "Le Comptoir", "La Halle", "L'Usine", "La Maison", "Le Hangar", "L'Étape")
OF = ("des Possibles", "du Canal", "des Voisins", "de la Gare", "du Vieux Four", "des Communs", "du Moulin", "Partagée")
SYLLABLES = tuple(start + end for start in "bcdfglmnprstv" for end in ("a", "é", "i", "o", "ou", "an", "er"))
PHRASES = (
    "On y vient pour travailler au calme, et l'on reste pour le repas de midi pris ensemble.",
    "Une ancienne filature remise en état par les habitants, ouverte six jours sur sept.",
    "L'atelier bois et l'atelier numérique se partagent le rez-de-chaussée ; les bureaux sont à l'étage.",
    "Chaque jeudi, une permanence aide à réparer un vélo, un ordinateur ou un grille-pain.",
    "Le lieu est porté par ses membres, qui décident ensemble des horaires, des prix et des travaux.",
    "Une cuisine équipée accueille les producteurs du canton qui transforment leurs récoltes.",
    "Des résidences d'artistes y alternent avec des formations courtes et des soirées de jeux.",
    "La salle du fond se réserve à l'heure pour une réunion, une répétition ou une assemblée.",
    "Un conseiller numérique reçoit sans rendez-vous les mardis et les samedis matin.",
    "Le jardin en pente est cultivé en commun ; ses légumes finissent à la cantine.",
)
SAID_OF_IT = 600  # characters of a description, more or less
REACH = 0.02  # degrees around the middle of the commune
JOINED = {"regional": 0.6, "thematic": 0.08}  # how likely a place is in the network of its région, in one of a theme


@dataclass(frozen=True, slots=True)
class SeedNetwork:
    """A network to join."""

    slug: str
    name: str
    kind: NetworkKind
    region_code: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class SeedPlace:
    """A place as both systems are told of it."""

    number: int
    name: str
    slug: str
    summary: str
    description: str
    typologies: tuple[str, ...]
    labels: tuple[str, ...]
    networks: tuple[str, ...]
    bearer_name: str
    bearer_legal_form: str
    street: str
    postcode: str
    commune: Commune
    latitude: float | None
    longitude: float | None
    email: str
    website: str
    opening_hours: str
    total_m2: int
    founded: str


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Keys of the ecosystem's typologies, labels and legal forms."""
    words = Ecosystem.load(ECOSYSTEM).vocabulary
    return (
        tuple(term.key for term in words.typologies),
        tuple(term.key for term in words.labels),
        tuple(term.key for term in words.legal_forms),
    )


@cache
def networks() -> tuple[SeedNetwork, ...]:
    """One network per région and one per theme."""
    regional = [
        SeedNetwork(f"reseau-{region.code}", f"Réseau des tiers-lieux, {region.name}", "regional", code, region.name)
        for code, region in regions().items()
    ]
    thematic = [
        SeedNetwork(f"reseau-theme-{number}", f"Réseau {theme}", "thematic", None, None)
        for number, theme in enumerate(THEMES)
    ]
    return (*regional, *thematic)


def generate(count: int, seed: int = SEED) -> Iterator[SeedPlace]:
    """Yield ``count`` places; more of them where more people live."""
    chance = random.Random(seed)
    inhabited = [commune for commune in Territories.load().all() if commune.population and commune.postcodes]
    weights = list(accumulate((commune.population or 0) ** 0.7 for commune in inhabited))
    for number, commune in enumerate(chance.choices(inhabited, cum_weights=weights, k=count)):
        yield _place(chance, number, commune)


def _place(chance: random.Random, number: int, commune: Commune) -> SeedPlace:
    typologies, labels, legal_forms = vocabulary()
    name = f"{chance.choice(KINDS)} {_invented(chance)}"
    located = commune.latitude is not None and commune.longitude is not None
    return SeedPlace(
        number=number,
        name=name,
        slug=f"lieu-{number}",
        summary=chance.choice(PHRASES),
        description=_text(chance),
        typologies=_some(chance, typologies, least=1, most=3),
        labels=_some(chance, labels, least=0, most=2),
        networks=_joined(chance, commune),
        bearer_name=f"Association {name}",
        bearer_legal_form=chance.choice(legal_forms),
        street=f"{chance.randint(1, 120)} rue {chance.choice(OF)}",
        postcode=commune.postcodes[0],
        commune=commune,
        latitude=round((commune.latitude or 0) + chance.uniform(-REACH, REACH), 6) if located else None,
        longitude=round((commune.longitude or 0) + chance.uniform(-REACH, REACH), 6) if located else None,
        email=f"bonjour@lieu-{number}.example",
        website=f"https://lieu-{number}.example/",
        opening_hours="Mo-Fr 09:00-18:30; Sa 10:00-17:00",
        total_m2=chance.randint(30, 3000),
        founded=f"{chance.randint(1995, 2025)}-{chance.randint(1, 12):02}",
    )


def _invented(chance: random.Random) -> str:
    """A word that is none: names differ as much as those of real places."""
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _text(chance: random.Random) -> str:
    said: list[str] = []
    while sum(map(len, said)) < SAID_OF_IT - 40:
        said.append(chance.choice(PHRASES))
    return " ".join(said)


def _some(chance: random.Random, words: Sequence[str], *, least: int, most: int) -> tuple[str, ...]:
    """A few of the words, the first ones often, the last ones seldom."""
    weights = [1 / (rank + 1) for rank in range(len(words))]
    drawn = chance.choices(words, weights, k=chance.randint(least, most))
    return tuple(dict.fromkeys(drawn))


def _joined(chance: random.Random, commune: Commune) -> tuple[str, ...]:
    regional = [f"reseau-{commune.region.code}"] if chance.random() < JOINED["regional"] else []
    thematic = [f"reseau-theme-{theme}" for theme in range(len(THEMES)) if chance.random() < JOINED["thematic"]]
    return (*regional, *thematic)
