"""Pure: how dark a number is drawn on the map of the movement. Points for a picture come from ``ui.map_geometry``."""

from __future__ import annotations

from veerkracht.ui.map_geometry import (
    TILE,
    WIDTH,
    Frame,
    Point,
    centre,
    frame,
    hexagon,
    middle_of,
    off_line,
    path,
    rings,
    short_name,
    simplified,
    size,
)

__all__ = [
    "SHADES",
    "TILE",
    "WIDTH",
    "Frame",
    "Point",
    "centre",
    "frame",
    "hexagon",
    "middle_of",
    "off_line",
    "path",
    "rings",
    "shade",
    "short_name",
    "simplified",
    "size",
]

SHADES = 4


def shade(number: int, most: int) -> int:
    """How dark: 0 for nothing, else 1 to 4, in even steps up to the largest."""
    if number <= 0 or most <= 0:
        return 0
    return min(SHADES, 1 + (number - 1) * SHADES // max(most, SHADES))
