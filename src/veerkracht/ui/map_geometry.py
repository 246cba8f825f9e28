"""Pure: tiles and boundaries of a map as points for a picture.

A tile lies at a column and row of the hexagonal map of ``places``: columns a tile wide, every other row
shifted by half a tile. Boundaries come in degrees (longitude, latitude) and go to pixels, north above.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]

TILE = 74.0  # pixels from side to side
RADIUS = TILE / sqrt(3)
GAP = 0.955  # of a tile, so that a line of paper stays between them
LONGEST_NAME = 10  # signs that fit on a tile
WIDTH = 420.0  # pixels of the picture with boundaries
TOLERANCE = 0.8  # pixels that a point may lie off the line that is left


def centre(column: float, row: int, least: tuple[float, int]) -> Point:
    """The middle of a tile, when the picture begins at the least column and row."""
    x = (column - least[0] + 0.5) * TILE
    return round(x, 1), round((row - least[1]) * RADIUS * 1.5 + RADIUS, 1)


def hexagon(middle: Point) -> str:
    """The corners of a tile around its middle, with a point above, as SVG writes them."""
    corners = (
        (
            middle[0] + GAP * RADIUS * sin(pi / 3 * corner),
            middle[1] - GAP * RADIUS * cos(pi / 3 * corner),
        )
        for corner in range(6)
    )
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def size(tiles: Sequence[tuple[float, int]]) -> tuple[int, int]:
    """Width and height of a picture that holds these tiles (column, row)."""
    columns = [column for column, _row in tiles]
    rows = [row for _column, row in tiles]
    width = (max(columns) - min(columns) + 1) * TILE
    return round(width), round((max(rows) - min(rows)) * RADIUS * 1.5 + 2 * RADIUS)


def short_name(name: str) -> str:
    """A name that fits on a tile: ``Sittard-Geleen`` → ``Sittard-G.``, ``Horst aan de Maas`` → ``Horst``."""
    if len(name) <= LONGEST_NAME:
        return name
    for sign, written in ((" aan ", ""), ("-", "-{}."), (" en ", " en {}."), (" ", "")):
        first, found, rest = name.partition(sign)
        if found:
            short = first + written.format(rest[:1])
            return short if len(short) <= LONGEST_NAME + 1 else f"{first[:8]}."
    return f"{name[:8]}."


@dataclass(frozen=True)
class Frame:
    """How degrees become pixels: the north-west corner, and pixels for a degree each way."""

    west: float
    north: float
    across: float
    down: float
    height: int


def frame(shapes: Iterable[dict[str, Any]]) -> Frame:
    """A frame around these GeoJSON geometries, as wide as the picture; a degree north is longer than one east."""
    points = [point for shape in shapes for ring in rings(shape) for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    across = WIDTH / (east - west)
    down = across / cos(radians((south + north) / 2))
    return Frame(west, north, across, down, round((north - south) * down))


def rings(shape: dict[str, Any]) -> list[list[Point]]:
    """Every ring of a Polygon or MultiPolygon, in degrees."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [[(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon]


def path(shape: dict[str, Any], within: Frame) -> str:
    """A geometry as the path of an SVG, with no more points than one sees."""
    parts = []
    for ring in rings(shape):
        drawn = [
            ((x - within.west) * within.across, (within.north - y) * within.down) for x, y in ring
        ]
        kept = simplified(drawn, TOLERANCE)
        if len(kept) > 2:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept[:-1]) + "Z")
    return "".join(parts)


def middle_of(shape: dict[str, Any], within: Frame) -> Point:
    """A place for a number: the middle of the largest ring's points."""
    largest = max(rings(shape), key=len)
    x = sum(point[0] for point in largest) / len(largest)
    y = sum(point[1] for point in largest) / len(largest)
    return round((x - within.west) * within.across, 1), round((within.north - y) * within.down, 1)


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The points that matter: the rest lies within ``tolerance`` of the lines between them.

    Douglas and Peucker, with a list of what is still to do instead of recursion. First and last stay.
    """
    kept = {0, len(points) - 1}
    to_do = [(0, len(points) - 1)]
    while to_do:
        first, last = to_do.pop()
        between = range(first + 1, last)
        far = max(
            between, key=lambda at: off_line(points[at], points[first], points[last]), default=0
        )
        if far and off_line(points[far], points[first], points[last]) > tolerance:
            kept.add(far)
            to_do += [(first, far), (far, last)]
    return [points[at] for at in sorted(kept)]


def off_line(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line piece between two others, in their unit."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    share = 0.0
    if length:
        along = (point[0] - start[0]) * across + (point[1] - start[1]) * down
        share = min(1.0, max(0.0, along / length))
    x, y = start[0] + share * across, start[1] + share * down
    return sqrt((point[0] - x) ** 2 + (point[1] - y) ** 2)
