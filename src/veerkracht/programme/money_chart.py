"""The drawing of money by year: stacked columns, solid for structural, hatched for incidental. Pure geometry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from veerkracht.programme.money_rules import Line, kind_of, steps

WIDTH, HEIGHT = 380, 250
LEFT, RIGHT, TOP, BOTTOM = 62, 6, 14, 24
SERIES = 5  # and the rest as “others”
KINDS = ("structural", "expected", "incidental")


@dataclass(frozen=True)
class Block:
    """A piece of a column: where, how large, which series (1 is the first) and which kind."""

    x: float
    y: float
    width: float
    height: float
    series: int
    kind: str


@dataclass(frozen=True)
class Column:
    """A year below its column; ``middle`` is where the words stand."""

    year: int
    middle: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Mark:
    """A line of the axis at an amount in cents."""

    cents: int
    y: float


@dataclass(frozen=True)
class Drawing:
    """All that the template draws; ``ends`` are the places behind a year after which something stops."""

    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    ends: tuple[float, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def draw(
    lines: Sequence[Line], names: Sequence[str], first: int, last: int, ends: Sequence[int] = ()
) -> Drawing:
    """Columns from ``first`` to ``last``; ``names`` are the series in order, what is none of them is “others”."""
    amounts = _amounts(lines, names)
    years = range(first, last + 1)
    totals = [sum(amounts[year].values()) for year in years]
    marks = steps(max(totals, default=0))
    room = HEIGHT - TOP - BOTTOM
    scale = room / marks[-1]
    slot = (WIDTH - LEFT - RIGHT) / len(years)
    columns = tuple(
        _column(year, LEFT + slot * nth, slot, amounts[year], scale)
        for nth, year in enumerate(years)
    )
    return Drawing(
        columns=columns,
        marks=tuple(Mark(cents, round(HEIGHT - BOTTOM - cents * scale, 1)) for cents in marks),
        ends=tuple(
            round(LEFT + slot * (year - first + 1), 1) for year in ends if first <= year < last
        ),
    )


def _amounts(lines: Sequence[Line], names: Sequence[str]) -> dict[int, dict[tuple[str, int], int]]:
    """By year: cents of each kind and series."""
    places = {name: number for number, name in enumerate(names, start=1)}
    amounts: dict[int, dict[tuple[str, int], int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        amounts[line.year][kind_of(line), places.get(line.series, SERIES + 1)] += line.cents
    return amounts


def _column(
    year: int, start: float, slot: float, amounts: dict[tuple[str, int], int], scale: float
) -> Column:
    width, floor, blocks = slot * 0.68, float(HEIGHT - BOTTOM), []
    x = round(start + (slot - width) / 2, 1)
    for kind, series in sorted(amounts, key=lambda one: (KINDS.index(one[0]), one[1])):
        height = amounts[kind, series] * scale
        floor -= height
        if height:
            blocks.append(
                Block(x, round(floor, 1), round(width, 1), round(height, 1), series, kind)
            )
    return Column(year, round(start + slot / 2, 1), tuple(blocks))
