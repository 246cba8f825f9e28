"""Reading what was counted: definitions, tables before protection, denominators, targets, and series of others.

``raw_tables`` gives numbers of people as they are: only for building a release, which protects them first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.disclosure.tables import MODULUS, TOTAL, Dimension, RawCell, Table
from veerkracht.kernel.clock import today
from veerkracht.monitoring import count_definitions, count_facts
from veerkracht.monitoring import count_rules as rules
from veerkracht.monitoring.count_areas import REGION, Tree, tree
from veerkracht.monitoring.count_models import (
    CountedCell,
    CountedUnit,
    Denominator,
    DenominatorKind,
    ExternalSeries,
    Recount,
    Target,
)
from veerkracht.monitoring.count_rows import cell_in, facts_until, key_of_cell
from veerkracht.monitoring.count_rules import Cell, CellKey, Definition, Known
from veerkracht.monitoring.count_source_programme import planned_euros
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.places.models import Area, AreaKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from veerkracht.disclosure.tables import Key
    from veerkracht.people.models import Person

__all__ = [
    "Definition",
    "areas_kept_by",
    "definition",
    "definitions",
    "denominator_source",
    "denominators",
    "label",
    "periods_counted",
    "raw_tables",
    "series",
    "targets",
]

KINDS = {
    "professionals-trained": DenominatorKind.WORKFORCE,
    "students-trained": DenominatorKind.STUDENTS,
}
SUBSIDY = "subsidy-planned-realised"
ORDER = ("area", "sector", "function", "period")
FIRST_COUNTED = 2021  # the first year of which anything is counted here


# Definitions


def definitions() -> list[Definition]:
    """Every indicator as it is defined now, in order; one query."""
    return list(count_definitions.newest().values())


def definition(code: str) -> Definition:
    """One indicator as it is defined now; KeyError for a code that is none."""
    return count_definitions.newest()[code]


def label(dimension: str, code: str) -> str:
    """The word for a sector or function in figures, in the reader's language; the code itself for another."""
    if dimension not in {"sector", "function"}:
        return code
    english = (get_language() or "nl").startswith("en")
    found = (one for one in count_facts.groups(f"{dimension}s") if one.code == code)
    return next((one.name_en if english else one.name for one in found), code)


# Tables before protection


def periods_counted(code: str) -> list[str]:
    """The periods in which anything was counted, in order; one query."""
    found = CountedCell.objects.filter(indicator=code).order_by("period")
    return list(found.values_list("period", flat=True).distinct())


def raw_tables(
    indicators: Sequence[str], *, area_code: str, as_of: date, periods: Sequence[str]
) -> list[Table]:
    """A table for each indicator, of an area and what lies in it, as it was on a day; never to be shown as it is.

    Every leaf has a cell. ``periods``: years, quarters or months; none means all that were counted. An indicator by
    quarter gives the quarters of a year; one that says how many there are at a moment gives its latest period only.
    KeyError for an unknown indicator, Area.DoesNotExist for an area that was not there.
    """
    where = tree(area_code, as_of)
    known = count_definitions.newest()
    return [_table(known[code], where, periods or periods_counted(code)) for code in indicators]


def _table(what: Definition, where: Tree, periods: Sequence[str]) -> Table:
    dimensions = tuple(
        Dimension(name, _parents(name, what, where, periods)) for name in what.breakdowns
    )
    found = _counted(what, where, dimensions)
    cells = {key: found.get(key, RawCell(0)) for key in _leaves(dimensions)}
    return Table(what.code, what.code, dimensions, cells)


def _parents(name: str, what: Definition, where: Tree, periods: Sequence[str]) -> Mapping[str, str]:
    if name == "area":
        return where.level(what.area_level)
    if name == "period":
        found = rules.period_parents(periods, what.period_kind, where.day)
        return rules.last_leaf(found) if what.at_a_moment else found
    return dict.fromkeys((one.code for one in count_facts.groups(f"{name}s")), TOTAL)


