"""Tiles, boundaries and shades of the map of the movement."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.outreach import movement_rules as rules

numbers = st.floats(-500, 500, allow_nan=False)
points = st.lists(st.tuples(numbers, numbers), min_size=4, max_size=60)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Heerlen", "Heerlen"),
        ("Sittard-Geleen", "Sittard-G."),
        ("Horst aan de Maas", "Horst"),
        ("Mook en Middelaar", "Mook en M."),
        ("Valkenburg aan de Geul", "Valkenburg"),
        ("Bergen (L.)", "Bergen"),
        ("Eijsden-Margraten", "Eijsden-M."),
        ("Allerlangstenaam", "Allerlan."),
    ],
)
def test_a_name_fits_on_a_tile(name: str, short: str) -> None:
    assert rules.short_name(name) == short


@given(st.integers(0, 500), st.integers(0, 500))
def test_darker_is_more_and_only_nothing_is_empty(number: int, most: int) -> None:
    shade = rules.shade(number, max(number, most))
    assert 0 <= shade <= rules.SHADES
    assert (shade == 0) == (number == 0)
    assert shade >= rules.shade(max(number - 1, 0), max(number, most))


def test_tiles_touch_their_neighbours_and_do_not_overlap() -> None:
    here, beside = rules.centre(0, 0, (0, 0)), rules.centre(1, 0, (0, 0))
    below = rules.centre(0.5, 1, (0, 0))
    assert beside[0] - here[0] == rules.TILE
    apart = ((below[0] - here[0]) ** 2 + (below[1] - here[1]) ** 2) ** 0.5
    assert apart == pytest.approx(rules.TILE, abs=0.2)
    assert len(rules.hexagon(here).split()) == 6


@given(points, st.floats(0.1, 20))
def test_what_is_left_out_lies_near_the_line_that_stays(
    line: list[rules.Point], tolerance: float
) -> None:
    kept = rules.simplified(line, tolerance)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    at = 0
    for start, end in itertools.pairwise(kept):
        first = line.index(start, at)
        last = line.index(end, first + 1) if end in line[first + 1 :] else first
        assert all(
            rules.off_line(point, start, end) <= tolerance + 1e-6 for point in line[first:last]
        )
        at = last


def test_a_square_keeps_its_corners_north_above() -> None:
    ring = [[5.0, 50.8], [5.5, 50.8], [6.0, 50.8], [6.0, 51.3], [5.0, 51.3], [5.0, 50.8]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    within = rules.frame([shape])
    assert within.height > rules.WIDTH / 2, "a degree north is longer than one east"
    drawn = rules.path(shape, within)
    assert drawn.startswith("M0.0 ")
    assert drawn.count("L") == 3, "the point half way the side is left out"
    many = {"type": "MultiPolygon", "coordinates": [[ring], [ring]]}
    assert rules.path(many, within) == drawn * 2
