"""The workbench of figures: indicators, denominators, targets, and series of others."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from veerkracht.kernel import page_cache
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.workbooks import unrun
from veerkracht.monitoring import count_actions as actions
from veerkracht.monitoring import count_policies as policies
from veerkracht.monitoring import count_queries as queries
from veerkracht.monitoring.count_definitions import first_versions
from veerkracht.monitoring.count_forms import (
    DefinitionForm,
    DenominatorForm,
    DenominatorsForm,
    SeriesForm,
    TargetForm,
)
from veerkracht.monitoring.count_models import Denominator, ExternalSeries, Target
from veerkracht.monitoring.count_views import TOPIC, csv_answer
from veerkracht.monitoring.count_words import Shown, Told, told
from veerkracht.people.policies import is_administrator, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

A_PAGE = 50
MOST_TARGETS = 200


def _keeper(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_keeps_figures(person)
    return person


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _carried_out(form: forms.Form, do: Callable[[], object]) -> bool:
    """Whether what was typed is kept; the form says why not."""
    if not form.is_valid():
        return False
    with shown_on(form):
        do()
        page_cache.clear(TOPIC)
    return bool(form.is_valid())


def _form_page(
    request: HttpRequest, form: forms.Form, facts: dict[str, Any], *, status: int = 0
) -> HttpResponse:
    """The page of one form; ``facts``: title, lead, button, and up: an address with its words."""
    answer = status or (422 if form.is_bound else 200)
    return render(request, "monitoring/count_form.html", {"form": form, **facts}, status=answer)


# Indicators


@login_required
@require_safe
def indicators_desk(request: HttpRequest) -> HttpResponse:
    """Every indicator with its version, and whether the last recount was right."""
    person = _keeper(request)
    facts = {
        "indicators": [(Shown(one), one) for one in queries.definitions()],
        "recount": queries.last_recount(),
        "defines": is_administrator(person),
    }
    return render(request, "monitoring/count_desk.html", facts)


@login_required
def change_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Another version of what an indicator says."""
    person = signed_in(request)
    policies.check_may_define(person)
    if code not in first_versions():
        raise Http404
    known = queries.definition(code)
    form = DefinitionForm(known, _posted(request))
    overtaken = False
    try:
        if _carried_out(form, lambda: _new_version(form, code, person)):
            messages.success(request, _("Dit is nu de nieuwe versie."))
            return redirect("monitoring:indicators_desk")
    except OutOfDate as late:
        form.add_error(None, late.message)
        overtaken = True
    facts = {"form": form, "shown": Shown(known), "overtaken": overtaken}
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "monitoring/count_change.html", facts, status=status)


def _new_version(form: DefinitionForm, code: str, person: Person) -> None:
    seen = form.cleaned_data["seen"]
    actions.change_definition(code=code, words=form.words(), seen=seen, by=person)


# Denominators


@login_required
@require_safe
def denominators(request: HttpRequest) -> HttpResponse:
    """How many people work or study in my areas, with who counted them."""
    page = Paginator(_kept(_keeper(request)), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, *_groups(one)) for one in page.object_list]
    return render(request, "monitoring/count_denominators.html", {"page_obj": page, "rows": rows})


def _kept(person: Person) -> QuerySet[Denominator]:
    kept = queries.areas_kept_by(person).order_by().values("pk")
    return Denominator.objects.filter(area__in=kept).select_related("area")


def _groups(row: Denominator) -> tuple[str, str]:
    sector = queries.label("sector", row.sector) if row.sector else _("alle sectoren")
    function = queries.label("function", row.function) if row.function else ""
    return sector, function


@login_required
@require_safe
def denominators_file(request: HttpRequest) -> HttpResponse:
    """The same as a list that can be brought in again."""
    rows = _kept(_keeper(request))
    answer = csv_answer("noemers.csv")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(["gebied", "sector", "functie", "jaar", "aantal", "bron"])
    for one in rows.iterator(chunk_size=1_000):
        named = [one.area.code, one.sector, one.function, one.year, one.number]
        writer.writerow([*named, unrun(one.source)])
    return answer


DENOMINATORS = "monitoring:denominators"


@login_required
def new_denominator(request: HttpRequest) -> HttpResponse:
    """Type a denominator."""
    person = _keeper(request)
    form = DenominatorForm(person, None, _posted(request))
    if _carried_out(form, lambda: actions.keep_denominator(counted=form.counted(), by=person)):
        messages.success(request, _("Bewaard."))
        return redirect(DENOMINATORS)
    facts = {"title": _("Nieuw aantal"), "button": _("Bewaar"), "up": DENOMINATORS}
    return _form_page(request, form, facts | {"up_words": _("Hoeveel mensen er werken")})


