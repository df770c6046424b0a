"""How far two points on the earth are apart."""

from math import asin, cos, radians, sin, sqrt

_DIAMETER_KM = 12742
"""Of a sphere of the earth's mean radius."""


def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The distance between two points in degrees, in kilometres, by the haversine formula."""
    p = radians(1)
    h = sin((lat_b - lat_a) * p / 2) ** 2 + cos(lat_a * p) * cos(lat_b * p) * sin((lon_b - lon_a) * p / 2) ** 2
    return _DIAMETER_KM * asin(sqrt(min(1.0, h)))
