"""Distances on the Earth, good to half a percent: enough to say that a point is not in its commune."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Metres between two points given in degrees, along a great circle (haversine)."""
    north, east = radians(other_latitude - latitude), radians(other_longitude - longitude)
    along = cos(radians(latitude)) * cos(radians(other_latitude))
    half_chord = sin(north / 2) ** 2 + along * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, half_chord)))