def _leaves(dimensions: Sequence[Dimension]) -> Iterable[Key]:
    keys: list[Key] = [()]
    for dimension in dimensions:
        keys = [(*key, code) for key in keys for code in dimension.leaves]
    return keys


def _counted(what: Definition, where: Tree, dimensions: Sequence[Dimension]) -> dict[Key, RawCell]:
    """What was counted at each leaf: of today from the cells, of an earlier day from facts that had happened then."""
    leaves = [set(dimension.leaves) for dimension in dimensions]
    sums: dict[Key, Cell] = defaultdict(Cell)
    shares: dict[Key, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    cells, contributions = _today(what) if where.day >= today() else _earlier(what, where.day)
    for cell, counted in cells.items():
        key = _key(cell, what, where)
        if key is not None and all(code in ones for code, ones in zip(key, leaves, strict=True)):
            sums[key] += counted
            for contributor, number in contributions.get(cell, {}).items():
                shares[key][contributor] += number
    return {
        key: RawCell(cell.number, cell.key_sum % MODULUS, _largest(shares[key]))
        for key, cell in sums.items()
    }


def _key(cell: CellKey, what: Definition, where: Tree) -> Key | None:
    area = where.leaf(cell.area, what.area_level)
    if area is None:
        return None
    codes = cell._asdict() | {"area": area}
    return tuple(str(codes[name]) or rules.OTHER for name in what.breakdowns)


def _largest(shares: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(sorted(shares.values(), reverse=True)[: rules.LARGEST])


Counted = tuple["dict[CellKey, Cell]", "dict[CellKey, dict[int, int]]"]


def _today(what: Definition) -> Counted:
    rows = CountedCell.objects.filter(indicator=what.code)
    cells = {key_of_cell(row): cell_in(row) for row in rows}
    sums = (
        CountedUnit.objects.filter(indicator=what.code)
        .exclude(contributor=0)
        .values_list("indicator", "period", "area", "sector", "function", "contributor")
        .annotate(numbers=Sum("number"))
    )
    shares: dict[CellKey, dict[int, int]] = defaultdict(dict)
    for *cell, contributor, number in sums.order_by():
        shares[CellKey(*cell)][contributor] = number
    return cells, shares


def _earlier(what: Definition, day: date) -> Counted:
    units = rules.units_of(facts_until(day, [what.code]))
    shares: dict[CellKey, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for key, unit in units.items():
        if unit.contributor:
            shares[rules.cell_key(key, unit)][unit.contributor] += unit.number
    return rules.cells_of(units), shares


# Denominators


def denominators(code: str, *, area_code: str, as_of: date) -> Mapping[Key, int]:
    """How many there are in all, by keys in the order of the raw table; what is not known is left out.

    Totals stand in it as far as they are known. The total over periods has the newest count; a year has that of the
    latest count not after it, else the first.
    """
    where, what = tree(area_code, as_of), definition(code)
    if code == SUBSIDY:
        return _planned(where)
    return _people(what, where) if code in KINDS else {}


def _people(what: Definition, where: Tree) -> dict[Key, int]:
    years = _years(KINDS[what.code], where)
    surveys = {year: _survey(what, where, year) for year in years}
    found: dict[Key, int] = {}
    for period in [TOTAL, *map(str, range(FIRST_COUNTED, where.day.year + 1))]:
        year = rules.survey_year(years, int(period or where.day.year))
        for place, number in surveys.get(year or 0, {}).items():
            codes = dict(zip(ORDER, (*place, period), strict=True))
            if all(codes[name] == TOTAL for name in ORDER if name not in what.breakdowns):
                found[tuple(codes[name] for name in what.breakdowns)] = number
    return found


def _years(kind: str, where: Tree) -> list[int]:
    rows = Denominator.objects.filter(kind=kind, year__lte=where.day.year)
    return list(rows.order_by("year").values_list("year", flat=True).distinct())


def _survey(what: Definition, where: Tree, year: int) -> dict[rules.Place, int]:
    """One count of one year at every place where it is known."""
    rows = Denominator.objects.filter(kind=KINDS[what.code], year=year)
    typed = {
        (area, sector, function): number
        for area, sector, function, number in rows.values_list(
            "area__code", "sector", "function", "number"
        )
    }
    sectors = [one.code for one in count_facts.groups("sectors")]
    functions = [one.code for one in count_facts.groups("functions")]
    numbers = rules.moved(typed, where.moves, where.day)
    return Known(numbers, where.parents, sectors, functions).everywhere()


def _planned(where: Tree) -> dict[Key, int]:
    """Euros of each year; none over all years, for a table need not have them all."""
    found: dict[Key, int] = defaultdict(int)
    parents = where.level(REGION)
    for (area, year), number in planned_euros().items():
        region: str = where.leaf(area, REGION) or ""
        while region:
            found[region, year] += number
            region = parents[region]
        if where.leaf(area, REGION):
            found[TOTAL, year] += number
    return dict(found)


def denominator_source(code: str) -> str:
    """Who counted the denominator and in which year, in words; empty when there is none."""
    if code == SUBSIDY:
        return _("De begroting van de regelingen")
    if code not in KINDS:
        return ""
    newest = Denominator.objects.filter(kind=KINDS[code]).order_by("-year", "pk").first()
    if newest is None:
        return ""
    words = {"source": newest.source, "year": newest.year}
    if newest.is_example:
        return _("%(source)s, %(year)s (verzonnen voorbeeldgetallen)") % words
    return f"{newest.source}, {newest.year}"


# Targets


def targets(code: str, *, area_code: str) -> Mapping[Key, int]:
    """What one wants to reach, by keys in the order of the raw table; of the area itself also at the total."""
    what, inside = definition(code), {TOTAL, *tree(area_code, today()).parents}
    place = what.breakdowns.index("area") if "area" in what.breakdowns else None
    found = targets_of([what], area_code=area_code)[code]
    return {key: aim for key, aim in found.items() if place is None or key[place] in inside}


def targets_of(defined: Sequence[Definition], *, area_code: str) -> dict[str, dict[Key, int]]:
    """The targets of several indicators, also of areas elsewhere; one query."""
    breakdowns = {one.code: one.breakdowns for one in defined}
    found: dict[str, dict[Key, int]] = {code: {} for code in breakdowns}
    for row in Target.objects.filter(indicator__in=breakdowns).select_related("area"):
        wanted = breakdowns[row.indicator]
        for area in {row.area.code, TOTAL} if row.area.code == area_code else {row.area.code}:
            given = {"area": area, "sector": row.sector, "function": TOTAL, "period": str(row.year)}
            if not row.sector or "sector" in wanted:
                found[row.indicator][tuple(given[name] for name in wanted)] = row.number
    return found


# Series of others, and the workbench


def series() -> QuerySet[ExternalSeries]:
    """Figures that others published, by title, with the newest year of each; never added to ours."""
    return ExternalSeries.objects.annotate(newest=Max("values__year"))


def areas_with_figures() -> QuerySet[Area]:
    """The municipalities, regions and provinces of today."""
    return Area.objects.on(today()).exclude(kind__in=[AreaKind.COUNTRY, AreaKind.PARTNERSHIP])


def areas_kept_by(person: Person) -> QuerySet[Area]:
    """Areas whose denominators and targets somebody keeps: an administrator all, a coordinator those of the region."""
    found = areas_with_figures()
    if is_administrator(person):
        return found.order_by("name")
    mine = [one.pk for one in regions_of_coordinator(person)]
    inside = Q(parents__parent__in=mine, parents__until=None, kind=AreaKind.MUNICIPALITY)
    return found.filter(Q(pk__in=mine) | inside).distinct().order_by("name")


def last_recount() -> Recount | None:
    """When everything was last counted anew, and whether it was right."""
    return Recount.objects.first()


def counted_with(keys: Iterable[int]) -> QuerySet[CountedUnit]:
    """Where these keys count, for the person whose keys they are."""
    signed = [rules.signed(key) for key in keys]
    return CountedUnit.objects.filter(who__in=signed).order_by("indicator", "period")
