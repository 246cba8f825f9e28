"""Counting, without Django: facts become units, units become cells; periods, functions, moved areas, denominators.

A *unit* is what is counted once in a period: a person, a group, an activity. It may have several facts; it stands
in one cell, its home: where the first of its facts was. So cells add up, and nobody is counted twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from veerkracht.disclosure.tables import MODULUS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

YEAR, QUARTER, MONTH = "year", "quarter", "month"
OTHER: Final = "anders"  # the group of what fits in no other
UNKNOWN: Final = "-onbekend"  # behind the code of a region: somewhere in it
LARGEST = 3  # how many of the biggest contributors of a cell are kept
HALF: Final = 2**63


@dataclass(frozen=True)
class Fact:
    """Something that counts: when, for which indicator and period, for whom (an integer key), and where.

    ``item`` is the key of what happened, so that two facts of one day have an order. ``number`` is how many it stands
    for: 1 for a person, 14 for an activity with fourteen parents. ``contributor`` is the key of the organisation
    that it comes from, 0 when that does not matter.
    """

    indicator: str
    period: str
    who: int
    item: int
    on: date
    area: str = ""
    sector: str = ""
    function: str = ""
    number: int = 1
    contributor: int = 0


class UnitKey(NamedTuple):
    """Which unit: of an indicator, in a period."""

    indicator: str
    period: str
    who: int


@dataclass(frozen=True)
class Unit:
    """A unit with how many facts refer to it, its home, and the number it stands for."""

    references: int
    area: str
    sector: str
    function: str
    number: int = 1
    contributor: int = 0


class CellKey(NamedTuple):
    """Which cell."""

    indicator: str
    period: str
    area: str
    sector: str
    function: str


@dataclass(frozen=True)
class Cell:
    """What adds up: units, the number they stand for, and their keys mod 2**64."""

    units: int = 0
    number: int = 0
    key_sum: int = 0

    def __add__(self, other: Cell) -> Cell:
        keys = (self.key_sum + other.key_sum) % MODULUS
        return Cell(self.units + other.units, self.number + other.number, keys)

    def __sub__(self, other: Cell) -> Cell:
        keys = (self.key_sum - other.key_sum) % MODULUS
        return Cell(self.units - other.units, self.number - other.number, keys)


NOTHING: Final = Cell()


def unit_key(fact: Fact) -> UnitKey:
    """The unit that a fact is of."""
    return UnitKey(fact.indicator, fact.period, fact.who)


def unit_of(facts: Collection[Fact]) -> Unit | None:
    """The unit that these facts of one unit make; None without facts. Their order does not matter."""
    if not facts:
        return None
    first = min(facts, key=lambda fact: (fact.on, fact.item, fact.area, fact.sector, fact.function))
    return Unit(
        references=len(facts),
        area=first.area,
        sector=first.sector,
        function=first.function,
        number=max(fact.number for fact in facts),
        contributor=first.contributor,
    )


def units_of(facts: Iterable[Fact]) -> dict[UnitKey, Unit]:
    """Every unit, made from all facts."""
    grouped: dict[UnitKey, list[Fact]] = defaultdict(list)
    for fact in facts:
        grouped[unit_key(fact)].append(fact)
    made = {key: unit_of(of_one) for key, of_one in grouped.items()}
    return {key: unit for key, unit in made.items() if unit is not None}


def cell_key(key: UnitKey, unit: Unit) -> CellKey:
    """The home of a unit."""
    return CellKey(key.indicator, key.period, unit.area, unit.sector, unit.function)


def cells_of(units: Mapping[UnitKey, Unit]) -> dict[CellKey, Cell]:
    """Every cell, made from all units."""
    found: dict[CellKey, Cell] = {}
    for key, unit in units.items():
        home = cell_key(key, unit)
        found[home] = found.get(home, NOTHING) + Cell(1, unit.number, key.who)
    return found


def changes(
    before: Mapping[UnitKey, Unit], after: Mapping[UnitKey, Unit]
) -> dict[CellKey, tuple[Cell, Cell]]:
    """What comes and what goes in each cell when these units were ``before`` and are ``after``; no cell that stays."""
    comes, goes = cells_of(after), cells_of(before)
    pairs = {
        key: (comes.get(key, NOTHING), goes.get(key, NOTHING)) for key in comes.keys() | goes.keys()
    }
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def signed(key: int) -> int:
    """A key of 64 bits as PostgreSQL keeps it: from -2**63."""
    return key - MODULUS if key >= HALF else key


def unsigned(kept: int) -> int:
    """The same key as it is counted with: from 0 to 2**64."""
    return kept % MODULUS


# Periods: 2026, 2026-Q3, 2026-11


def period_of(day: date, kind: str) -> str:
    """The year, quarter or month that a day is in."""
    if kind == YEAR:
        return f"{day.year}"
    return f"{day.year}-Q{_quarter(day.month)}" if kind == QUARTER else f"{day:%Y-%m}"


def _quarter(month: int) -> int:
    return (month + 2) // 3


def begins(period: str) -> date:
    """Its first day. Raises ValueError for what is no period."""
    year, _dash, rest = period.partition("-")
    if rest.startswith("Q"):
        return date(int(year), 3 * int(rest[1:]) - 2, 1)
    return date(int(year), int(rest) if rest else 1, 1)


def kind_of(period: str) -> str:
    """Whether it is a year, a quarter or a month."""
    if "-" not in period:
        return YEAR
    return QUARTER if "Q" in period else MONTH


def period_parents(asked: Iterable[str], kind: str, until: date) -> dict[str, str]:
    """The periods of this kind within those that are asked for, begun by ``until``, each with what it lies in.

    A year that is asked of an indicator by quarter gives its quarters, and stands above them. A month asked of
    an indicator by year gives its year.
    """
    parents: dict[str, str] = {}
    for period in sorted(set(asked)):
        first = begins(period)
        if kind_of(period) == YEAR and kind != YEAR:
            parts = _parts(first.year, kind, until)
            parents |= dict.fromkeys(parts, period)
            if parts:
                parents[period] = TOTAL
        elif first <= until:
            parents.setdefault(period_of(first, kind), TOTAL)
    return parents


def _parts(year: int, kind: str, until: date) -> list[str]:
    days = [date(year, month, 1) for month in range(1, 13)]
    return list(dict.fromkeys(period_of(day, kind) for day in days if day <= until))


def last_leaf(parents: Mapping[str, str]) -> dict[str, str]:
    """Only the latest period, for what cannot be added up over time: a group that lives now lived before."""
    leaves = set(parents) - set(parents.values())
    return {max(leaves, key=begins): TOTAL} if leaves else {}


# Functions and sectors as people typed and chose them


@dataclass(frozen=True)
class Group:
    """A group of functions or sectors: its code and names, and the words or codes that belong to it."""

    code: str
    name: str
    name_en: str
    words: tuple[str, ...] = ()


def function_group(typed: str, groups: Sequence[Group]) -> str:
    """The group of a function that somebody typed: the first of which a word stands in it; else ``anders``."""
    small = typed.casefold()
    found = (group.code for group in groups if any(word in small for word in group.words))
    return next(found, OTHER)


def sector_group(code: str, groups: Sequence[Group]) -> str:
    """The group of a sector by its code; else ``anders``."""
    return next((group.code for group in groups if code in group.words), OTHER)


# Areas that went over into others


@dataclass(frozen=True)
class Moved:
    """On a day a share of an area (0 to 1) went over into another."""

    old: str
    new: str
    on: date
    share: Fraction


def shares(code: str, moves: Sequence[Moved], day: date) -> dict[str, Fraction]:
    """What became of an area by a day, as shares of it that add up to 1: itself where nothing went over."""
    return _shares(code, moves, day, frozenset({code}))


def _shares(
    code: str, moves: Sequence[Moved], day: date, passed: frozenset[str]
) -> dict[str, Fraction]:
    gone = [one for one in moves if one.old == code and one.on <= day and one.new not in passed]
    found: dict[str, Fraction] = defaultdict(Fraction)
    stays = 1 - sum((one.share for one in gone), Fraction())
    if stays > 0:
        found[code] = stays
    for one in gone:
        for new, share in _shares(one.new, moves, day, passed | {one.new}).items():
            found[new] += one.share * share
    return dict(found)


def whole(code: str, moves: Sequence[Moved], day: date) -> str:
    """Where people of an area are counted by a day: in the largest part of what became of it; nobody is split."""
    parts = shares(code, moves, day)
    return min(parts, key=lambda one: (-parts[one], one))


# Denominators

Place = tuple[str, str, str]  # area, sector, function


def moved(numbers: Mapping[Place, int], moves: Sequence[Moved], day: date) -> dict[Place, int]:
    """Typed numbers by the areas of a day; a number of an area that was split is split as well, and rounded down."""
    found: dict[Place, Fraction] = defaultdict(Fraction)
    for (area, sector, function), number in numbers.items():
        for new, share in shares(area, moves, day).items():
            found[new, sector, function] += number * share
    return {place: int(number) for place, number in found.items()}


@dataclass(frozen=True)
class Known:
    """Typed numbers, and where they can be added up: areas by what they lie in, and all codes of the other two."""

    numbers: Mapping[Place, int]
    parents: Mapping[str, str]
    sectors: Sequence[str]
    functions: Sequence[str]
    _found: dict[Place, int | None] = field(default_factory=dict, compare=False, repr=False)

    def everywhere(self) -> dict[Place, int]:
        """The number of every place of which it is known, totals as well; a total only when all its parts are."""
        areas = [*self.parents, TOTAL]
        places = [
            (area, sector, function)
            for area in areas
            for sector in (*self.sectors, TOTAL)
            for function in (*self.functions, TOTAL)
        ]
        found = {place: self.at(place) for place in places}
        return {place: number for place, number in found.items() if number is not None}

    def at(self, place: Place) -> int | None:
        """The number of a place: as it was typed, else the sum over areas, over sectors, or over functions."""
        if place not in self._found:
            self._found[place] = (
                self.numbers[place] if place in self.numbers else self._added_up(place)
            )
        return self._found[place]

    def _added_up(self, place: Place) -> int | None:
        area, sector, function = place
        ways = (
            [(one, sector, function) for one in self._inside(area)],
            [(area, one, function) for one in self.sectors] if sector == TOTAL else [],
            [(area, sector, one) for one in self.functions] if function == TOTAL else [],
        )
        sums = (self._sum(way) for way in ways if way)
        return next((number for number in sums if number is not None), None)

    def _inside(self, area: str) -> list[str]:
        return [
            one for one, over in self.parents.items() if over == area and not one.endswith(UNKNOWN)
        ]

    def _sum(self, places: Iterable[Place]) -> int | None:
        numbers = [self.at(place) for place in places]
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None


def survey_year(years: Collection[int], wanted: int) -> int | None:
    """The year of the count that belongs to a year: the latest not after it, else the earliest there is."""
    before = [year for year in years if year <= wanted]
    return max(before) if before else min(years, default=None)


# Definitions


@dataclass(frozen=True)
class Definition:
    """What an indicator counts, in words, and how it is broken down.

    ``breakdowns``: of area, sector, function and period, in that order. ``area_level``: the finest area, municipality
    or region. ``about_people``: it counts people, so that few of them are hidden. ``at_a_moment``: it says how many
    there are, so periods cannot be added up. ``how`` tells how it is computed.
    """

    code: str
    version: int
    name: str
    name_en: str
    meaning: str
    meaning_en: str
    numerator: str
    denominator: str
    unit: str
    unit_en: str
    breakdowns: tuple[str, ...]
    period_kind: str
    source: str
    owner: str
    threshold: int
    has_rates: bool
    is_public: bool
    order: int
    numerator_en: str = ""
    denominator_en: str = ""
    source_en: str = ""
    owner_en: str = ""
    how: str = ""
    how_en: str = ""
    area_level: str = "municipality"
    about_people: bool = True
    at_a_moment: bool = False

    def changed(self, version: int, **words: object) -> Definition:
        """The same indicator in another version."""
        return replace(self, version=version, **words)  # type: ignore[arg-type]  # named by the caller
