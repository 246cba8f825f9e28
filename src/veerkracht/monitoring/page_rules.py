"""Pure: how figures are read, sorted, classed and drawn. What is hidden stays hidden in each of them.

A drawing gets only :class:`~veerkracht.disclosure.values.Figure`, so it cannot know what a reader may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from veerkracht.disclosure.values import BASE, Figure, order

T = TypeVar("T")
Point = tuple[float, float]

SHADES: Final = 5  # how many shades a map has


def margin(number: int, out_of: int, *, base: int = BASE) -> tuple[int, int]:
    """Between which whole percents a rate of two rounded counts lies: each is at most half ``base`` off.

    ``out_of`` is more than ``base``. Half up, like the rate itself.
    """
    slack = base // 2
    low = _percent(max(0, number - slack), out_of + slack)
    return low, min(100, _percent(number + slack, out_of - slack))


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole)


def most_first(rows: Iterable[T], figure: Callable[[T], Figure]) -> list[T]:
    """From large to small; hidden comes after all that is shown, absent last, each in the order that they came."""
    return sorted(rows, key=lambda row: _downwards(figure(row)))


def _downwards(figure: Figure) -> tuple[int, int]:
    rank, number = order(figure)
    return rank, -number


@dataclass(frozen=True)
class Step:
    """A class of a map: the numbers from ``low`` to ``high``, and its shade from 1 (light) to SHADES (dark)."""

    low: int
    high: int
    shade: int


def steps(figures: Iterable[Figure], most: int = SHADES) -> list[Step]:
    """Classes of equal width over what is shown, light to dark; empty when nothing is shown."""
    known = [figure.number for figure in figures if figure.number is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    width = max(1, -(-(high - low + 1) // most))
    lows = range(low, high + 1, width)
    dark = most - len(
        lows
    )  # few classes take the dark shades, so that they differ from what is hidden
    return [
        Step(start, min(high, start + width - 1), dark + place)
        for place, start in enumerate(lows, 1)
    ]


def shade(figure: Figure, classes: Sequence[Step]) -> int:
    """The shade of a figure; 0 for what is not shown."""
    for step in classes:
        if figure.number is not None and step.low <= figure.number <= step.high:
            return step.shade
    return 0


def top(figures: Iterable[Figure]) -> int:
    """A round number that all that is shown stays below or at: 1, 2 or 5 with noughts; 1 when nothing is shown."""
    most = max((figure.number for figure in figures if figure.number is not None), default=0)
    ten = 1
    while True:
        for lead in (1, 2, 5):
            if most <= lead * ten:
                return lead * ten
        ten *= 10


@dataclass(frozen=True)
class Frame:
    """Where a line is drawn, in pixels: from ``left`` to ``right``, from ``bottom`` up to ``top``."""

    left: float
    right: float
    top: float
    bottom: float

    def across(self, place: int, of: int) -> float:
        """How far to the right the nth of a number of periods lies; a single one in the middle."""
        if of <= 1:
            return (self.left + self.right) / 2
        return round(self.left + (self.right - self.left) * place / (of - 1), 1)

    def up(self, number: int, most: int) -> float:
        """How high a number lies."""
        return round(self.bottom - (self.bottom - self.top) * number / max(1, most), 1)


@dataclass(frozen=True)
class Line:
    """A line with gaps: ``pieces`` joined by a line, ``dots`` of what is shown, ``gaps`` across of what is not."""

    pieces: tuple[tuple[Point, ...], ...]
    dots: tuple[Point, ...]
    gaps: tuple[float, ...]


def line(figures: Sequence[Figure], most: int, frame: Frame) -> Line:
    """A line through what is shown. It stops where a figure is not: nothing is guessed, nothing drawn as nought."""
    pieces: list[list[Point]] = [[]]
    gaps = []
    for place, figure in enumerate(figures):
        across = frame.across(place, len(figures))
        if figure.number is None:
            gaps.append(across)
            pieces.append([])
        else:
            pieces[-1].append((across, frame.up(figure.number, most)))
    kept = tuple(tuple(piece) for piece in pieces if piece)
    return Line(kept, tuple(point for piece in kept for point in piece), tuple(gaps))


def share(figure: Figure, most: int) -> float:
    """How long a bar is, in percent of the longest; 0 for what is not shown, which gets no bar."""
    if figure.number is None or most <= 0:
        return 0.0
    return round(min(100.0, 100 * figure.number / most), 1)


def extremes(rows: Sequence[T], figure: Callable[[T], Figure]) -> tuple[list[T], list[T]] | None:
    """All that share the largest and all that share the smallest of what is shown; None when no two differ."""
    known = [row for row in rows if figure(row).is_shown]
    if not known:
        return None
    ordered = [figure(row) for row in most_first(known, figure)]
    high, low = ordered[0], ordered[-1]
    if high == low:
        return None
    return [row for row in known if figure(row) == high], [
        row for row in known if figure(row) == low
    ]
