"""Where things are on the globe, without PostGIS: exact distances, and a plane that PostgreSQL can index.

The plane is Web Mercator (EPSG:3857), which is conformal: near any point it is a scaled map, so a box drawn in it
bounds a circle on the ground. Distances shown or compared are great-circle ones (haversine, mean radius).
"""

from math import asin, atan, cos, degrees, exp, log, pi, radians, sin, sqrt, tan
from typing import Any, NamedTuple

from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import UserDefinedType

MEAN_RADIUS = 6_371_008.8  # metres, IUGG mean radius: haversine
PLANE_RADIUS = 6_378_137.0  # metres, WGS 84 equatorial radius: the plane
HIGHEST = 85.0  # degrees of latitude: beyond, the plane has no room


class Point(UserDefinedType[str]):
    """PostgreSQL's ``point``, written and read as the text ``(x,y)``."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in SQL."""
        return "POINT"


ischema_names["point"] = Point  # so that a migrated database can be compared with the tables


class Box(NamedTuple):
    """A box in degrees; west exceeds east when it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


def plane(latitude: float, longitude: float) -> tuple[float, float]:
    """The point of the plane, in metres, of a place on the globe."""
    return PLANE_RADIUS * radians(longitude), PLANE_RADIUS * log(tan(pi / 4 + radians(latitude) / 2))


def globe(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a point of the plane: the way back."""
    return degrees(2 * atan(exp(y / PLANE_RADIUS)) - pi / 2), degrees(x / PLANE_RADIUS)


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two (latitude, longitude): haversine."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    north, east = radians(lat_b - lat_a), radians(lon_b - lon_a)
    half = sin(north / 2) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east / 2) ** 2
    return 2 * MEAN_RADIUS * asin(min(1.0, sqrt(half)))


def around(latitude: float, longitude: float, metres: float) -> Box:
    """A box that holds every point within ``metres``; a little larger, never smaller, cut at the edges of the map."""
    tall = degrees(metres / MEAN_RADIUS)
    north, south = min(latitude + tall, HIGHEST), max(latitude - tall, -HIGHEST)
    narrowest = cos(radians(min(max(abs(north), abs(south)), HIGHEST)))
    wide = tall / narrowest
    return Box(max(longitude - wide, -180.0), south, min(longitude + wide, 180.0), north)
