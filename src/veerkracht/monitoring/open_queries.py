"""Reading what is open: releases that were published, their tables, and what was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from veerkracht.coalitions import queries as coalitions
from veerkracht.figures import queries as figures
from veerkracht.figures.models import Release, Table
from veerkracht.kernel.clock import today
from veerkracht.monitoring import page_queries
from veerkracht.places.models import Area, AreaKind, AreaMembership

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import Coalition


def releases() -> QuerySet[Release]:
    """Releases that count, newest first, with their area, without their content."""
    return figures.published().select_related("area").defer("content")


def latest_of_each() -> list[Release]:
    """The newest release of each area, by the area's name; one query."""
    newest = releases().order_by("area", "-as_of", "-number").distinct("area")
    return sorted(newest, key=lambda one: one.area.name)


def release(area: str, number: int) -> Release | None:
    """One release, also when it was withdrawn: its reader must see that."""
    found = Release.objects.select_related("area").defer("content")
    return found.filter(area__code=area, number=number).first()


def told() -> QuerySet[Release]:
    """Every release that there was, also withdrawn ones, newest first: for who follows the news."""
    found = Release.objects.select_related("area").defer("content")
    return found.order_by("-published_at", "-pk")


def tables_of(*found: Release) -> list[Table]:
    """Tables of these releases, release by release in order, each with its release; one query."""
    known = {one.pk: one for one in found}
    tables = list(Table.objects.filter(release__in=known).order_by("order", "indicator"))
    for one in tables:
        one.release = known[one.release_id]
    return sorted(tables, key=lambda one: list(known).index(one.release_id))


def areas_of(coalition: Coalition) -> set[str]:
    """Codes of the areas that a coalition works for: its own, and the regions and municipalities that make it up."""
    links = AreaMembership.objects.on(today()).filter(parent=coalition.area)
    within = Area.objects.filter(kind=AreaKind.MUNICIPALITY, pk__in=links.values("area"))
    regions = page_queries.places().regions_inside(coalition.area.code)
    towns = within.values_list("code", flat=True)
    return {coalition.area.code, *(one.code for one in regions), *towns}


def coalitions_with_figures(newest: Sequence[Release]) -> list[Coalition]:
    """Coalitions that work now and about whose area one of these releases tells, by name; two queries."""
    codes = {one.area.code for one in newest}
    going = list(coalitions.public())
    links = AreaMembership.objects.on(today()).filter(parent__code__in=codes)
    within = set(links.values_list("area", flat=True))
    return [
        one for one in going if codes & {one.area.code, one.region.code} or one.region_id in within
    ]


def release_for(coalition: Coalition) -> Release | None:
    """The newest release in which its areas stand: about its own area, its region, or what that lies in."""
    links = AreaMembership.objects.on(today()).filter(area=coalition.region_id)
    codes = [coalition.area.code, coalition.region.code]
    codes += Area.objects.filter(pk__in=links.values("parent")).values_list("code", flat=True)
    newest = {one.area.code: one for one in latest_of_each()}
    return next((newest[code] for code in codes if code in newest), None)
