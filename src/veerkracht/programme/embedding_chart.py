"""The geometry of a trend: a line for each part over the months. Pure: levels in, points out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veerkracht.programme.embedding_rules import LASTING, MONTHS, PARTS

LEFT, RIGHT, TOP, BOTTOM = 150.0, 520.0, 16.0, 166.0  # of a picture of 540 by 200
APART = 3.0  # lines at one level lie beside each other


@dataclass(frozen=True)
class Line:
    """A part with its points (x, y), in order of time, and as SVG wants them."""

    part: str
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        """The points of a polyline."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


def across(months: int) -> float:
    """How far to the right a moment lies."""
    return round(LEFT + (RIGHT - LEFT) * months / max(MONTHS), 1)


def up(level: int) -> float:
    """How high a level lies: the y of the picture, which grows downwards."""
    return round(BOTTOM - (BOTTOM - TOP) * level / LASTING, 1)


def lines(levels: Mapping[int, Mapping[str, int]]) -> list[Line]:
    """A line for each part over levels by months and part; a part that was never answered has none."""
    found = []
    for nth, part in enumerate(PARTS):
        shift = (nth - (len(PARTS) - 1) / 2) * APART
        points = tuple(
            (across(months), round(up(answers[part]) + shift, 1))
            for months, answers in sorted(levels.items())
            if part in answers
        )
        if points:
            found.append(Line(part, points))
    return found
