"""How long people need to go from one site to another.

The rule is short on purpose, so that an agent can check it: ten minutes to leave and to
arrive, then the straight-line distance lengthened by 30 % (streets are not straight) at
25 km/h, rounded up to five minutes and never more than two hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

Point = tuple[float, float]

FIXED = 10
DETOUR = 1.3
SPEED_KMH = 25
ROUNDING = 5
CAP = 120
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey and the figures that explain it: kilometres as the crow flies, minutes."""

    kilometres: float
    minutes: int


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance between two (latitude, longitude) points in degrees."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b[1] - a[1]) / 2)
    chord = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def journey(a: Point, b: Point) -> Journey:
    """The journey between two points."""
    if a == b:
        return Journey(0.0, 0)
    kilometres = distance_km(a, b)
    ride = kilometres * DETOUR / SPEED_KMH * 60
    # A hair is taken off before rounding up, so that a figure of exactly 25 stays 25.
    steps = ceil((FIXED + ride) / ROUNDING - 1e-9)
    return Journey(kilometres, min(CAP, steps * ROUNDING))


def travel_minutes(a: Point, b: Point) -> int:
    """Minutes between two points; 0 on the same site."""
    return journey(a, b).minutes


def travel_table(sites: Mapping[int, Point]) -> dict[tuple[int, int], int]:
    """Minutes between every two sites, both ways; a site and itself are left out."""
    return {
        (a, b): travel_minutes(from_, to)
        for a, from_ in sites.items()
        for b, to in sites.items()
        if a != b
    }
