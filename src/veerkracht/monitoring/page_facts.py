"""What stands on one page about one indicator: its total, its line, the map, lists by area, sector and function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.coalitions.queries import public as public_coalitions
from veerkracht.disclosure.values import ABSENT, rate, total
from veerkracht.kernel.bilingual import in_language
from veerkracht.monitoring import page_drawing as drawing
from veerkracht.monitoring import page_queries as queries
from veerkracht.monitoring import page_rules as rules
from veerkracht.monitoring import page_words as words
from veerkracht.monitoring.page_choice import (
    BY_FIGURE,
    BY_NAME,
    COALITION,
    MUNICIPALITY,
    REGION,
    Choice,
    Option,
    Pick,
    pick,
    picks,
)
from veerkracht.monitoring.page_queries import TOTAL, Board, Cut, Places
from veerkracht.monitoring.page_words import Reading, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.disclosure.tables import Key
    from veerkracht.disclosure.values import Figure
    from veerkracht.figures.models import Cell, Table
    from veerkracht.monitoring.page_definitions import Told
    from veerkracht.places.models import Area


class Found:
    """Cells by their codes. The area that a release is about counts as its total."""

    def __init__(self, cells: Iterable[Cell], whole: str) -> None:
        self._cells: dict[tuple[int, Key], Cell] = {}
        for cell in cells:
            key = (cell.sector, cell.function, cell.period)
            self._cells[cell.table_id, (cell.area, *key)] = cell
            if cell.area == whole:
                self._cells.setdefault((cell.table_id, (TOTAL, *key)), cell)

    def at(self, table: Table, cut: Cut) -> Cell | None:
        """The cell of a table at a cut; None when it is not there."""
        return self._cells.get((table.pk, (cut.area, cut.sector, cut.function, cut.period)))

    def codes(self, table: Table, place: int) -> list[str]:
        """Which codes (not the total) stand at a place of the key: 0 area, 1 sector, 2 function, 3 period."""
        found = {key[place] for number, key in self._cells if number == table.pk}
        return sorted(found - {TOTAL})

    def periods(self, table: Table) -> list[str]:
        """The periods of a table, the earliest first; the total when there are none."""
        return self.codes(table, 3) or [TOTAL]


def whole_name(board: Board) -> str:
    """What the total over all areas is called."""
    return _("heel %(area)s") % {"area": board.release.area}


def area_name(board: Board, places: Places, code: str) -> str:
    """An area in words."""
    area = places.named(code)
    return str(area) if area else whole_name(board)


def aimed(one: Reading, target: int | None) -> Reading:
    """A reading with its target: as a percentage where the page is about percentages, else as it is."""
    if target is None or not one.rated:
        return replace(one, target=target)
    if not one.out_of.number:
        return one
    return replace(one, target=round(100 * target / one.out_of.number))


def summed(parts: Sequence[Reading], code: str, name: str) -> Reading:
    """Several readings together: hidden when any part is, absent when one is missing; the percentage follows."""
    number, out_of = _whole(one.number for one in parts), _whole(one.out_of for one in parts)
    rated = any(one.rated for one in parts)
    share = rate(number, out_of) if rated else ABSENT
    return Reading(code, name, number, out_of, share, rated, rounded=False)


def together(ways: Sequence[Sequence[Reading]], code: str, name: str) -> Reading:
    """The sum by the first of these ways of dividing an area of which anything was counted: regions, municipalities."""
    known = [parts for parts in ways if any(one.number != ABSENT for one in parts)]
    return summed(known[0] if known else ways[-1], code, name)


def _whole(parts: Iterable[Figure]) -> Figure:
    """The sum of all parts; without one of them it would be a sum of something else."""
    figures = list(parts)
    found = total(figures)
    return ABSENT if found.is_shown and ABSENT in figures else found


@dataclass(frozen=True)
class Small:
    """A small drawing with its name and latest reading."""

    reading: Reading
    chart: drawing.Chart


@dataclass(frozen=True)
class Page:
    """Everything on the page of one indicator; each part is worked out when a template asks for it."""

    board: Board
    table: Table
    places: Places
    told: Told
    choice: Choice
    lines: Found
    slices: Found
    periods: list[str]
    coalitions: tuple[Option, ...] = ()

    def _reading(self, found: Found, cut: Cut, code: str, name: str, url: str = "") -> Reading:
        cell = found.at(self.table, cut)
        known = reading(cell, code, name, rated=self.table.has_rates, url=url)
        return replace(known, rounded=not self.is_exact)

    @cached_property
    def _inside(self) -> list[Area]:
        """The municipalities that the release is about."""
        inside = self.places.inside(self.board.release.area.code)
        return inside or self.places.municipalities

    @cached_property
    def unit(self) -> str:
        """What is counted, in the reader's language."""
        return in_language(self.table, "unit")

    @property
    def is_exact(self) -> bool:
        """Whether no people are counted, so that nothing is rounded."""
        return self.told.threshold <= 1

    @cached_property
    def where(self) -> str:
        """The chosen area in words."""
        return area_name(self.board, self.places, self.choice.cut.area)

    @cached_property
    def _line(self) -> list[Reading]:
        """The chosen area in all periods."""
        return words.alike(self._line_of(self.choice.cut.area))

    @cached_property
    def now(self) -> Reading:
        """The figure that the page is about, in percent or as a count like the line that it ends."""
        cut = self.choice.cut
        aim = self.told.target(cut.area, cut.sector, cut.function, cut.period)
        known = next(one for one in self._line if one.code == cut.period)
        return aimed(replace(known, code=cut.area, name=self.where), aim)

    @cached_property
    def when(self) -> str:
        """The chosen period in words."""
        return words.period(self.choice.cut.period)

    @cached_property
    def narrowed(self) -> str:
        """The choices in words, for paper and for who does not see the filters."""
        cut = self.choice.cut
        every = _("alle sectoren") if self.sectors else ""
        sector = self.places.sector(cut.sector) if cut.sector else every
        parts = [
            self.where,
            sector,
            self.places.function(cut.function) if cut.function else "",
            self.when,
        ]
        return ", ".join(part for part in parts if part)

    @cached_property
    def chart(self) -> drawing.Chart:
        """The line of the chosen area over all periods."""
        return drawing.chart(self._line, target=self.now.target)

    @cached_property
    def _areas(self) -> dict[str, Reading]:
        rows = [self._area(one.code, str(one)) for one in self._inside]
        return {one.code: one for one in words.alike(rows)}

    def _area(self, code: str, name: str) -> Reading:
        cut = replace(self.choice.cut, area=code)
        return self._reading(self.slices, cut, code, name, self.choice.but(area=code))

    @cached_property
    def map_told(self) -> str:
        """What the map shows, as a sentence."""
        return words.of_places(list(self._areas.values()), _("gemeenten"))

    @cached_property
    def has_map(self) -> bool:
        """Whether this indicator is known by municipality."""
        return bool({one.code for one in self._inside} & set(self.slices.codes(self.table, 0)))

    @cached_property
    def map(self) -> drawing.Drawing | None:
        """The map, with boundaries when they are asked for and loaded, else of tiles; None without municipalities."""
        if not self.has_map:
            return None
        on, inside = self.choice.cut.area, self._inside
        drawn = None
        if self.choice.real:
            drawn = drawing.real(inside, self._areas, on, self.map_told, self.places.drawn)
        return drawn or drawing.tiles(inside, self._areas, on, self.map_told)

    @property
    def map_title(self) -> str:
        """The title of the map: what it is of and of when, without a number."""
        return _("%(what)s per gemeente, %(when)s") % {"what": self.table, "when": self.when}

    @property
    def chart_title(self) -> str:
        """The title of the line: what it is of and where, without a number."""
        return _("%(what)s door de tijd, %(where)s") % {"what": self.table, "where": self.where}

    @property
    def tile_url(self) -> str:
        """The same page with tiles."""
        return self.choice.listed(real=False)

    @property
    def real_url(self) -> str:
        """The same page with boundaries."""
        return self.choice.listed(real=True)

    @cached_property
    def list_name(self) -> str:
        """What the list under the map is a list of."""
        named = {REGION: _("Regio"), COALITION: _("Coalitie")}
        return named.get(self.choice.per, _("Gemeente") if self.has_map else _("Regio"))

    @cached_property
    def listed(self) -> list[Reading]:
        """The map as a list: by municipality, region or coalition."""
        if self.choice.per == REGION or not self.has_map:
            rows = [self._area(one.code, str(one)) for one in self.places.regions]
        elif self.choice.per == COALITION:
            rows = [self._coalition(one) for one in self.coalitions]
        else:
            rows = list(self._areas.values())
        return self._sorted(rows)

    @cached_property
    def listed_told(self) -> str:
        """What the list shows, as a sentence."""
        if self.has_map and self.choice.per == MUNICIPALITY:
            return self.map_told
        return words.of_groups(self.listed)

    def _coalition(self, one: Option) -> Reading:
        """A coalition reads as the area that it works for; ``Option.words`` is “code name”."""
        code, _space, name = one.words.partition(" ")
        known = self._area(code, name) if self.places.named(code) else None
        if known is None:
            parts = [self.places.regions_inside(code), self.places.inside(code)]
            known = together([[self._area(a.code, str(a)) for a in p] for p in parts], code, name)
        return replace(known, name=name, url=one.url)

    def _sorted(self, rows: list[Reading]) -> list[Reading]:
        rows = words.alike(rows)
        if self.choice.order == BY_FIGURE:
            return rules.most_first(rows, lambda row: row.main)
        return rows

    @cached_property
    def sectors(self) -> list[Reading]:
        """By sector, in the chosen area; empty when the indicator has none."""
        there = self.slices.codes(self.table, 1)
        known = [code for code in self.places.sectors if code in there]
        return self._sorted([self._sector(code) for code in dict.fromkeys([*known, *there])])

    def _sector(self, code: str) -> Reading:
        cut, name = replace(self.choice.cut, sector=code), self.places.sector(code)
        return self._reading(self.slices, cut, code, name, self.choice.but(sector=code))

    @cached_property
    def functions(self) -> list[Reading]:
        """By function, in the chosen area; empty when the indicator has none."""
        there = self.slices.codes(self.table, 2)
        known = [code for code in self.places.functions if code in there]
        return self._sorted([self._function(code) for code in dict.fromkeys([*known, *there])])

    def _function(self, code: str) -> Reading:
        cut, name = replace(self.choice.cut, function=code), self.places.function(code)
        return self._reading(self.slices, cut, code, name, self.choice.but(function=code))

    @cached_property
    def sectors_longest(self) -> int:
        """What a whole bar stands for among the sectors."""
        return longest(self.sectors)

    @cached_property
    def functions_longest(self) -> int:
        """What a whole bar stands for among the functions."""
        return longest(self.functions)

    @cached_property
    def list_longest(self) -> int:
        """What a whole bar stands for in the list of areas."""
        return longest(self.listed)

    @cached_property
    def regions(self) -> list[Small]:
        """The regions beside each other, all on one scale."""
        regions, many = self.places.regions, len(self.periods)
        rows = words.alike([row for one in regions for row in self._line_of(one.code)])
        most = rules.top(row.main for row in rows)
        lines = [rows[n * many :][:many] for n in range(len(regions))]
        return [
            Small(
                self._area_like(line[0], one.code, str(one)),
                drawing.chart(line, frame=drawing.SMALL, most=most),
            )
            for one, line in zip(regions, lines, strict=True)
        ]

    def _area_like(self, other: Reading, code: str, name: str) -> Reading:
        return replace(self._area(code, name), rated=other.rated, instead=other.instead)

    def _line_of(self, area: str) -> list[Reading]:
        cut = replace(self.choice.cut, area=area)
        return [
            self._reading(self.lines, replace(cut, period=one), one, words.period(one))
            for one in self.periods
        ]

    @cached_property
    def regions_told(self) -> str:
        """What the regions show, as a sentence."""
        return words.of_groups([one.reading for one in self.regions])

    @cached_property
    def sectors_told(self) -> str:
        """What the sectors show, as a sentence."""
        return words.of_groups(self.sectors)

    @cached_property
    def functions_told(self) -> str:
        """What the functions show, as a sentence."""
        return words.of_groups(self.functions)

    @cached_property
    def picks(self) -> list[Pick]:
        """The filters."""
        everywhere = [(TOTAL, whole_name(self.board))]
        towns = self._inside if self.has_map else []
        areas = [(one.code, str(one)) for one in (*self.places.regions, *towns)]
        return picks(
            self.choice,
            areas=everywhere + areas,
            sectors=[
                (TOTAL, _("alle sectoren")),
                *((one.code, one.name) for one in _by_name(self.sectors)),
            ],
            functions=[
                (TOTAL, _("alle functies")),
                *((code, self.places.function(code)) for code in self.slices.codes(self.table, 2)),
            ],
            periods=self.periods,
        )

    @cached_property
    def lists(self) -> list[Pick]:
        """How the list under the map may be made: by what, and in which order."""
        choice = self.choice
        kinds = [
            (MUNICIPALITY, _("per gemeente")),
            (REGION, _("per regio")),
            (COALITION, _("per coalitie")),
        ]
        if not self.has_map:
            kinds = [(MUNICIPALITY, _("per regio"))]
        orders = [(BY_NAME, _("op volgorde van de lijst")), (BY_FIGURE, _("hoogste eerst"))]
        return [
            pick(_("Lijst"), choice.per, kinds, lambda code: choice.listed(per=code)),
            pick(_("Volgorde"), choice.order, orders, lambda code: choice.listed(order=code)),
        ]


