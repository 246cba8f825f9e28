"""Published tables of one subject as a puzzle: what every number can be for who reads them all. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from veerkracht.disclosure.attacker import ENDLESS, NEAR
from veerkracht.disclosure.linked import Linked, Place, Sum, link
from veerkracht.disclosure.published import Published, PublishedTable
from veerkracht.disclosure.puzzle import Puzzle, puzzle
from veerkracht.disclosure.ranges import LEAST, Ranges
from veerkracht.disclosure.tables import Key, Rules
from veerkracht.disclosure.values import Figure, Status

One = tuple[int, str, Key]  # the order of a release, the name of a table, a key
Pair = tuple[int, int]  # two numbers: the same thing in an older and in a newer release
Between = tuple[float, float]


@dataclass(frozen=True)
class Shown:
    """A table in a release; ``order`` is the place of the release among all, oldest first."""

    order: int
    release: Published
    table: PublishedTable


@dataclass
class Opened:
    """Numbers with all that is shown of each, and how far the hidden ones can go."""

    tables: Sequence[Shown]
    linked: Linked
    readings: dict[int, list[tuple[Figure, Between]]]
    left: Puzzle
    ranges: Ranges | None

    def leaks(self, only: Collection[One] | None = None) -> set[One]:
        """Hidden numbers that can be known too closely; empty when what is shown contradicts itself."""
        if self.ranges is None:
            return set()
        wanted = [one for one in self._hidden() if only is None or one in only]
        numbers = {one: self.left.of[self.linked.at[one]] for one in wanted}
        self.ranges.hide(number for number in numbers.values() if number is not None)
        self.ranges.sweep()
        for number in self.ranges.unsafe():
            for sign in (-1, 1):
                if not self.ranges.is_safe(number):
                    self.ranges.furthest(number, sign)
        return {
            one
            for one, number in numbers.items()
            if number is None or not self.ranges.is_safe(number)
        }

    def between(self, one: One) -> tuple[int, int]:
        """The least and the most that a number can be."""
        number = self.left.of[self.linked.at[one]]
        if number is None or self.ranges is None:
            return 0, 0
        return self.ranges.low(number), self.ranges.high(number)

    def _hidden(self) -> Iterator[One]:
        for each in self.tables:
            for key, figure in each.table.figures.items():
                if figure.status is Status.HIDDEN:
                    yield each.order, each.table.name, key


def opened(tables: Sequence[Shown], rules: Rules) -> Opened:
    """Lay tables beside each other, with the guesses about what did not change that can all be true."""
    linked = link([(one.order, one.table) for one in tables])
    readings = _readings(tables, linked, rules)
    spans = [_span(readings.get(number, [])) for number in range(linked.size)]
    pairs = _pairs(linked)
    same = [pair for pair in pairs if _looks_same(readings, pair)]
    for growing, guessed in ((pairs, same), (pairs, None), ([], [])):
        equal = _likely(linked, spans, pairs, same, rules) if guessed is None else guessed
        left, ranges = _ranges(linked, spans, equal, growing, rules)
        if ranges is not None:
            return Opened(tables, linked, readings, left, ranges)
    return Opened(tables, linked, readings, left, None)


def _readings(
    tables: Sequence[Shown], linked: Linked, rules: Rules
) -> dict[int, list[tuple[Figure, Between]]]:
    found: dict[int, list[tuple[Figure, Between]]] = defaultdict(list)
    for each in tables:
        for key, figure in each.table.figures.items():
            between: Between = (0, ENDLESS)
            if figure.number is not None:
                between = each.table.read(figure.number, rules)
            elif figure.status is Status.HIDDEN:
                between = (LEAST, ENDLESS)
            found[linked.at[each.order, each.table.name, key]].append((figure, between))
    return found


def _span(readings: Sequence[tuple[Figure, Between]]) -> Between:
    """What all readings leave; a 0 that is shown anywhere says more than a number that is hidden."""
    if not readings:
        return 0, ENDLESS
    if any(between == (0, 0) for _figure, between in readings):
        return 0, 0
    return max(low for _f, (low, _high) in readings), min(high for _f, (_low, high) in readings)


def _pairs(linked: Linked) -> list[Pair]:
    """Every number with the same one in the next release that has it."""
    places: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    for number, (group, place) in enumerate(linked.places):
        places[place].append((group, number))
    return [
        (older[1], newer[1])
        for found in places.values()
        for older, newer in zip(sorted(found), sorted(found)[1:], strict=False)
    ]


def _looks_same(readings: dict[int, list[tuple[Figure, Between]]], pair: Pair) -> bool:
    numbers = [{figure.number for figure, _between in readings.get(one, [])} for one in pair]
    return numbers[0] == numbers[1] and None not in numbers[0] and len(numbers[0]) == 1


def _ranges(
    linked: Linked,
    spans: Sequence[Between],
    equal: Sequence[Pair],
    growing: Sequence[Pair],
    rules: Rules,
) -> tuple[Puzzle, Ranges | None]:
    """The puzzle when these pairs are equal and those only grow; None when that cannot be."""
    sums: list[Sum] = [*linked.sums, *((newer, (older,)) for older, newer in equal)]
    noughts = [number for number, between in enumerate(spans) if between == (0, 0)]
    left = puzzle(linked.size, sums, noughts)
    merged: list[Between] = [(0, ENDLESS)] * left.size
    for number, between in enumerate(spans):
        unknown = left.of[number]
        if unknown is not None:
            low, high = merged[unknown]
            merged[unknown] = max(low, between[0]), min(high, between[1])
    if any(low > high for low, high in merged):
        return left, None
    ranges = Ranges(left, merged, [0.0] * left.size, apart=rules.width - 1, exact=False)
    ranges.limits = dict(enumerate(merged))
    for older, newer in sorted(_grown(left, growing)):
        ranges.attacker.tie({newer: 1, older: -1}, 0, ENDLESS)
    guess = ranges.attacker.furthest({})
    if guess is None:
        return left, None
    ranges.begin(guess.values)
    return left, ranges


def _grown(left: Puzzle, pairs: Sequence[Pair]) -> set[Pair]:
    """The pairs of unknowns of which the newer is not less; what became nought says nothing."""
    found = set()
    for older, newer in pairs:
        was, is_now = left.of[older], left.of[newer]
        if was is not None and is_now is not None and was != is_now:
            found.add((was, is_now))
    return found


def _likely(
    linked: Linked,
    spans: Sequence[Between],
    growing: Sequence[Pair],
    same: Sequence[Pair],
    rules: Rules,
) -> list[Pair]:
    """Of the pairs that look the same, those that stay so when as few people as possible came in addition."""
    left, ranges = _ranges(linked, spans, [], growing, rules)
    if ranges is None:
        return []
    wanted: dict[int, float] = defaultdict(float)
    numbers = {pair: (left.of[pair[0]], left.of[pair[1]]) for pair in same}
    for older, newer in numbers.values():
        if older is not None and newer is not None and older != newer:
            wanted[older] += 1
            wanted[newer] -= 1
    guess = ranges.attacker.furthest(wanted)
    if guess is None:
        return []
    return [
        pair
        for pair, (older, newer) in numbers.items()
        if older is not None
        and newer is not None
        and abs(guess.values[newer] - guess.values[older]) < NEAR
    ]
