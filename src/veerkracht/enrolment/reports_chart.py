"""The geometry of the pictures of fill and waiting. Pure: numbers in, drawing units out.

Drawings stretch with the page and hold no text, so that letters keep their size on a phone; labels stand
beside them in HTML, and every number in the table below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 100.0
COLUMN = 12.0  # a column's width in drawing units, with 1.5 of air on both sides
AIR = 1.5


@dataclass(frozen=True)
class Bar:
    """One column: all places as an outline, the taken part filled, what waits stacked on top."""

    x: float
    width: float
    places_y: float
    places_height: float
    taken_y: float
    taken_height: float
    waiting_y: float
    waiting_height: float


@dataclass(frozen=True)
class Columns:
    """A chart of columns: its width, the number at its top, and its bars."""

    width: float
    top: int
    bars: tuple[Bar, ...]


def round_up(number: int) -> int:
    """The next number that reads well at the top of a scale: 1, 2 or 5 times a power of ten."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if number <= factor * step:
                return factor * step
        step *= 10


def columns(rows: Sequence[tuple[int, int, int]]) -> Columns:
    """Columns for rows of (places, taken, waiting)."""
    top = round_up(
        max((max(places, taken) + waiting for places, taken, waiting in rows), default=1)
    )
    return Columns(
        width=COLUMN * max(len(rows), 1),
        top=top,
        bars=tuple(_bar(nth, row, top) for nth, row in enumerate(rows)),
    )


def _bar(nth: int, row: tuple[int, int, int], top: int) -> Bar:
    places, taken, waiting = row
    whole = max(places, taken)
    return Bar(
        x=round(nth * COLUMN + AIR, 2),
        width=COLUMN - 2 * AIR,
        places_y=_y(whole, top),
        places_height=_length(whole, top),
        taken_y=_y(taken, top),
        taken_height=_length(taken, top),
        waiting_y=_y(whole + waiting, top),
        waiting_height=_length(waiting, top),
    )


def _length(number: int, top: int) -> float:
    return round(HEIGHT * max(number, 0) / top, 2)


def _y(number: int, top: int) -> float:
    return round(HEIGHT - _length(number, top), 2)


@dataclass(frozen=True)
class Lines:
    """A chart of two stepped lines over days, with the number of places as a level line."""

    top: int
    taken: str
    waiting: str
    places_y: float


WIDTH = 300.0


def lines(days: Sequence[tuple[date, int, int]], *, first: date, last: date, places: int) -> Lines:
    """Stepped lines for entries of (day, taken, waiting), from the first day to the last."""
    top = round_up(
        max([places, *(max(taken, waiting) for _day, taken, waiting in days)], default=1)
    )
    return Lines(
        top=top,
        taken=_steps([(day, taken) for day, taken, _waiting in days], first, last, top),
        waiting=_steps([(day, waiting) for day, _taken, waiting in days], first, last, top),
        places_y=_y(places, top),
    )


def _steps(points: Sequence[tuple[date, int]], first: date, last: date, top: int) -> str:
    """An SVG path that stays level until the day on which the number changes."""
    span = max((last - first).days, 1)
    path, level = [f"M0 {HEIGHT:g}"], 0
    for day, number in points:
        x = round(WIDTH * min(max((day - first).days, 0), span) / span, 2)
        path.append(f"H{x:g}V{_y(number, top):g}")
        level = number
    path.append(f"H{WIDTH:g}")
    return "".join(path) if level or points else ""