def longest(rows: Sequence[Reading]) -> int:
    """What a whole bar stands for among these: a hundred percent, or a round number that none exceeds."""
    rated = any(one.rated for one in rows)
    return 100 if rated else rules.top(one.main for one in rows)


def _by_name(rows: Sequence[Reading]) -> list[Reading]:
    return sorted(rows, key=lambda one: one.name)


def page_of(board: Board, table: Table, places: Places, told: Told, choice: Choice) -> Page:
    """The page of an indicator: the lines first, for which periods there are; then the slices of one of these."""
    whole, cut = board.release.area.code, choice.cut
    regions = [one.code for one in places.regions]
    near = {TOTAL, whole, cut.area, *regions}
    lines = Found(queries.trend(table, near, cut.sector, cut.function), whole)
    periods = lines.periods(table)
    if cut.period not in periods:
        cut = replace(cut, period=periods[-1])
    every = [TOTAL, whole, *regions, *(one.code for one in places.municipalities)]
    here, groups = queries.slices(table, every, _as_stored(cut, whole, lines, table))
    return Page(
        board,
        table,
        places,
        told,
        replace(choice, cut=cut),
        lines,
        Found([*here, *groups], whole),
        periods,
        _coalitions() if choice.per == COALITION else (),
    )


def _as_stored(cut: Cut, whole: str, lines: Found, table: Table) -> Cut:
    """The cut as the cells have it: a release may keep its total under the code of its area."""
    cell = lines.at(table, cut)
    return replace(cut, area=whole) if cell is not None and cell.area == whole else cut


def _coalitions() -> tuple[Option, ...]:
    """The coalitions of now: the code of the area and the name, and the address of its figures."""
    return tuple(
        Option(f"{one.area.code} {one.name}", address_of_coalition(one.slug), on=False)
        for one in public_coalitions()
    )


def address_of_coalition(slug: str) -> str:
    """The page with the figures of a coalition."""
    return reverse("monitoring:page_coalition", args=[slug])
