"""When two places are suspected to be one, how strongly, and why. Pairs are looked for in blocks, never all by all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from rapidfuzz import fuzz

from directory.duplicates.names import Name
from directory.geometry import metres_between

ALIKE = 0.85  # of the letters: below, names of one commune that look alike are mostly different places
SAME_M, NEAR_M, FAR_M = 2.0, 60.0, 1_000.0
LISTED = 0.4
CROWDED = 60  # places that share one key in one commune: too many for the key to mean anything
CELL = 0.001  # degrees: a block of about a hundred metres
Point = tuple[float, float]  # latitude, longitude
SHARP = frozenset({"address", "street"})

# How much each reason weighs by itself; several are put together as independent clues: 1 - (1-a)(1-b)…
SAME_NAME, SAME_POINT, NEAR_POINT, SAME_SITE = 0.75, 0.45, 0.25, 0.4
BLURRED = 0.9  # the same point, found by a geocoder that was not sure
NEXT_COMMUNE, FAR_APART = 0.8, 0.6  # what takes away from the score


class Suspicion(NamedTuple):
    """Two places that may be one: `a` < `b`, a score from 0 to 1, and the reasons, strongest first."""

    a: UUID
    b: UUID
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A place as far as it matters for telling it from another."""

    id: UUID
    name: str
    commune_code: str | None
    commune: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    website: str | None

    @cached_property
    def called(self) -> Name:
        """Its name, made comparable."""
        return Name(self.name, self.commune or "")

    @property
    def point(self) -> Point | None:
        """Where it is, unless all that is known is its commune."""
        if self.latitude is None or self.longitude is None or self.precision == "commune":
            return None
        return self.latitude, self.longitude

    @cached_property
    def site(self) -> str | None:
        """Its website without what varies between two spellings of one address."""
        bare = (self.website or "").lower().split("://")[-1].removeprefix("www.").rstrip("/")
        return bare or None


Neighbours = Callable[[str], AbstractSet[str]]
Pair = tuple[Candidate, Candidate]
ByName = defaultdict[str, defaultdict[str, list[Candidate]]]  # commune, key of the name
ByCell = defaultdict[tuple[int, int], list[Candidate]]


def suspicions(
    places: Sequence[Candidate], *, neighbours: Neighbours, about: AbstractSet[UUID] | None = None
) -> list[Suspicion]:
    """Every pair suspected to be one place, strongest first; with `about`, only pairs that one of those is in."""
    asked = places if about is None else [place for place in places if place.id in about]
    known: set[tuple[UUID, UUID]] = set()
    found = []
    for pair in _pairs(places, asked, neighbours):
        a, b = sorted(pair, key=attrgetter("id"))
        if (a.id, b.id) not in known:
            known.add((a.id, b.id))
            found.append(compared(a, b, neighbours=neighbours))
    return sorted(filter(None, found), key=lambda one: (-one.score, one.a, one.b))


def compared(one: Candidate, other: Candidate, *, neighbours: Neighbours) -> Suspicion | None:
    """What speaks for these two being one place; none unless they are near, and alike in name or at the same point."""
    same_commune = one.commune_code is not None and one.commune_code == other.commune_code
    clues = dict(_name_clues(one.called, other.called, same_commune=same_commune))
    apart = metres_between(one.point, other.point) if one.point and other.point else None
    clues |= _point_clues(apart, blurred=not {one.precision, other.precision} <= SHARP)
    adjacent = _adjacent(one, other, neighbours)
    if not clues or not (same_commune or adjacent or "same_point" in clues):
        return None
    if one.site and one.site == other.site:
        clues["same_website"] = SAME_SITE
    doubt = 1.0
    for weight in clues.values():
        doubt *= 1 - weight
    score = 1 - doubt
    if not same_commune and apart is None:
        score *= NEXT_COMMUNE
    if apart is not None and apart > FAR_M and {one.precision, other.precision} <= SHARP:
        score, clues = score * FAR_APART, clues | {"far_apart": 0.0}
    where = {"same_commune": same_commune, "neighbouring_commune": adjacent}
    reasons = (*sorted(clues, key=lambda reason: -clues[reason]), *(word for word, true in where.items() if true))
    return Suspicion(one.id, other.id, round(score, 3), reasons) if score >= LISTED else None


def _name_clues(one: Name, other: Name, *, same_commune: bool) -> Iterator[tuple[str, float]]:
    if one.letters == other.letters:
        yield "same_name", SAME_NAME
        return
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return  # `Atelier 12` and `Atelier 13` look alike and are not
    pair = (one.telling_there, other.telling_there) if same_commune else (one.telling, other.telling)
    telling = fuzz.token_sort_ratio(" ".join(pair[0]), " ".join(pair[1])) if all(pair) else 0
    alike = max(fuzz.ratio(one.letters, other.letters), telling) / 100
    if alike >= ALIKE:
        yield "similar_name", SAME_NAME * (alike - ALIKE / 2) / (1 - ALIKE / 2)


def _point_clues(apart: float | None, *, blurred: bool) -> dict[str, float]:
    if apart is None or apart > NEAR_M:
        return {}
    reason, weight = ("same_point", SAME_POINT) if apart <= SAME_M else ("near_point", NEAR_POINT)
    return {reason: weight * (BLURRED if blurred else 1)}


def _adjacent(one: Candidate, other: Candidate, neighbours: Neighbours) -> bool:
    known = one.commune_code and other.commune_code
    return bool(known) and other.commune_code in neighbours(one.commune_code or "")


def _pairs(places: Sequence[Candidate], asked: Iterable[Candidate], neighbours: Neighbours) -> Iterator[Pair]:
    """Pairs worth comparing, of one of those asked about and any other; a pair may come more than once."""
    alike, near = _by_name(places), _by_cell(places)
    for place in asked:
        yield from ((place, other) for other in chain(_named_alike(place, alike, neighbours), _close(place, near)))


def _by_name(places: Iterable[Candidate]) -> ByName:
    blocks: ByName = defaultdict(lambda: defaultdict(list))
    for place in places:
        for key in place.called.keys if place.commune_code else ():
            blocks[place.commune_code or ""][key].append(place)
    return blocks


def _by_cell(places: Iterable[Candidate]) -> ByCell:
    grid: ByCell = defaultdict(list)
    for place in places:
        if place.point:
            grid[_cell(place.point)].append(place)
    return grid


def _named_alike(place: Candidate, blocks: ByName, neighbours: Neighbours) -> Iterator[Candidate]:
    """The others of its commune, or of one that touches it, whose names share a key that is not too common there."""
    here = place.commune_code
    if here is None:
        return
    around = [blocks[code] for code in neighbours(here) if code in blocks]
    for key in place.called.keys:
        if len(blocks[here][key]) <= CROWDED:
            found = (block[key] for block in (blocks[here], *around) if key in block)
            yield from (other for some in found if len(some) <= CROWDED for other in some if other.id != place.id)


def _close(place: Candidate, grid: ByCell) -> Iterator[Candidate]:
    """The others of its cell, or of one that touches it."""
    if place.point:
        row, column = _cell(place.point)
        for cell in product((row - 1, row, row + 1), (column - 1, column, column + 1)):
            yield from (other for other in grid.get(cell, ()) if other.id != place.id)


def _cell(point: Point) -> tuple[int, int]:
    return round(point[0] / CELL), round(point[1] / CELL)
