"""Cubes for tests that need no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, rate, shown
from veerkracht.monitoring.open_cubes import TOTAL_CODE, About, Cube, Dimension, Line

ABOUT = About(
    indicator="professionals-trained",
    title="Professionals die een training volgden",
    unit="professionals",
    source="Personeelstelling 2025",
    area="zuid-limburg",
    area_name="Zuid-Limburg",
    number=4,
    as_of=date(2026, 11, 1),
    published_on=date(2026, 11, 15),
    digest="ab" * 32,
    language="nl",
)
NAMES = {
    TOTAL_CODE: "Het hele gebied",
    "GM0917": "Heerlen",
    "GM0981": "Vaals",
    "2025": "2025",
    "2026": "2026",
}
FIGURES: Mapping[tuple[str, ...], tuple[Figure, Figure]] = {
    (TOTAL_CODE, "2025"): (shown(180), shown(600)),
    (TOTAL_CODE, "2026"): (shown(200), shown(600)),
    ("GM0917", "2026"): (shown(120), shown(400)),
    ("GM0981", "2025"): (ABSENT, shown(25)),
    ("GM0981", "2026"): (HIDDEN, shown(25)),
}


def cube_of(
    figures: Mapping[tuple[str, ...], tuple[Figure, Figure]],
    names: tuple[str, ...] = ("area", "period"),
) -> Cube:
    """A cube of numbers and denominators by code."""
    lines = tuple(
        Line(codes, number, out_of, rate(number, out_of))
        for codes, (number, out_of) in sorted(figures.items())
    )
    dimensions = []
    for place, name in enumerate(names):
        codes = sorted(
            {line.codes[place] for line in lines}, key=lambda code: (code != TOTAL_CODE, code)
        )
        words = {code: NAMES.get(code, code) for code in codes}
        dimensions.append(Dimension(name, tuple(codes), words))
    return Cube(ABOUT, tuple(dimensions), lines)


def made_cube() -> Cube:
    """A small cube with a number, a hidden one and one that is not there."""
    return cube_of(FIGURES)
