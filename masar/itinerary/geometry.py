"""Distances good enough to compare: great circles on a sphere, without the cost of an ellipsoid."""

from math import asin, cos, radians, sin, sqrt

from masar.model import Place, Stop

_EARTH_KM = 6371.0


def distance_km(one: Place | Stop, other: Place | Stop) -> float:
    """Return the great-circle distance of two places or stops, in kilometres."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    d_lat, d_lon = other_lat - lat, radians(other.lon - one.lon)
    a = sin(d_lat / 2) ** 2 + cos(lat) * cos(other_lat) * sin(d_lon / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(a)))
