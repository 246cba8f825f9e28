"""Pages of one's own ways of working: of a group, and of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.forms import shown_on
from veerkracht.meetings import actions, policies, queries
from veerkracht.meetings.forms import OwnMethodForm
from veerkracht.meetings.methods import METHODS, Method
from veerkracht.meetings.models import OwnMethod
from veerkracht.meetings.views import about, series_of
from veerkracht.people.policies import regions_of_coordinator, signed_in, staff_required

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.meetings.models import Series
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


def _shown(method: Method) -> dict[str, Any]:
    language = get_language() or "nl"
    name, explanation = method.said(language)
    steps = [(step.said(language), step.minutes) for step in method.steps]
    whole = queries.in_hours(method.minutes)
    return {"name": name, "explanation": explanation, "steps": steps, "whole": whole}


def _own(rows: Iterable[OwnMethod]) -> list[tuple[OwnMethod, dict[str, Any]]]:
    return [(row, _shown(queries.as_method(row))) for row in rows]


@login_required
def of_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Every way of working to choose from, and making one of one's own."""
    person, series = series_of(request, pk)
    form = _form(request)
    if _made(request, form, series.region, series, person):
        return redirect("meetings:methods", pk)
    facts = about(series) | {
        "form": form,
        "ours": [_shown(method) for method in METHODS.values()],
        "own": _own(queries.own_methods(series)),
    }
    return render(request, "meetings/methods.html", facts, status=422 if form.is_bound else 200)


@staff_required
def of_region(request: HttpRequest, code: str) -> HttpResponse:
    """What a coordinator made for all groups of a region."""
    person = signed_in(request)
    regions = {region.code: region for region in regions_of_coordinator(person)}
    if not regions:
        policies.check_may_make_methods(person, 0, None)
    if code not in regions:
        raise Http404
    form = _form(request)
    if _made(request, form, regions[code], None, person):
        return redirect("meetings:region_methods", code)
    rows = OwnMethod.objects.filter(region=regions[code], series=None, gone_at=None)
    facts = {"form": form, "own": _own(rows.order_by("name")), "region": regions[code]}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/methods_region.html", facts, status=status)


def _form(request: HttpRequest) -> OwnMethodForm:
    return OwnMethodForm(request.POST if request.method == "POST" else None)


def _made(
    request: HttpRequest, form: OwnMethodForm, region: Area, series: Series | None, person: Person
) -> bool:
    """Whether what was typed is kept now."""
    if not form.is_valid():
        return False
    given = {name: form.cleaned_data[name] for name in ("name", "explanation")}
    with shown_on(form):
        actions.make_method(region=region, series=series, steps=form.steps(), by=person, **given)
        messages.success(request, _("Bewaard. Je kunt deze werkvorm nu kiezen."))
        return True
    return False


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer offer a way of working."""
    method = get_object_or_404(OwnMethod.objects.select_related("series", "region"), pk=pk)
    actions.drop_method(method=method, by=signed_in(request))
    messages.success(request, _("Weggehaald."))
    if method.series is not None:
        return redirect("meetings:methods", method.series_id)
    return redirect("meetings:region_methods", method.region.code)
