"""The map of the movement: who is active where, one municipality, and one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from veerkracht.kernel import page_cache
from veerkracht.outreach import movement_drawing as drawing
from veerkracht.outreach import movement_queries as queries
from veerkracht.people.models import Organisation
from veerkracht.people.queries import sectors

if TYPE_CHECKING:
    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area

REAL = "grenzen"
TOPICS = ("agenda", "sheets", "movement")


@dataclass(frozen=True)
class Choice:
    """What is asked of the map: of which sector, which kind of activity, and drawn how."""

    sector: str
    kind: str
    real: bool

    @property
    def query(self) -> str:
        """The same as the end of an address; empty when nothing is chosen."""
        told = {"sector": self.sector, "soort": self.kind, "kaart": REAL if self.real else ""}
        return urlencode({name: value for name, value in told.items() if value})


def _chosen(request: HttpRequest, known: list[Sector]) -> Choice:
    sector, kind = request.GET.get("sector", ""), request.GET.get("soort", "")
    return Choice(
        sector=sector if sector in {one.code for one in known} else "",
        kind=kind if kind in dict(queries.kinds()) else "",
        real=request.GET.get("kaart") == REAL,
    )


def _facts(request: HttpRequest) -> tuple[Choice, queries.Movement, list[Area], dict[str, Any]]:
    """What every page of the map shows: the choices and who is active with them."""
    known = list(sectors())
    choice = _chosen(request, known)
    found = queries.movement(sector=choice.sector, kind=choice.kind)
    facts = {"choice": choice, "sectors": known, "kinds": queries.kinds()}
    return choice, found, queries.areas(), facts


@require_safe
@page_cache.public(*TOPICS)
def movement(request: HttpRequest) -> HttpResponse:
    """Municipalities with how many organisations are active there, as a picture and as a table."""
    choice, found, areas, facts = _facts(request)
    counts = found.counts()
    drawn = drawing.real(areas, counts, choice.query) if choice.real else None
    rows = [
        (area, counts.get(area.pk, 0), drawing.address(area, choice.query), _names(found, area))
        for area in areas
    ]
    facts |= {
        "drawing": drawn or drawing.tiles(areas, counts, choice.query),
        "rows": rows,
        "elsewhere": found.elsewhere,
        "has_boundaries": queries.boundary_year(areas) is not None,
        "nobody": not (counts or found.elsewhere),
    }
    return render(request, "outreach/movement_map.html", facts)


def _names(found: queries.Movement, area: Area) -> list[str]:
    return [str(one.organisation) for one in found.here.get(area.pk, [])]


@require_safe
@page_cache.public(*TOPICS)
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Who is active in one municipality, with links to what they do."""
    _choice, found, areas, facts = _facts(request)
    area = next((one for one in areas if one.code == code), None)
    if area is None:
        raise Http404
    facts |= {"area": area, "rows": found.here.get(area.pk, [])}
    return render(request, "outreach/movement_place.html", facts)


@require_safe
@page_cache.public(*TOPICS)
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What one organisation does in public; 404 for one that does nothing there."""
    found = get_object_or_404(Organisation.objects.select_related("municipality"), slug=slug)
    rows = queries.of_organisation(found)
    if not rows:
        raise Http404
    named = {area.pk: area for area in queries.areas()}
    places = [(named.get(one.area or 0), one) for one in rows]
    facts = {"organisation": found, "places": places, "sectors": found.sectors.all()}
    return render(request, "outreach/movement_organisation.html", facts)
