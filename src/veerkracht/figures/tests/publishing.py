"""Releases for tests, published through the action."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from veerkracht.disclosure.tables import Dimension
from veerkracht.disclosure.values import HIDDEN, Figure, rate, shown
from veerkracht.figures.actions import (
    CellContent,
    Content,
    TableContent,
    next_number,
    publish,
)
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.figures.models import Release
    from veerkracht.people.models import Person

INDICATOR = "professionals-trained"
MUNICIPALITIES = ("GM0917", "GM0928", "GM0935")
HEERLEN: Mapping[tuple[str, ...], Figure] = {
    ("GM0917", "", "", "2026"): shown(20),
    ("GM0928", "", "", "2026"): HIDDEN,
    ("GM0935", "", "", "2026"): HIDDEN,
    ("", "", "", "2026"): shown(60),
}


def limburg() -> Area:
    """The province."""
    return Area.objects.get(code="limburg")


def table(figures: Mapping[tuple[str, ...], Figure] = HEERLEN) -> TableContent:
    """Professionals trained by municipality, of 100 who work in each."""
    area = Dimension("area", dict.fromkeys(MUNICIPALITIES, ""))
    return TableContent(
        indicator=INDICATOR,
        name="Geschoolde professionals",
        name_en="Professionals trained",
        unit="mensen",
        dimensions=(area, Dimension("period", {"2026": ""})),
        cells=tuple(
            CellContent(key, figure, shown(100), rate(figure, shown(100)))
            for key, figure in figures.items()
        ),
        base=5,
        threshold=10,
        has_rates=True,
        source="Personeelstelling 2025",
    )


def content(*tables: TableContent, area: Area | None = None, day: date | None = None) -> Content:
    """The next release about an area, the province unless told otherwise."""
    about = area or limburg()
    on = day or date(2026, 11, 1)
    return Content(about.code, about.name, next_number(about), on, tables or (table(),))


def published(
    *tables: TableContent, by: Person, area: Area | None = None, day: date | None = None
) -> Release:
    """A release that everybody may read."""
    about = area or limburg()
    return publish(content=content(*tables, area=about, day=day), area=about, by=by)
