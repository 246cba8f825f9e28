"""How often parents took part, as it was released: what everybody may read of counted activities.

Numbers of people come to the public from releases only. A page that protected the counts by itself would hide other
places than a release does, and beside each other the two would tell what both hide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from veerkracht.figures.models import Cell
from veerkracht.figures.queries import widest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from veerkracht.disclosure.values import Figure

INDICATOR: Final = "parents-involved"  # as monitoring calls it


def released(areas: Collection[str]) -> QuerySet[Cell]:
    """Years of these areas (by code) in the newest release about the widest area, the latest first; one query.

    The area that the release is about may have its figures as the total.
    """
    newest = widest().values("pk")[:1]
    here = Q(area__in=areas) | Q(area="", table__release__area__code__in=areas)
    found = Cell.objects.filter(
        here, table__release__in=newest, table__indicator=INDICATOR, sector="", function=""
    )
    related = found.exclude(period="").select_related("table__release__area")
    return related.defer("table__release__content").order_by("-period", "area")


def by_area(cells: Iterable[Cell], year: str) -> dict[str, Figure]:
    """The figures of one year by the code of their area; the total is that of the area of the release."""
    return {
        cell.area or cell.table.release.area.code: cell.figure
        for cell in cells
        if cell.period == year
    }
