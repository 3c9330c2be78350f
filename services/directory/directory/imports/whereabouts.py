"""Where a row says a place is: the commune it names, the point it gives, and whether the two agree."""

from collections.abc import Iterator

from contracts.directory import Precision
from directory.geometry import HIGHEST, metres_between
from directory.imports import values
from directory.imports.said import NOTHING, Cell, Faults, Said
from directory.places.schemas import AddressDraft, LocationDraft
from directory.territories.communes import Commune, Territories
from directory.territories.divisions import Departement, departement_of, departements, regions
from directory.territories.resolution import Resolution, resolve_commune

Position = tuple[float, float]
EAST = 180.0
# How far beyond the farthest point of its commune an address may be before it is not believed: outlines are
# simplified to about a hundred metres, and addresses stand across the boundary of a commune.
TOLERANCE_M = 5_000
REACH_UNKNOWN_M = 60_000  # communes overseas without an outline: an atoll and its neighbours
LONGEST_LINE = 200


def position(said: Said, faults: Faults) -> Position | None:
    """The point in degrees, unless it is missing, unreadable, off the map or the origin that stands for missing."""
    latitude, longitude = faults.take(said.latitude, values.number), faults.take(said.longitude, values.number)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    if not (-HIGHEST <= latitude <= HIGHEST and -EAST <= longitude <= EAST):
        faults.add(_point_cell(said), "not on the map; coordinates left out")
        return None
    return latitude, longitude


def commune(said: Said, at: Position | None, territories: Territories) -> Resolution:
    """The first commune the row names that agrees with its coordinates; else the first that it names at all."""
    tried = []
    for found in _named(said, territories):
        if found.commune and (at is None or metres_off(at, found.commune) <= 0):
            return found
        tried.append(found)
    return next((one for one in tried if one.commune), max(tried, key=lambda one: one.reason == "ambiguous"))


def _named(said: Said, territories: Territories) -> Iterator[Resolution]:
    """What each code means, then what the words mean, which is only looked up when the codes were not enough."""
    codes = [values.text(cell.value) for cell in said.commune_codes]
    yield from (resolve_commune(territories, code=code) for code in codes if code)
    yield resolve_commune(
        territories,
        name=values.text(said.commune.value),
        postcode=values.text(said.postcode.value),
        departement=values.text(said.departement.value),
    )


def blamed(said: Said) -> Cell:
    """The cell to show when no commune was found."""
    cells = (*said.commune_codes, said.commune, said.postcode)
    return next((cell for cell in cells if values.text(cell.value)), next((c for c in cells if c.column), NOTHING))


def address(said: Said, found: Resolution) -> AddressDraft:
    """The address with today's codes and names; without a commune, as far as the row goes."""
    area = found.commune.departement if found.commune else _departement(said)
    return AddressDraft(
        street=_line(said.street),
        complement=_line(said.complement),
        postcode=_line(said.postcode) or found.district_postcode,
        commune_code=found.commune.code if found.commune else None,
        commune=found.commune.name if found.commune else _line(said.commune),
        departement_code=area.code if area else None,
        departement=area.name if area else None,
        region_code=area.region_code if area else None,
        region=regions()[area.region_code].name if area else None,
    )


def location(said: Said, at: Position | None, found: Resolution, faults: Faults) -> LocationDraft | None:
    """The row's point where it agrees with the commune; else the middle of the commune, which says that it is that."""
    if at and found.commune:
        at = _believable(at, found.commune, said, faults)
    if at:
        score = said.score if said.score is not None and 0 <= said.score <= 1 else None
        return LocationDraft(latitude=at[0], longitude=at[1], precision=said.precision, score=score)
    if found.commune and found.commune.latitude is not None and found.commune.longitude is not None:
        middle: Precision = "commune"
        return LocationDraft(latitude=found.commune.latitude, longitude=found.commune.longitude, precision=middle)
    return None


def _believable(at: Position, named: Commune, said: Said, faults: Faults) -> Position | None:
    """The point if it is in or near the commune, turned round if that is what puts it there; else none."""
    off = metres_off(at, named)
    if off <= 0:
        return at
    turned = at[1], at[0]
    if abs(turned[0]) <= HIGHEST and metres_off(turned, named) <= 0:
        faults.add(_point_cell(said), "latitude and longitude were exchanged; put right")
        return turned
    kilometres = round((off + TOLERANCE_M) / 1000)
    faults.add(_point_cell(said), f"{kilometres} km outside {named.name} ({named.code}); coordinates left out")
    return None


def metres_off(at: Position, named: Commune) -> float:
    """How much farther than the commune's land and the tolerance go; at most 0 is near, and so is what nobody knows."""
    if named.latitude is None or named.longitude is None:
        return 0
    reach = REACH_UNKNOWN_M if named.reach_m is None else named.reach_m
    return metres_between(at, (named.latitude, named.longitude)) - reach - TOLERANCE_M


def _departement(said: Said) -> Departement | None:
    code = values.text(said.departement.value) or ""
    return departements().get(code.upper().zfill(2)) or departements().get(departement_of(said.postcode.value.strip()))


def _line(cell: Cell) -> str | None:
    """A line of an address on one line; what is longer than the table takes is cut at a word."""
    flat = " ".join((values.text(cell.value) or "").split())
    return (flat if len(flat) <= LONGEST_LINE else flat[:LONGEST_LINE].rsplit(" ", 1)[0]) or None


def _point_cell(said: Said) -> Cell:
    return Cell(said.latitude.column, f"{said.latitude.value.strip()} {said.longitude.value.strip()}")
