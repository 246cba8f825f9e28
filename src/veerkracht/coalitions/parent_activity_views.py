"""Pages of activities with parents: counted by an organisation, and shown to everybody only as they were released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.coalitions import parent_activity_actions as actions
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions import parent_queries as queries
from veerkracht.coalitions import parent_reached
from veerkracht.coalitions.models import ParentActivity
from veerkracht.coalitions.parent_forms import ActivityForm
from veerkracht.coalitions.parent_rules import is_settled
from veerkracht.disclosure.values import ABSENT, Status
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import require
from veerkracht.people.models import Organisation
from veerkracht.people.policies import signed_in
from veerkracht.places.queries import municipalities, regions

if TYPE_CHECKING:
    from veerkracht.disclosure.values import Figure
    from veerkracht.figures.models import Cell
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

A_PAGE = 50
FEW = "—"


def _mine(request: HttpRequest) -> tuple[Person, list[Organisation]]:
    person = signed_in(request)
    organisations = policies.organisations_of(person)
    require(bool(organisations), _("Deze pagina is voor wie voor een organisatie spreekt."))
    return person, organisations


@login_required
def activities(request: HttpRequest) -> HttpResponse:
    """What my organisation did with parents, with our own counts."""
    _person, organisations = _mine(request)
    wanted = {str(one.pk): one for one in organisations}.get(request.GET.get("van", ""))
    chosen = wanted or organisations[0]
    page = Paginator(queries.activities_of(chosen), A_PAGE).get_page(request.GET.get("page"))
    year = today().year
    facts = {
        "chosen": chosen,
        "organisations": organisations,
        "page_obj": page,
        "rows": [(one, not is_settled(one.day.year, today())) for one in page.object_list],
        "year": year,
    }
    return render(request, "coalitions/parent_activities.html", facts)


@login_required
def count(request: HttpRequest, organisation: int) -> HttpResponse:
    """Write down how many came."""
    person = signed_in(request)
    chosen = get_object_or_404(Organisation, pk=organisation)
    policies.check_may_count(person, chosen)
    form = ActivityForm(None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.count_activity(organisation=chosen, counted=form.counted(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("coalitions:activities")
    facts = {"form": form, "chosen": chosen}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/parent_activity.html", facts, status=status)


def _activity(request: HttpRequest, pk: int) -> tuple[Person, ParentActivity]:
    person = signed_in(request)
    related = ParentActivity.objects.select_related("organisation", "municipality")
    row = get_object_or_404(related, pk=pk)
    policies.check_may_change_activity(person, row)
    return person, row


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what was counted."""
    person, row = _activity(request, pk)
    form = ActivityForm(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.count_activity(
                organisation=row.organisation, counted=form.counted(), by=person, activity=row
            )
            messages.success(request, _("Bewaard."))
            return redirect("coalitions:activities")
    facts = {"form": form, "chosen": row.organisation, "activity": row}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/parent_activity.html", facts, status=status)


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what was written by mistake."""
    person, row = _activity(request, pk)
    actions.drop_activity(activity=row, by=person)
    messages.success(request, _("Weggehaald."))
    return redirect("coalitions:activities")


def reached(request: HttpRequest, code: str) -> HttpResponse:
    """For everybody: how often parents took part in a region, as it was released, and nothing before that."""
    region = get_object_or_404(regions(), code=code)
    towns = {one.code: str(one) for one in municipalities(region)}
    cells = list(parent_reached.released([region.code, *towns]))
    years = list(dict.fromkeys(one.period for one in cells))
    typed = request.GET.get("jaar", "")
    year = typed if typed in years else next(iter(years), None)
    facts = {
        "region": region,
        "years": years,
        "year": year,
        **(_shown(cells, region, towns, year) if year else {}),
    }
    return render(request, "coalitions/parent_reached.html", facts)


def _shown(cells: list[Cell], region: Area, towns: dict[str, str], year: str) -> dict[str, object]:
    """The released figures of a year in words, in the order of the municipalities."""
    found = parent_reached.by_area(cells, year)
    return {
        "release": cells[0].table.release,
        "rows": [(towns[code], _told(found[code], FEW)) for code in towns if code in found],
        "total": _told(found.get(region.code, ABSENT), _("minder dan 10 of afgeschermd")),
        "url": reverse("monitoring:page_figure", args=[parent_reached.INDICATOR]),
    }


def _told(figure: Figure, hidden: str) -> str:
    if figure.number is not None:
        return str(number_format(figure.number, force_grouping=True))
    return hidden if figure.status is Status.HIDDEN else _("geen gegevens")
