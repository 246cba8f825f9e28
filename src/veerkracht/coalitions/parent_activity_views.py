"""Pages of activities with parents: counted by an organisation, and shown to everybody only as protected words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.coalitions import parent_activity_actions as actions
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions import parent_queries as queries
from veerkracht.coalitions.models import ParentActivity
from veerkracht.coalitions.parent_forms import ActivityForm
from veerkracht.coalitions.parent_models import ActivityKind
from veerkracht.coalitions.parent_rules import is_settled, settled_years
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import require
from veerkracht.people.models import Organisation
from veerkracht.people.policies import signed_in
from veerkracht.places.models import Area
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from veerkracht.disclosure.thresholds import ProtectedTable
    from veerkracht.people.models import Person

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
    """For everybody: how many parents were reached in a region in a year that is over, small numbers hidden."""
    region = get_object_or_404(regions(), code=code)
    years = settled_years(queries.first_year(region) or today().year, today())
    typed = request.GET.get("jaar", "")
    year = int(typed) if typed in {str(one) for one in years} else (years[0] if years else None)
    facts = {
        "region": region,
        "years": years,
        "year": year,
        "kinds": [one.label for one in ActivityKind],
        **(_table(region, year) if year else {}),
    }
    return render(request, "coalitions/parent_reached.html", facts)


def _table(region: Area, year: int) -> dict[str, object]:
    safe = queries.people_reached(region, year)
    towns = sorted({town for town, _kind in safe.cells})
    return {
        "rows": [(town, _cells(safe, town), safe.rows[town].told(FEW)) for town in towns],
        "columns": [safe.columns[one.value].told(FEW) for one in ActivityKind] if towns else [],
        "total": safe.total.told(_("minder dan 10")),
    }


def _cells(safe: ProtectedTable[str, str], town: str) -> list[tuple[str, str]]:
    return [(str(one.label), safe.cells[town, one.value].told(FEW)) for one in ActivityKind]
