"""Distances between places. Pure."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG

Point = tuple[float, float]  # latitude, longitude in degrees (WGS84)


def distance_km(a: Point, b: Point) -> float:
    """Kilometres between two points over the globe, by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    across = sin(radians(lat_b - lat_a) / 2) ** 2
    along = sin(radians(lon_b - lon_a) / 2) ** 2
    chord = across + cos(radians(lat_a)) * cos(radians(lat_b)) * along
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
