"""The map of the movement, ready for a template that draws SVG: as tiles, or with real boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.outreach import movement_queries as queries
from veerkracht.outreach import movement_rules as rules
from veerkracht.places.queries import drawn_boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.places.models import Area


@dataclass(frozen=True)
class Spot:
    """A municipality in the picture: its shape, where its words stand, how dark it is, and what it says."""

    name: str
    short: str
    count: int
    told: str
    shade: int
    url: str
    x: float
    y: float
    corners: str = ""
    path: str = ""


@dataclass(frozen=True)
class Drawing:
    """A whole picture, in pixels, with a sentence that tells what it shows."""

    width: int
    height: int
    spots: Sequence[Spot]
    told: str
    source: str = ""

    @property
    def is_real(self) -> bool:
        """Whether it has real boundaries."""
        return bool(self.source)


def in_words(count: int) -> str:
    """How many organisations, in words."""
    if not count:
        return _("nog niemand")
    return ngettext("%(n)s organisatie", "%(n)s organisaties", count) % {"n": count}


def address(area: Area, query: str) -> str:
    """The page of a municipality, with the same choices."""
    return reverse("outreach:movement_place", args=[area.code]) + (f"?{query}" if query else "")


def tiles(areas: Sequence[Area], counts: Mapping[int, int], query: str) -> Drawing | None:
    """Every municipality as a tile; None where no area has a place on the map."""
    placed = [
        (area, area.tile_column, area.tile_row)
        for area in areas
        if area.tile_column is not None and area.tile_row is not None
    ]
    if not placed:
        return None
    cells = [(column, row) for _area, column, row in placed]
    least = (min(column for column, _row in cells), min(row for _column, row in cells))
    spots = []
    for area, column, row in placed:
        middle = rules.centre(column, row, least)
        spots.append(_spot(area, counts, query, middle, corners=rules.hexagon(middle)))
    width, height = rules.size(cells)
    return Drawing(width, height, spots, _told(areas, counts))


def real(areas: Sequence[Area], counts: Mapping[int, int], query: str) -> Drawing | None:
    """Every municipality in its boundaries; None where none are loaded."""
    year = queries.boundary_year(areas)
    if year is None:
        return None
    drawn = drawn_boundaries(year)
    by_code = {area.code: area for area in areas}
    spots = [
        _spot(by_code[code], counts, query, middle, path=path)
        for code, path, middle in drawn.parts
        if code in by_code
    ]
    told = _told(areas, counts)
    return Drawing(round(rules.WIDTH), drawn.height, spots, told, drawn.source)


def _spot(
    area: Area,
    counts: Mapping[int, int],
    query: str,
    middle: rules.Point,
    *,
    corners: str = "",
    path: str = "",
) -> Spot:
    count = counts.get(area.pk, 0)
    return Spot(
        name=area.name,
        short=rules.short_name(area.name),
        count=count,
        told=f"{area.name}: {in_words(count)}",
        shade=rules.shade(count, max(counts.values(), default=0)),
        url=address(area, query),
        x=middle[0],
        y=middle[1],
        corners=corners,
        path=path,
    )


def _told(areas: Sequence[Area], counts: Mapping[int, int]) -> str:
    active = [area for area in areas if counts.get(area.pk)]
    if not active:
        return _("In geen enkele gemeente staat iets dat bij deze keuze past.")
    most = max(active, key=lambda area: counts[area.pk])
    told = _(
        "In %(n)s van de %(all)s gemeenten is iemand actief. De meeste in %(most)s: %(words)s."
    )
    return told % {
        "n": len(active),
        "all": len(areas),
        "most": most.name,
        "words": in_words(counts[most.pk]),
    }
