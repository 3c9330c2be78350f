"""Where an invented place stands, how large it is and how to reach it; nothing here leads to anyone real."""

from collections.abc import Sequence
from math import cos, degrees, pi, radians, sin
from random import Random
from typing import Any

from contracts.directory import Precision
from directory.geometry import MEAN_RADIUS
from directory.places.schemas import AddressDraft, LocationDraft
from directory.territories.communes import Commune
from directory.territories.names import plain

# How often a value is missing: what nobody said is unknown, as in real life.
UNKNOWN = {
    "summary": 0.04,
    "description": 0.1,
    "bearer_name": 0.15,
    "founded": 0.12,
    "opening_hours": 0.3,
    "email": 0.25,
    "phone": 0.45,
    "website": 0.2,
    "total_m2": 0.3,
    "workspace_m2": 0.45,
    "events_m2": 0.6,
}
NO_STREET, NO_POINT = 0.06, 0.03
PRECISIONS: tuple[tuple[Precision, ...], tuple[int, ...]] = (
    ("address", "street", "approximate", "commune"),
    (50, 30, 10, 10),
)
FURTHEST_M, OF_ITS_REACH = 900, 0.25  # from the town hall, so that few places end in the sea
# Telephone numbers that the regulator keeps for fiction (ARCEP, decision 2018-0881), by the zone of the région.
FICTIONAL = {"1": "+3319900", "2": "+3326191", "3": "+3335301", "4": "+3346571", "5": "+3353649", "6": "+3363998"}
ZONES = {"11": "1", "24": "2", "28": "2", "52": "2", "53": "2", "27": "3", "32": "3", "44": "3", "84": "4", "93": "4"}
ZONES |= {"94": "4", "75": "5", "76": "5"}
FIRST_YEAR, LAST_YEAR, USUAL_YEAR = 1996, 2025, 2018


def founded(dice: Random) -> str:
    """A year, a month or a day: most places are about ten years old."""
    year = round(dice.triangular(FIRST_YEAR, LAST_YEAR, USUAL_YEAR))
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    return dice.choices((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"), (60, 30, 10))[0]


def address(commune: Commune, streets: Sequence[str], dice: Random) -> AddressDraft:
    """An address in a real commune and a street of every town."""
    street = f"{dice.randint(1, 48)} {dice.choice(streets)}"
    return AddressDraft(
        street=street if dice.random() >= NO_STREET else None,
        postcode=dice.choice(commune.postcodes) if commune.postcodes else None,
        commune_code=commune.code,
        commune=commune.name,
        departement_code=commune.departement.code,
        departement=commune.departement.name,
        region_code=commune.region.code,
        region=commune.region.name,
    )


def location(commune: Commune, dice: Random) -> LocationDraft | None:
    """A point not far from the town hall; the town hall itself where only the commune is known."""
    if commune.latitude is None or commune.longitude is None or dice.random() < NO_POINT:
        return None
    [precision] = dice.choices(*PRECISIONS)
    away = 0.0 if precision == "commune" else min(FURTHEST_M, OF_ITS_REACH * (commune.reach_m or 0)) * dice.random()
    angle = 2 * pi * dice.random()
    north = degrees(away * cos(angle) / MEAN_RADIUS)
    east = degrees(away * sin(angle) / MEAN_RADIUS / cos(radians(commune.latitude)))
    return LocationDraft(
        latitude=round(commune.latitude + north, 6),
        longitude=round(commune.longitude + east, 6),
        precision=precision,
        score=round(dice.uniform(0.55, 0.99), 2) if precision in {"address", "street"} else None,
    )


def surfaces(dice: Random) -> dict[str, int]:
    """Floor areas in square metres: the whole, what one works in, what one invites into."""
    total = round(min(max(dice.lognormvariate(5.6, 0.7), 40), 6000), -1)
    return {
        "total_m2": int(total),
        "workspace_m2": max(10, int(round(total * dice.uniform(0.3, 0.6), -1))),
        "events_m2": max(10, int(round(total * dice.uniform(0.1, 0.35), -1))),
    }


def reached(name: str, commune: Commune, dice: Random) -> dict[str, Any]:
    """Addresses under `.example` (RFC 2606) and numbers kept for fiction: they reach no one."""
    zone = FICTIONAL[ZONES.get(commune.region.code, "6")]
    return {
        "email": f"{dice.choice(('bonjour', 'contact', 'salut'))}@{handle(name)}.example",
        "phone": f"{zone}{dice.randint(0, 9999):04}",
        "website": f"https://{handle(name)}.example",
    }


def handle(name: str) -> str:
    """The name as a domain: `Le Comptoir des Étourneaux` -> `le-comptoir-des-etourneaux`."""
    return plain(name).replace(" ", "-")[:60].strip("-")
