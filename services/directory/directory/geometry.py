"""Where things are on the globe, without PostGIS: great-circle distances, and a plane that PostgreSQL can index.

The plane is Mercator's, in degrees of longitude: it is conformal, so that near any point it is a scaled map, and a
neighbour in the plane is a neighbour on the ground. Distances shown or compared are haversine ones, on a mean sphere.
"""

from math import asin, copysign, cos, degrees, log, radians, sin, sqrt, tan
from typing import NamedTuple

MEAN_RADIUS = 6_371_008.8  # metres (IUGG)
POLE, DATE_LINE = 90.0, 180.0  # degrees
HIGHEST = 85.0  # degrees of latitude: beyond, the plane has no room


class Box(NamedTuple):
    """A box in degrees; west exceeds east when it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def parts(self) -> list["Box"]:
        """The box in pieces that do not cross the antimeridian."""
        if self.west <= self.east:
            return [self]
        return [self._replace(east=DATE_LINE), self._replace(west=-DATE_LINE)]


class Circle(NamedTuple):
    """Everything within so many metres of a point."""

    latitude: float
    longitude: float
    metres: float

    def box(self) -> Box:
        """A box that holds the circle: a little larger, never smaller."""
        tall = degrees(self.metres / MEAN_RADIUS) * 1.000_001
        south, north = max(self.latitude - tall, -POLE), min(self.latitude + tall, POLE)
        farthest = max(abs(south), abs(north))
        wide = tall / cos(radians(farthest)) if farthest < HIGHEST else DATE_LINE
        if wide >= DATE_LINE:
            return Box(-DATE_LINE, south, DATE_LINE, north)
        return Box(_around(self.longitude - wide), south, _around(self.longitude + wide), north)


def _around(longitude: float) -> float:
    """The same meridian, named between -180 and 180."""
    return longitude if abs(longitude) <= DATE_LINE else longitude - 2 * copysign(DATE_LINE, longitude)


def stretched(latitude: float) -> float:
    """The latitude on Mercator's plane, where a degree is as long northward as eastward."""
    return degrees(log(tan(radians(45 + latitude / 2))))


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two (latitude, longitude): haversine."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    north, east = radians(lat_b - lat_a), radians(lon_b - lon_a)
    half = sin(north / 2) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east / 2) ** 2
    return 2 * MEAN_RADIUS * asin(min(1.0, sqrt(half)))
