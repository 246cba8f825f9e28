"""What of the money falls away when. Whole cents; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_YEARS = 10  # in one view


@dataclass(frozen=True)
class Line:
    """Money of one purpose in one year. ``stream`` tells purposes apart; ``series`` is what to draw it under.

    ``expected``: nobody wrote it down, but the funder of structural money means to go on.
    """

    stream: str
    series: str
    year: int
    cents: int
    structural: bool
    expected: bool = False


def gone_on(lines: Iterable[Line], last: int) -> list[Line]:
    """The lines, and what structural money gives in years after its last line until ``last``."""
    given = list(lines)
    newest: dict[str, Line] = {}
    for line in given:
        if line.stream not in newest or line.year > newest[line.stream].year:
            newest[line.stream] = line
    return given + [
        Line(line.stream, line.series, year, line.cents, structural=True, expected=True)
        for line in newest.values()
        if line.structural and line.cents
        for year in range(line.year + 1, last + 1)
    ]


@dataclass(frozen=True)
class Year:
    """Money of one year: structural and written down, expected to go on, and incidental."""

    year: int
    structural: int = 0
    expected: int = 0
    incidental: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return self.structural + self.expected + self.incidental


def kind_of(line: Line) -> str:
    """“structural”, “expected” or “incidental”."""
    if line.expected:
        return "expected"
    return "structural" if line.structural else "incidental"


def by_year(lines: Iterable[Line], first: int, last: int) -> list[Year]:
    """Each year from ``first`` to ``last``, also those without money."""
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        sums[line.year][kind_of(line)] += line.cents
    return [Year(year, **sums[year]) for year in range(first, last + 1)]


def series_of(lines: Iterable[Line], most: int) -> list[str]:
    """What to draw, the most money first; at most so many, what is left over is for “others”."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.series] += line.cents
    ranked = sorted((name for name in sums if sums[name]), key=lambda name: (-sums[name], name))
    return ranked[:most]


@dataclass(frozen=True)
class Fall:
    """Money that was there in the year before ``year`` and is not any more: ``cents`` of ``of``.

    ``stays`` is what there is in ``year``, ``share`` a whole percentage: 0 and 100 only when exactly so.
    """

    year: int
    cents: int
    of: int
    stays: int

    @property
    def share(self) -> int:
        """How much of the year before falls away."""
        if self.cents in {0, self.of}:
            return 100 if self.cents else 0
        return min(99, max(1, (200 * self.cents + self.of) // (2 * self.of)))


def falls(lines: Sequence[Line], first: int, last: int) -> list[Fall]:
    """By year after ``first``: what falls away, purpose by purpose; years in which nothing does are left out.

    Money that comes elsewhere does not make up for it: another purpose is another promise.
    """
    amounts = _amounts(lines)
    totals = {one.year: one.total for one in by_year(lines, first, last)}
    found = []
    for year in range(first + 1, last + 1):
        lost = sum(_lost(amounts, stream, year) for stream in amounts)
        if lost:
            found.append(Fall(year, lost, totals[year - 1], totals[year]))
    return found


def streams_that_end(lines: Sequence[Line], first: int, last: int) -> list[tuple[int, str, int]]:
    """Which purposes lose how much: (year, stream, cents), the earliest year and most money first."""
    amounts = _amounts(lines)
    years = range(first + 1, last + 1)
    lost = [(year, stream, _lost(amounts, stream, year)) for year in years for stream in amounts]
    return sorted((one for one in lost if one[2]), key=lambda one: (one[0], -one[2], one[1]))


def _amounts(lines: Iterable[Line]) -> dict[str, dict[int, int]]:
    amounts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        amounts[line.stream][line.year] += line.cents
    return amounts


def _lost(amounts: dict[str, dict[int, int]], stream: str, year: int) -> int:
    return max(0, amounts[stream].get(year - 1, 0) - amounts[stream].get(year, 0))


def span(
    first: int | None, last: int | None, *, bounds: tuple[int, int], usual: tuple[int, int]
) -> tuple[int, int]:
    """The years to show: within bounds, in order, at most ten; what was not asked is as usual."""
    low, high = bounds
    start = min(max(first if first is not None else usual[0], low), high)
    end = min(max(last if last is not None else usual[1], low), high)
    if end < start:
        start, end = end, start
    return start, min(end, start + MOST_YEARS - 1)


def steps(most: int) -> list[int]:
    """Round amounts for the axis, from 0 to at least ``most`` cents: two to six of them."""
    unit = 100_00
    while unit * 50 < most:
        unit *= 10
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times * 5 >= most)
    number = max(1, -(-most // step))
    return [step * nth for nth in range(number + 1)]
