"""In which communes the invented places stand, and how their names are said."""

from itertools import groupby
from random import Random

from directory.territories.communes import Commune, Territories

# No one lives there: no third place, even an invented one.
DESERT = frozenset({"984", "989"})
FEWEST = {"region": 7, "collectivity": 2}
CROWDED = 80_000  # inhabitants: there, several places are no surprise
_CONTRACTED = {"Le ": ("au ", "du "), "Les ": ("aux ", "des ")}


def settled(territories: Territories, *, number: int, dice: Random) -> list[Commune]:
    """One commune per place: all régions and collectivities, more where more people live, villages as well as towns."""
    by_region = {
        code: [one for one in communes if one.population and one.latitude is not None]
        for code, communes in _by_region(territories)
        if code not in DESERT
    }
    quotas = _quotas(
        {code: sum(one.population or 0 for one in communes) for code, communes in by_region.items()}, number
    )
    chosen = [one for code, quota in quotas.items() for one in _drawn(by_region[code], quota, dice)]
    dice.shuffle(chosen)
    return chosen


def _by_region(territories: Territories) -> list[tuple[str, list[Commune]]]:
    everyone = sorted(territories.all(), key=lambda one: (one.region.code, one.code))
    return [(code, list(communes)) for code, communes in groupby(everyone, key=lambda one: one.region.code)]


def _quotas(populations: dict[str, int], number: int) -> dict[str, int]:
    """How many places each région gets: a floor, then by the square root of its population."""
    floors = {code: FEWEST["region" if len(code) == 2 else "collectivity"] for code in populations}  # noqa: PLR2004
    roots = {code: population**0.5 for code, population in populations.items() if len(code) == 2}  # noqa: PLR2004
    left = number - sum(floors.values())
    shares = {code: left * root / sum(roots.values()) for code, root in roots.items()}
    quotas = {code: floor + int(shares.get(code, 0)) for code, floor in floors.items()}
    # Largest remainders, so that the sum is exactly what was asked.
    ranked = sorted(shares, key=lambda code: (int(shares[code]) - shares[code], code))
    for code in ranked[: number - sum(quotas.values())]:
        quotas[code] += 1
    return quotas


def _drawn(communes: list[Commune], quota: int, dice: Random) -> list[Commune]:
    weights = [float(one.population or 0) ** 0.7 for one in communes]
    drawn: list[Commune] = []
    while len(drawn) < quota:
        [one] = dice.choices(communes, weights)
        if one not in drawn or (one.population or 0) > CROWDED or len(communes) < 2 * quota:
            drawn.append(one)
    return drawn


def at(commune: str) -> str:
    """`à Lyon`, `au Havre`, `aux Abymes`."""
    return _said(commune, 0, "à ")


def of(commune: str) -> str:
    """`de Lyon`, `d'Angers`, `du Havre`, `des Abymes`."""
    elided = commune[0] in "AEIOUYÀÂÉÈÊÎÔÛŒaeiouy"
    return _said(commune, 1, "d'" if elided else "de ")


def _said(commune: str, which: int, otherwise: str) -> str:
    for article, contracted in _CONTRACTED.items():
        if commune.startswith(article):
            return contracted[which] + commune.removeprefix(article)
    return otherwise + commune
