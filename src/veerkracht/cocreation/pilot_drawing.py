"""Where the dots of a measure stand: baseline, middle and end on one line, with the target. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 240, 44
LEFT, RIGHT, LINE = 10, 10, 20
FULL = {"percentage": Decimal(100), "scale": Decimal(10)}
NICE = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Dot:
    """A reading on the line; ``moment`` says which of the three."""

    moment: str
    x: float


@dataclass(frozen=True)
class Drawing:
    """All that the template draws. ``end`` is what the right side of the axis stands for."""

    dots: tuple[Dot, ...]
    target: float | None
    end: Decimal
    way: tuple[float, float] | None = None  # from the first to the last dot
    width: int = WIDTH
    height: int = HEIGHT
    line: int = LINE
    left: int = LEFT
    right: int = WIDTH - RIGHT


def reach(kind: str, values: Sequence[Decimal]) -> Decimal:
    """What the axis goes to: 100 for a percentage, 10 for a mark, else a round number above every value."""
    if kind in FULL:
        return FULL[kind]
    most = max(values, default=Decimal(0))
    size = Decimal(1)
    while size * 10 < most:
        size *= 10
    return next((size * one for one in NICE if size * one >= most), size * 10)


def draw(kind: str, readings: Mapping[str, Decimal], target: Decimal | None) -> Drawing:
    """Dots by moment in the order of time, from 0 at the left."""
    marks = [*readings.values(), *([target] if target is not None else [])]
    end = reach(kind, marks)
    dots = tuple(
        Dot(moment, _place(readings[moment], end))
        for moment in ("baseline", "middle", "end")
        if moment in readings
    )
    return Drawing(
        dots=dots,
        target=_place(target, end) if target is not None else None,
        end=end,
        way=(dots[0].x, dots[-1].x) if len(dots) > 1 else None,
    )


def _place(value: Decimal, end: Decimal) -> float:
    share = float(value / end) if end else 0.0
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)
