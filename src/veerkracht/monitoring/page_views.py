"""The public pages “Cijfers”: all figures in short, one indicator, and how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve as page_of_editors

from veerkracht.coalitions.queries import public as public_coalitions
from veerkracht.cocreation.models import Pilot
from veerkracht.kernel import page_cache
from veerkracht.monitoring import page_dashboards as dashboards
from veerkracht.monitoring import page_definitions as definitions
from veerkracht.monitoring import page_facts as facts
from veerkracht.monitoring import page_queries as queries
from veerkracht.monitoring.page_choice import chosen
from veerkracht.monitoring.page_queries import TOTAL, Board
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import current_roles, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation

TOPIC = "figures"  # cleared by who publishes or withdraws a release
MOST_LISTED = 40


def board_or_404() -> Board:
    """The newest release; 404 before the first."""
    found = queries.board()
    if found is None:
        raise Http404
    return found


def shown(request: HttpRequest, template: str, board: Board | None, **given: Any) -> HttpResponse:
    """A page of figures, with what all of them tell."""
    return render(
        request,
        f"monitoring/{template}.html",
        {
            "board": board,
            "open_data": reverse("monitoring:open_data"),
            "counting": reverse("monitoring:how_we_count"),
            "whole": facts.whole_name(board) if board else "",
            **given,
        },
    )


@require_safe
@page_cache.public(TOPIC)
def figures(request: HttpRequest) -> HttpResponse:
    """All indicators in short, and where to look further. Before the first release: the editors' own page."""
    board = queries.board()
    if board is None:
        english = (get_language() or "nl").startswith("en")
        answer: HttpResponse = page_of_editors(request, "figures/" if english else "cijfers/")
        return answer
    places = queries.places()
    dashboard = dashboards.of_area(board, TOTAL, facts.whole_name(board))
    return shown(
        request,
        "page_figures",
        board,
        dashboard=dashboard,
        regions=places.regions,
        coalitions=list(public_coalitions()[:MOST_LISTED]),
        pilots=list(Pilot.objects.filter(public=True)[:MOST_LISTED]),
        own=_own(request),
    )


def _own(request: HttpRequest) -> list[Organisation]:
    """The organisations that somebody who is signed in speaks for, by name."""
    if not request.user.is_authenticated:
        return []
    roles = [one for one in current_roles(signed_in(request)) if one.kind == RoleKind.EMPLOYER]
    return sorted((one.organisation for one in roles if one.organisation), key=str)


@require_safe
@page_cache.public(TOPIC)
def figure(request: HttpRequest, indicator: str) -> HttpResponse:
    """One indicator: map, line, regions, sectors and functions, each with a table and a sentence."""
    board = board_or_404()
    table = board.table(indicator)
    if table is None:
        raise Http404
    places = queries.places()
    areas = {one.code for one in (*places.regions, *places.municipalities)}
    choice = chosen(request.GET, areas, places.sectors)
    told = definitions.told(indicator, board.release.area.code)
    page = facts.page_of(board, table, places, told, choice)
    data = reverse("monitoring:open_latest", args=[board.release.area.code, indicator])
    given = {"counting": reverse("monitoring:indicator", args=[indicator])}
    return shown(
        request, "page_figure", board, page=page, table=table, told=told, data=data, **given
    )


@require_safe
@page_cache.public(TOPIC)
def method(request: HttpRequest) -> HttpResponse:
    """How figures are made: hiding, rounding, percentages, releases; and the source of each."""
    board = queries.board()
    counting, open_data = reverse("monitoring:how_we_count"), reverse("monitoring:open_data")
    given = {"board": board, "open_data": open_data, "counting": counting}
    return render(request, "monitoring/page_method.html", given)
