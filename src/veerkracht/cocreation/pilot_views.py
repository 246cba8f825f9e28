"""Pages of pilots for everybody: the list, one pilot, and several side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation.models import PilotState
from veerkracht.cocreation.pilot_policies import writes
from veerkracht.cocreation.pilot_shown import by_kind, grouped, shown_pilot
from veerkracht.cocreation.pilot_workbook import compared_file
from veerkracht.figures.queries import published
from veerkracht.kernel.clock import today
from veerkracht.people.models import Sector
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.cocreation.models import Pilot
    from veerkracht.cocreation.pilot_shown import ShownPilot
    from veerkracht.places.models import Area

A_PAGE, MOST_LISTED = 24, 200


@dataclass(frozen=True)
class Choice:
    """What the reader chose, and what there is to choose: only what has pilots that they may see."""

    sector: Sector | None
    region: Area | None
    sectors: tuple[Sector, ...]
    regions: tuple[Area, ...]

    @property
    def made(self) -> bool:
        """Whether anything was chosen."""
        return self.sector is not None or self.region is not None

    def has(self, pilot: Pilot) -> bool:
        """Whether this pilot belongs to what was chosen."""
        in_sector = self.sector is None or pilot.sector_id == self.sector.pk
        return in_sector and (self.region is None or pilot.region_id == self.region.pk)

    def of(self, found: QuerySet[Pilot]) -> QuerySet[Pilot]:
        """Only what was chosen."""
        return queries.chosen(found, sector=self.sector, region=self.region)


def choice_of(request: HttpRequest, found: QuerySet[Pilot]) -> Choice:
    """What the address says; a word that is not there chooses nothing."""
    sectors = tuple(Sector.objects.filter(pk__in=found.values("sector")))
    areas = tuple(regions().filter(pk__in=found.values("region")))
    return _chosen(request, sectors, areas)


def choice_among(request: HttpRequest, pilots: list[Pilot]) -> Choice:
    """The same, of pilots that were read already."""
    sectors = {one.sector_id: one.sector for one in pilots}
    areas = {one.region_id: one.region for one in pilots}
    return _chosen(
        request,
        tuple(sorted(sectors.values(), key=lambda one: one.order)),
        tuple(sorted(areas.values(), key=lambda one: one.name)),
    )


def _chosen(request: HttpRequest, sectors: tuple[Sector, ...], areas: tuple[Area, ...]) -> Choice:
    codes = {one.code: one for one in sectors}
    names = {one.code: one for one in areas}
    sector, region = request.GET.get("sector", ""), request.GET.get("regio", "")
    return Choice(codes.get(sector), names.get(region), sectors, areas)


def pilots(request: HttpRequest) -> HttpResponse:
    """All public pilots, by sector; chosen by sector and region."""
    choice = choice_of(request, queries.public())
    found = choice.of(queries.public()).order_by("sector__order", "sector__name", "-since", "pk")
    page = Paginator(queries.in_full(found), A_PAGE).get_page(request.GET.get("page"))
    shown = [shown_pilot(one, inside=False) for one in page.object_list]
    facts = {"choice": choice, "page_obj": page, "groups": grouped(shown), "many": len(shown) > 1}
    return render(request, "cocreation/pilot_list.html", facts)


def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    """One pilot in plain words; to everybody only what is marked public."""
    found = queries.in_full(queries.visible_to(request.user))
    row = get_object_or_404(found, slug=slug)
    shown = shown_pilot(row, inside=False)
    facts = {
        "pilot": shown,
        "alone": [shown],
        "writes": writes(request.user, row),
        "over": row.state in {PilotState.DECIDED, PilotState.STOPPED},
        "has_figures": row.public and published().exists(),
    }
    return render(request, "cocreation/pilot_page.html", facts)


def compare(request: HttpRequest) -> HttpResponse:
    """Pilots side by side, chosen by sector, region, or one by one."""
    seen = list(queries.visible_to(request.user).order_by("-since", "pk")[:MOST_LISTED])
    choice = choice_among(request, seen)
    columns = _columns(request, choice)
    facts = {
        "choice": choice,
        "listed": [one for one in seen if choice.has(one)],
        "columns": columns,
        "chosen": {one.row.slug for one in columns},
        "kinds": by_kind(columns),
        "query": request.GET.urlencode(),
        "most": queries.MOST_BESIDE,
    }
    return render(request, "cocreation/pilot_compare.html", facts)


def _columns(request: HttpRequest, choice: Choice) -> list[ShownPilot]:
    """The pilots of the columns: those that were ticked, else the first few."""
    found = choice.of(queries.visible_to(request.user))
    ticked = request.GET.getlist("pilot")[:50]
    found = found.filter(slug__in=ticked) if ticked else found.exclude(state=PilotState.DRAFT)
    rows = list(queries.in_full(found).order_by("-since", "pk")[: queries.MOST_BESIDE])
    inside = queries.inside_of(request.user, rows)
    return [shown_pilot(one, inside=one.pk in inside) for one in rows]


def compare_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    seen = list(queries.visible_to(request.user).order_by("-since", "pk")[:MOST_LISTED])
    choice = choice_among(request, seen)
    name = _("pilots-%(day)s.xlsx") % {"day": today()}
    return compared_file(_columns(request, choice), name)