@login_required
def change_denominator(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a denominator, or take it away."""
    person = _keeper(request)
    row = get_object_or_404(_kept(person), pk=pk)
    form = DenominatorForm(person, row, _posted(request))

    def do() -> None:
        actions.keep_denominator(counted=form.counted(), by=person, denominator=row)

    if _carried_out(form, do):
        messages.success(request, _("Bewaard."))
        return redirect(DENOMINATORS)
    facts: dict[str, Any] = {"title": _("Pas het aantal aan"), "button": _("Bewaar")}
    facts |= {"up": DENOMINATORS}
    facts |= {"up_words": _("Hoeveel mensen er werken"), "drop": row.pk}
    return _form_page(request, form, facts)


@require_POST
@login_required
def drop_denominator(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a denominator away."""
    person = _keeper(request)
    actions.drop_denominator(denominator=get_object_or_404(_kept(person), pk=pk), by=person)
    page_cache.clear(TOPIC)
    messages.success(request, _("Weggehaald."))
    return redirect(DENOMINATORS)


@login_required
def bring_denominators(request: HttpRequest) -> HttpResponse:
    """Bring a list of denominators in, all of it or nothing."""
    person = _keeper(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DenominatorsForm(person, *data)
    if _carried_out(form, lambda: _brought(form, person)):
        number = len(form.cleaned_data["rows"])
        said = ngettext(
            "%(number)s rij is overgenomen.", "%(number)s rijen zijn overgenomen.", number
        )
        messages.success(request, said % {"number": number})
        return redirect(DENOMINATORS)
    facts = {
        "title": _("Neem een lijst over"),
        "lead": _(
            "Klopt er één rij niet, dan nemen we niets over. Een aantal dat er al staat, wordt vervangen."
        ),
        "button": _("Neem de lijst over"),
        "up": DENOMINATORS,
        "up_words": _("Hoeveel mensen er werken"),
        "has_file": True,
    }
    return _form_page(request, form, facts)


def _brought(form: DenominatorsForm, person: Person) -> None:
    given = form.cleaned_data
    actions.bring_denominators(
        lines=given["rows"], kind=given["kind"], source=given["source"], by=person
    )


# Targets


@login_required
@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """What my regions want to reach."""
    rows = _targets(_keeper(request))[:MOST_TARGETS]
    known = {one.code: told(one, "name") for one in queries.definitions()}
    shown = [(one, known.get(one.indicator, Told(one.indicator)), _sector(one)) for one in rows]
    return render(request, "monitoring/count_targets.html", {"rows": shown})


def _targets(person: Person) -> QuerySet[Target]:
    kept = queries.areas_kept_by(person).order_by().values("pk")
    return Target.objects.filter(area__in=kept).select_related("area")


def _sector(row: Target) -> str:
    return queries.label("sector", row.sector) if row.sector else ""


@login_required
def new_target(request: HttpRequest) -> HttpResponse:
    """Set a target."""
    person = _keeper(request)
    form = TargetForm(person, _posted(request))
    if _carried_out(form, lambda: actions.set_target(wanted=form.wanted(), by=person)):
        messages.success(request, _("Het doel staat."))
        return redirect("monitoring:targets")
    facts = {
        "title": _("Nieuw doel"),
        "lead": _(
            "Staat er al een doel voor hetzelfde jaar en gebied, dan komt dit ervoor in de plaats."
        ),
        "button": _("Zet het doel"),
        "up": "monitoring:targets",
        "up_words": _("Doelen"),
    }
    return _form_page(request, form, facts)


@require_POST
@login_required
def drop_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target away."""
    person = _keeper(request)
    actions.drop_target(target=get_object_or_404(_targets(person), pk=pk), by=person)
    messages.success(request, _("Weggehaald."))
    return redirect("monitoring:targets")


# Series of others


@login_required
@require_safe
def series_desk(request: HttpRequest) -> HttpResponse:
    """The series that others published."""
    _keeper(request)
    return render(request, "monitoring/count_series_desk.html", {"series": queries.series()})


@login_required
def bring_series(request: HttpRequest) -> HttpResponse:
    """Bring a series of others in."""
    person = _keeper(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SeriesForm(*data)
    if _carried_out(form, lambda: _brought_series(form, person)):
        messages.success(request, _("De cijfers staan erbij."))
        return redirect("monitoring:series_desk")
    facts = {
        "title": _("Voeg cijfers van anderen toe"),
        "lead": _("Ze komen naast onze cijfers te staan. We tellen ze nooit bij elkaar op."),
        "button": _("Voeg ze toe"),
        "up": "monitoring:series_desk",
        "up_words": _("Cijfers van anderen"),
        "has_file": True,
    }
    return _form_page(request, form, facts)


def _brought_series(form: SeriesForm, person: Person) -> None:
    values = form.cleaned_data["rows"]
    actions.bring_series(told=form.published(), values=values, by=person)


@require_POST
@login_required
def drop_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a series away."""
    person = _keeper(request)
    actions.drop_series(series=get_object_or_404(ExternalSeries, pk=pk), by=person)
    page_cache.clear(TOPIC)
    messages.success(request, _("Weggehaald."))
    return redirect("monitoring:series_desk")
