"""Dashboards of a region or municipality, a coalition, a pilot and an organisation; areas compared; the factsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from veerkracht.coalitions.queries import public as public_coalitions
from veerkracht.cocreation.models import Pilot
from veerkracht.kernel import page_cache
from veerkracht.kernel.permissions import require
from veerkracht.monitoring import page_dashboards as dashboards
from veerkracht.monitoring import page_definitions as definitions
from veerkracht.monitoring import page_facts as facts
from veerkracht.monitoring import page_pilots as pilots
from veerkracht.monitoring import page_queries as queries
from veerkracht.monitoring.page_paper import factsheet_pdf
from veerkracht.monitoring.page_queries import TOTAL, Board, Places
from veerkracht.monitoring.page_views import TOPIC, board_or_404, shown
from veerkracht.people.models import Organisation
from veerkracht.people.policies import represents, signed_in

if TYPE_CHECKING:
    from veerkracht.monitoring.page_dashboards import Dashboard

MOST_COMPARED = 4
WHOLE = "alles"  # how an address names the whole area


def _area(board: Board, places: Places, code: str) -> tuple[str, str]:
    """An area of an address as its code in cells and its words; 404 for one that is not there."""
    if code in {WHOLE, board.release.area.code}:
        return TOTAL, facts.whole_name(board)
    found = places.named(code)
    if found is None:
        raise Http404
    return found.code, str(found)


@require_safe
@page_cache.public(TOPIC)
def area(request: HttpRequest, code: str) -> HttpResponse:
    """All indicators of a region or municipality, beside the whole."""
    board, places = board_or_404(), queries.places()
    known, name = _area(board, places, code)
    return shown(
        request,
        "page_area",
        board,
        code=known or WHOLE,
        name=name,
        dashboard=dashboards.of_area(board, known, name),
        regions=places.regions,
        inside=places.inside(known) if known and places.named(known) in places.regions else [],
    )


@require_safe
@page_cache.public(TOPIC)
def compare(request: HttpRequest) -> HttpResponse:
    """Several areas side by side: the regions, or what is asked for."""
    board, places = board_or_404(), queries.places()
    asked = dict.fromkeys(request.GET.getlist("gebied"))
    found = [one for one in (places.named(code) for code in asked) if one][:MOST_COMPARED]
    areas = found or places.regions[:MOST_COMPARED]
    compared = [(one.code, str(one)) for one in areas]
    rows = dashboards.side_by_side(board, [*compared, (TOTAL, facts.whole_name(board))])
    codes = [code for code, _name in compared]
    options = [
        (one, one.code in codes, _toggled(codes, one.code))
        for one in (*places.regions, *places.municipalities)
    ]
    return shown(
        request,
        "page_compare",
        board,
        rows=rows,
        chosen=[one for one in options if one[1]],
        others=[one for one in options if not one[1]],
        full=len(codes) >= MOST_COMPARED,
    )


def _toggled(codes: list[str], code: str) -> str:
    """The address with this area added, or left out when it was there."""
    kept = [one for one in codes if one != code] if code in codes else [*codes, code]
    return "?" + "&".join(f"gebied={one}" for one in kept)


@require_safe
@page_cache.public(TOPIC)
def coalition(request: HttpRequest, slug: str) -> HttpResponse:
    """All indicators of the area that a coalition works for."""
    board, places = board_or_404(), queries.places()
    found = get_object_or_404(public_coalitions(), slug=slug)
    name = str(found.area)
    return shown(
        request,
        "page_coalition",
        board,
        coalition=found,
        workbook=reverse("monitoring:open_coalition", args=[found.slug]),
        name=name,
        dashboard=_of_coalition(board, places, found.area.code, name),
    )


def _of_coalition(board: Board, places: Places, code: str, name: str) -> Dashboard:
    if code == board.release.area.code:
        return dashboards.of_area(board, TOTAL, name)
    if places.named(code):
        return dashboards.of_area(board, code, name)
    inside = places.inside(code)
    if not inside:
        raise Http404
    return dashboards.of_areas_together(board, [places.regions_inside(code), inside], code, name)


@require_safe
@page_cache.public(TOPIC)
def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    """What a public pilot measured itself, and the figures of its sector where it is tried."""
    board, places = board_or_404(), queries.places()
    related = ("area", "region", "sector", "led_by")
    found = get_object_or_404(Pilot.objects.filter(public=True).select_related(*related), slug=slug)
    where = found.area or found.region
    code = where.code if places.named(where.code) else TOTAL
    sector = definitions.group_of_sector(found.sector.code)
    return shown(
        request,
        "page_pilot",
        board,
        pilot=found,
        where=str(where) if code else facts.whole_name(board),
        measures=pilots.measures_of(found),
        rows=dashboards.of_sectors(board, code, [(sector, places.sector(sector))]),
    )


@require_safe
@login_required
@never_cache
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """For its contact only: how many colleagues came, as far as that tells of nobody; and its sectors nearby."""
    found = get_object_or_404(Organisation.objects.select_related("municipality"), slug=slug)
    allowed = represents(signed_in(request), found.pk)
    require(allowed, _("Deze pagina is voor de contactpersoon van deze organisatie."))
    own = dashboards.own_reach(found)
    around = _around(queries.board(), queries.places(), found)
    given = {"organisation": found, "own": own, "nothing_yet": dashboards.nothing_known(own)}
    return shown(request, "page_organisation", around.pop("board"), **given, **around)


def _around(board: Board | None, places: Places, found: Organisation) -> dict[str, Any]:
    """The figures of an organisation's sectors in its municipality; without it, of the whole."""
    town = found.municipality
    code = town.code if town and places.named(town.code) else TOTAL
    groups = dict.fromkeys(definitions.group_of_sector(one.code) for one in found.sectors.all())
    sectors = [(one, places.sector(one)) for one in groups]
    where = str(town) if code else (facts.whole_name(board) if board else "")
    rows = dashboards.of_sectors(board, code, sectors) if board and sectors else []
    return {"board": board, "where": where, "rows": rows, "has_sectors": bool(sectors)}


@require_safe
def factsheet(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of an area on paper, as PDF/UA."""
    board, places = board_or_404(), queries.places()
    known, name = _area(board, places, code)
    paper = factsheet_pdf(board, places, known, name)
    title = _("cijfers")
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{title}-{code}.pdf"'},
    )
