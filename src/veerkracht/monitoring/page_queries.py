"""Reading what pages of figures show: the newest release, its tables, and the slices of them that a page needs.

Only cells of releases that ``figures`` serves are read, so nothing here can know more than a reader may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Max, Q

from veerkracht.figures import queries as figures
from veerkracht.figures.models import Cell
from veerkracht.kernel.clock import today
from veerkracht.kernel.together import read
from veerkracht.monitoring import page_definitions as definitions
from veerkracht.people.queries import sectors
from veerkracht.places.models import AreaKind, AreaMembership

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from veerkracht.figures.models import Release, Table
    from veerkracht.places.models import Area

TOTAL: Final = ""
MOST_MUNICIPALITIES: Final = 400


@dataclass(frozen=True)
class Board:
    """A release with its tables in order: what every page of figures begins with."""

    release: Release
    tables: list[Table]

    def table(self, indicator: str) -> Table | None:
        """The table of an indicator; None when this release does not have it."""
        return next((one for one in self.tables if one.indicator == indicator), None)


@dataclass(frozen=True)
class Places:
    """The areas of today: municipalities and regions by name, and in which areas each municipality lies."""

    municipalities: list[Area]
    regions: list[Area]
    around: dict[str, frozenset[str]]
    drawn: int | None
    sectors: dict[str, str]
    functions: dict[str, str]

    def function(self, code: str) -> str:
        """A function in words; where nobody named it, its code says it."""
        return self.functions.get(code) or code.replace("-", " ").replace("_", " ").capitalize()

    def sector(self, code: str) -> str:
        """A sector in words; where nobody named it, its code says it."""
        return self.sectors.get(code) or code.replace("-", " ").replace("_", " ").capitalize()

    def named(self, code: str) -> Area | None:
        """A municipality or region by its code."""
        every = (*self.regions, *self.municipalities)
        return next((one for one in every if one.code == code), None)

    def regions_inside(self, code: str) -> list[Area]:
        """The regions that make up an area, such as the two of a partnership; none where they do not fill it."""
        towns = {one.code for one in self.inside(code)}
        parts = {one.code: {town.code for town in self.inside(one.code)} for one in self.regions}
        whole = [one for one in self.regions if parts[one.code] and parts[one.code] <= towns]
        return whole if towns == {town for one in whole for town in parts[one.code]} else []

    def inside(self, code: str) -> list[Area]:
        """The municipalities in a region or partnership, or the municipality itself; all of them for the total."""
        return [
            one
            for one in self.municipalities
            if code in {TOTAL, one.code} or code in self.around[one.code]
        ]


def newest() -> Release | None:
    """The newest release about the widest area that has any; one query."""
    return figures.widest().defer("content").select_related("area").first()


def board() -> Board | None:
    """The newest release with its tables; None before the first; two queries."""
    release = newest()
    return Board(release, figures.tables(release)) if release else None


def places() -> Places:
    """Today's areas with their names and tiles, and the sectors; one message."""
    inside = AreaMembership.objects.on(today()).filter(
        area__kind=AreaKind.MUNICIPALITY, parent__kind__in=[AreaKind.REGION, AreaKind.PARTNERSHIP]
    )
    related = inside.select_related("area", "parent").annotate(drawn=Max("area__boundaries__year"))
    links, named = read([related.order_by("area__name"), sectors()])
    towns = {link.area.code: link.area for link in links}
    regions = {
        link.parent.code: link.parent for link in links if link.parent.kind == AreaKind.REGION
    }
    years = [link.drawn for link in links if link.drawn]
    return Places(
        list(towns.values()),
        sorted(regions.values(), key=lambda one: one.name),
        {
            code: frozenset(link.parent.code for link in links if link.area.code == code)
            for code in towns
        },
        max(years, default=None),
        {**{one.code: str(one) for one in named}, **definitions.names(definitions.SECTORS)},
        definitions.names(definitions.FUNCTIONS),
    )


def trend(table: Table, areas: Collection[str], sector: str, function: str) -> list[Cell]:
    """Cells of these areas in every period; one query."""
    found = Cell.objects.filter(table=table, area__in=areas, sector=sector, function=function)
    return list(found.order_by("period"))


@dataclass(frozen=True)
class Cut:
    """Where a table is cut: an area, a sector, a function and a period, each with ``""`` for the total."""

    area: str = TOTAL
    sector: str = TOTAL
    function: str = TOTAL
    period: str = TOTAL


def slices(table: Table, areas: Collection[str], cut: Cut) -> tuple[list[Cell], list[Cell]]:
    """Cells of these areas, and those of every sector and every function in the area of the cut; one message."""
    within = Cell.objects.filter(table=table, period=cut.period)
    here = within.filter(area__in=areas, sector=cut.sector, function=cut.function)
    groups = within.filter(Q(sector=cut.sector) | Q(function=cut.function), area=cut.area)
    first, second = read([here, groups])
    return first, second


def across(tables: Sequence[Table], areas: Collection[str]) -> list[Cell]:
    """Cells of several indicators in these areas, over all sectors and functions, in every period; one query."""
    found = Cell.objects.filter(table__in=tables, area__in=areas, sector=TOTAL, function=TOTAL)
    return list(found.order_by("period"))


def of_sectors(tables: Sequence[Table], area: str, codes: Collection[str]) -> list[Cell]:
    """Cells of several indicators in one area for these sectors, in every period; one query."""
    found = Cell.objects.filter(table__in=tables, area=area, sector__in=codes, function=TOTAL)
    return list(found.order_by("period"))
