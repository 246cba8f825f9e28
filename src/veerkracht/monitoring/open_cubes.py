"""A released table as a cube for files: what it is about, its dimensions with words, its lines. Frozen figures only.

In files the total over a dimension has a code of its own, ``_T``, as in SDMX: an empty field would look as if
something were missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.disclosure.tables import TOTAL
from veerkracht.disclosure.values import ABSENT, Figure, Status
from veerkracht.figures.models import Cell
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import local
from veerkracht.monitoring.open_words import group_names, period_in_words, somewhere_in, total_of
from veerkracht.people.queries import sectors
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from veerkracht.figures.models import Table

TOTAL_CODE: Final = "_T"
UNKNOWN: Final = "-onbekend"  # behind the code of a region: somewhere in it
NAMES: Final = ("area", "sector", "function", "period")
ALWAYS: Final = frozenset({"area", "period"})  # where and when stand in every file
MEASURES: Final = ("number", "denominator", "percentage")


@dataclass(frozen=True)
class Dimension:
    """A breakdown of one cube: its codes, the total first and then by code, with words for each."""

    name: str
    codes: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One figure: a code for each dimension of its cube (``_T`` for the total), and what may be known."""

    codes: tuple[str, ...]
    number: Figure
    denominator: Figure = ABSENT
    percentage: Figure = ABSENT

    def measure(self, name: str) -> Figure:
        """One of ``MEASURES``."""
        found: Figure = getattr(self, name)
        return found


@dataclass(frozen=True)
class About:
    """What a cube is about, in the language of its maker."""

    indicator: str
    title: str
    unit: str
    source: str
    area: str
    area_name: str
    number: int
    as_of: date
    published_on: date
    digest: str
    language: str


@dataclass(frozen=True)
class Cube:
    """A released table. Lines are in the order of their codes, so their place tells nothing of a hidden number."""

    about: About
    dimensions: tuple[Dimension, ...]
    lines: tuple[Line, ...]

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The number, and the denominator and percentage where the table has any."""
        return MEASURES[:1] + tuple(name for name in MEASURES[1:] if self._has(name))

    def _has(self, name: str) -> bool:
        return any(line.measure(name).status is not Status.ABSENT for line in self.lines)


def cubes(tables: Sequence[Table]) -> list[Cube]:
    """These tables in order, in the language of this moment; three queries, whatever their number.

    Give tables with their release and its area read along (``open_queries`` does).
    """
    cells: dict[int, list[Cell]] = {table.pk: [] for table in tables}
    for cell in Cell.objects.filter(table__in=cells):
        cells[cell.table_id].append(cell)
    names = _Names.read(cell.area for found in cells.values() for cell in found)
    return [_cube(table, cells[table.pk], names) for table in tables]


def _cube(table: Table, cells: Sequence[Cell], names: _Names) -> Cube:
    kept = [name for name in NAMES if name in ALWAYS or any(getattr(one, name) for one in cells)]
    lines = tuple(sorted((_line(one, kept) for one in cells), key=lambda line: line.codes))
    words = {"area": names.areas_on(table.release.as_of), **names.groups}
    dimensions = tuple(
        _dimension(name, [line.codes[place] for line in lines], words.get(name, {}))
        for place, name in enumerate(kept)
    )
    return Cube(_about(table), dimensions, lines)


@dataclass(frozen=True)
class _Names:
    """What areas and sectors are called."""

    areas: Sequence[Area]
    groups: Mapping[str, Mapping[str, str]]  # of sectors and of functions

    @classmethod
    def read(cls, codes: Iterable[str]) -> _Names:
        known = {code.removesuffix(UNKNOWN) for code in codes}
        areas = list(Area.objects.filter(code__in=known).order_by("valid_from"))
        every_sector = {one.code: str(one) for one in sectors()}
        groups = {
            "sector": every_sector | group_names("sectors"),
            "function": group_names("functions"),
        }
        return cls(areas, groups)

    def areas_on(self, day: date) -> dict[str, str]:
        """Names as they were on the day of a release, so that a file stays what it was."""
        there = (one for one in self.areas if one.valid_from <= day)
        return {
            one.code: one.name for one in there if one.valid_until is None or one.valid_until > day
        }


def of_areas(found: Cube, areas: Collection[str]) -> Cube:
    """Only the lines of these areas, by code."""
    place = [one.name for one in found.dimensions].index("area")
    lines = tuple(line for line in found.lines if line.codes[place] in areas)
    return replace(found, lines=lines)


def coded(code: str) -> str:
    """A code of a cell as files have it."""
    return TOTAL_CODE if code == TOTAL else code


def _line(cell: Cell, kept: Sequence[str]) -> Line:
    codes = tuple(coded(getattr(cell, name)) for name in kept)
    return Line(codes, cell.figure, cell.out_of, cell.rate)


def _dimension(name: str, codes: Iterable[str], words: Mapping[str, str]) -> Dimension:
    ordered = sorted(set(codes), key=lambda code: (code != TOTAL_CODE, code))
    return Dimension(name, tuple(ordered), {code: _worded(name, code, words) for code in ordered})


def _worded(name: str, code: str, words: Mapping[str, str]) -> str:
    if code == TOTAL_CODE:
        return total_of(name)
    if name == "period":
        return period_in_words(code)
    if name == "area" and code.endswith(UNKNOWN):
        return somewhere_in(words.get(code.removesuffix(UNKNOWN), code))
    return words.get(code, code)


def _about(table: Table) -> About:
    release = table.release
    return About(
        indicator=table.indicator,
        title=in_language(table, "name"),
        unit=in_language(table, "unit"),
        source=table.source or _("Eigen telling"),
        area=release.area.code,
        area_name=release.area.name,
        number=release.number,
        as_of=release.as_of,
        published_on=local(release.published_at).date(),
        digest=release.digest,
        language=(get_language() or "nl")[:2],
    )
