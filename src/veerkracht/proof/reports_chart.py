"""The geometry of bars of places: how many came, did not come, or were left. Pure: numbers in, per cent out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a bar: what it is, where it begins and how wide it is, in per cent of the picture."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A bar with its parts, and the whole of it as an outline."""

    whole: float
    parts: tuple[Part, ...]


def bars(rows: Sequence[tuple[int, Sequence[tuple[str, int]]]]) -> list[Bar]:
    """Bars on one scale for rows of (whole, parts in order); the longest fills the picture."""
    longest = max((max(whole, sum(n for _kind, n in parts)) for whole, parts in rows), default=0)
    return [_bar(whole, parts, max(longest, 1)) for whole, parts in rows]


def _bar(whole: int, parts: Sequence[tuple[str, int]], longest: int) -> Bar:
    found, x = [], 0.0
    for kind, number in parts:
        width = round(100 * number / longest, 2)
        if width:
            found.append(Part(kind, round(x, 2), width))
        x += width
    return Bar(round(100 * max(whole, 0) / longest, 2), tuple(found))
