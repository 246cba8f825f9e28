"""The boundaries of a year as paths of a picture, for every map of the house."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from veerkracht.places.models import Boundary
from veerkracht.ui import map_geometry as geometry


@dataclass(frozen=True)
class DrawnBoundaries:
    """How high the picture is (pixels), whose boundaries they are, and of each area its code, path and middle."""

    height: int
    source: str
    parts: tuple[tuple[str, str, geometry.Point], ...]


@lru_cache(maxsize=4)
def drawn_boundaries(year: int) -> DrawnBoundaries:
    """Made once in a process: a year's boundaries hardly change. The year must have some."""
    rows = list(Boundary.objects.filter(year=year).select_related("area"))
    within = geometry.frame(row.shape for row in rows)
    parts = tuple(
        (row.area.code, geometry.path(row.shape, within), geometry.middle_of(row.shape, within))
        for row in rows
    )
    return DrawnBoundaries(within.height, rows[0].source, parts)
