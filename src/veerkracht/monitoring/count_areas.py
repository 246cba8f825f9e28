"""Areas as figures use them: what lies in what on a day, which went over into which, and where an old code is now."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from veerkracht.disclosure.tables import TOTAL
from veerkracht.monitoring.count_facts import somewhere_in
from veerkracht.monitoring.count_rules import UNKNOWN, Moved, whole
from veerkracht.places.models import (
    Area,
    AreaKind,
    AreaMembership,
    BoundaryChange,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

WIDE = (AreaKind.COUNTRY, AreaKind.PROVINCE)
MUNICIPALITY, REGION = "municipality", "region"


@dataclass(frozen=True)
class Tree:
    """An area on a day: ``parents`` of its municipalities and regions, up to itself; its own parent is the total.

    ``regions`` gives the region of every municipality ever; ``moves`` are mergers and splits.
    """

    code: str
    day: date
    parents: Mapping[str, str]
    regions: Mapping[str, str]
    moves: Sequence[Moved]

    def level(self, finest: str) -> dict[str, str]:
        """Parents down to municipalities, or only to regions."""
        if finest == MUNICIPALITY:
            return dict(self.parents)
        above = {TOTAL, *self.parents.values()}
        return {code: over for code, over in self.parents.items() if code in above}

    def leaf(self, code: str, finest: str) -> str | None:
        """Where a counted area stands here: by the areas of the day; None outside."""
        parents = self.level(finest)
        now = code if code.endswith(UNKNOWN) else whole(code, self.moves, self.day)
        if now not in parents and finest == REGION:
            now = self.regions.get(now, now.removesuffix(UNKNOWN))
        return now if now in parents else None


def tree(area_code: str, day: date) -> Tree:
    """An area and what lies in it on a day; five queries. Raises Area.DoesNotExist for a code unknown then."""
    area = Area.objects.on(day).get(code=area_code)
    top = {area.code: TOTAL}
    if area.kind == AreaKind.MUNICIPALITY:
        parents = top
    elif area.kind in WIDE:
        parents = {**_towns_of_regions(day), **_regions(area, day), **top}
    else:
        towns = _members(area, day, AreaKind.MUNICIPALITY)
        unknown = {somewhere_in(area.code): area.code} if area.kind == AreaKind.REGION else {}
        parents = {**dict.fromkeys(towns, area.code), **unknown, **top}
    return Tree(area.code, day, parents, _regions_by_code(), moves())


def _members(parent: Area, day: date, kind: AreaKind) -> list[str]:
    found = Area.objects.on(day).filter(kind=kind).within(parent, day)
    return list(found.order_by("name").values_list("code", flat=True))


def _regions(area: Area, day: date) -> dict[str, str]:
    found = Area.objects.regions().on(day)
    if area.kind == AreaKind.PROVINCE:
        found = found.within(area, day)
    return dict.fromkeys(found.values_list("code", flat=True), area.code)


def _towns_of_regions(day: date) -> dict[str, str]:
    links = _links(day).order_by("parent__name", "area__name")
    pairs = list(links.values_list("area__code", "parent__code"))
    found = dict(pairs)
    return found | {somewhere_in(region): region for _town, region in pairs}


def _links(day: date | None = None) -> QuerySet[AreaMembership]:
    found = AreaMembership.objects.on(day) if day else AreaMembership.objects.all()
    return found.filter(area__kind=AreaKind.MUNICIPALITY, parent__kind=AreaKind.REGION)


def region_codes() -> dict[int, str]:
    """Municipality, by number → the code of the region in which it last lay."""
    return dict(_links().order_by("since").values_list("area_id", "parent__code"))


def _regions_by_code() -> dict[str, str]:
    return dict(_links().order_by("since").values_list("area__code", "parent__code"))


def moves() -> list[Moved]:
    """Every merger and split, in order."""
    rows = BoundaryChange.objects.order_by("on", "pk")
    return [
        Moved(old, new, day, Fraction(share))
        for old, new, day, share in rows.values_list("old__code", "new__code", "on", "share")
    ]
