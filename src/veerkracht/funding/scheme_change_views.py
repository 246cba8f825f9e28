"""Changing schemes: each page is one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from veerkracht.funding import actions, policies
from veerkracht.funding import scheme_queries as queries
from veerkracht.funding.models import Scheme
from veerkracht.funding.scheme_actions import rules_of
from veerkracht.funding.scheme_forms import (
    CeilingForm,
    CoverForm,
    LineForm,
    PerformanceForm,
    RulesForm,
    SchemeForm,
    StepForm,
    YearCeilingForm,
)
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import regions_of_coordinator, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def kept_scheme(request: HttpRequest, pk: int) -> tuple[Person, Scheme]:
    """A scheme that I keep; 403 otherwise."""
    person = signed_in(request)
    scheme = get_object_or_404(Scheme.objects.select_related("region", "funder", "client"), pk=pk)
    policies.check_may_keep(person, scheme)
    return person, scheme


def posted(request: HttpRequest) -> Any:
    """What was posted, or nothing."""
    return request.POST if request.method == "POST" else None


def carried_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form is right and the action went through; a broken rule stands on the form."""
    if not form.is_valid():
        return False
    with shown_on(form):
        act()
    return form.is_valid()


def form_page(
    request: HttpRequest,
    scheme: Scheme,
    form: forms.Form,
    *,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    """A page with one form of a scheme."""
    facts = {"scheme": scheme, "form": form, "title": title, "button": button, "lead": lead}
    status = 422 if form.is_bound else 200
    return render(request, "funding/form.html", facts, status=status)


def done(request: HttpRequest, scheme: Scheme, said: str) -> HttpResponse:
    """Back to the scheme with a word."""
    messages.success(request, said)
    return redirect("funding:scheme", scheme.pk)


@login_required
def make(request: HttpRequest) -> HttpResponse:
    """A new scheme."""
    person = signed_in(request)
    policies.check_may_make(person)
    form = SchemeForm(regions_of_coordinator(person), posted(request))
    if form.is_valid():
        given = dict(form.cleaned_data)
        period = (given.pop("from_day"), given.pop("until_day"))
        with shown_on(form):
            made = actions.make_scheme(period=period, by=person, **given)
            return done(request, made, _("De subsidie staat. Stel nu het plafond vast."))
    status = 422 if form.is_bound else 200
    return render(request, "funding/make.html", {"form": form}, status=status)


@login_required
def ceiling(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the ceiling."""
    person, scheme = kept_scheme(request, pk)
    form = CeilingForm(posted(request))
    if carried_out(
        form, lambda: actions.set_ceiling(scheme=scheme, by=person, **form.cleaned_data)
    ):
        return done(request, scheme, _("Het plafond is vastgesteld."))
    lead = queries.money_of([scheme])[scheme.pk].sentence
    return form_page(
        request, scheme, form, title=_("Plafond"), button=_("Stel het plafond vast"), lead=lead
    )


@login_required
def year_ceiling(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the most for one year."""
    person, scheme = kept_scheme(request, pk)
    form = YearCeilingForm(scheme, posted(request))

    def act() -> object:
        year, amount = int(form.cleaned_data["year"]), form.cleaned_data["amount"]
        return actions.set_year_ceiling(scheme=scheme, year=year, amount=amount, by=person)

    if carried_out(form, act):
        return done(request, scheme, _("Het plafond voor dat jaar is vastgesteld."))
    return form_page(
        request, scheme, form, title=_("Plafond voor een jaar"), button=_("Stel het plafond vast")
    )


@login_required
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version of the rules."""
    person, scheme = kept_scheme(request, pk)
    form = RulesForm(rules_of(scheme), today(), posted(request))
    if carried_out(form, lambda: actions.set_rules(scheme=scheme, by=person, **form.cleaned_data)):
        return done(request, scheme, _("De nieuwe regels gelden. Wat al geboekt is, blijft zo."))
    lead = _("Dit wordt een nieuwe versie. Wat al geboekt is, verandert niet.")
    return form_page(
        request,
        scheme,
        form,
        title=pgettext("rules of a scheme", "Regels"),
        button=_("Bewaar als nieuwe versie"),
        lead=lead,
    )


@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a step of the chain."""
    person, scheme = kept_scheme(request, pk)
    form = StepForm(posted(request))
    if carried_out(form, lambda: actions.add_step(scheme=scheme, by=person, **form.cleaned_data)):
        return done(request, scheme, _("De stap staat erbij."))
    return form_page(
        request, scheme, form, title=_("Stap van de subsidie"), button=_("Zet de stap erbij")
    )


@login_required
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """A budget line."""
    person, scheme = kept_scheme(request, pk)
    form = LineForm(posted(request))

    def act() -> object:
        given = form.cleaned_data | {"co_funding": form.cleaned_data["co_funding"] or 0}
        return actions.add_line(scheme=scheme, by=person, **given)

    if carried_out(form, act):
        return done(request, scheme, _("De begrotingsregel staat erbij."))
    return form_page(
        request, scheme, form, title=_("Begrotingsregel"), button=_("Zet de regel erbij")
    )


@login_required
def performance(request: HttpRequest, pk: int) -> HttpResponse:
    """A performance."""
    person, scheme = kept_scheme(request, pk)
    form = PerformanceForm(scheme, posted(request))
    if carried_out(form, lambda: actions.add_performance(by=person, **form.cleaned_data)):
        return done(request, scheme, _("De prestatie staat erbij."))
    return form_page(
        request, scheme, form, title=_("Prestatie"), button=_("Zet de prestatie erbij")
    )


@login_required
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the scheme pay for an edition."""
    person, scheme = kept_scheme(request, pk)
    form = CoverForm(scheme, queries.to_cover(scheme), posted(request))
    if carried_out(form, lambda: actions.cover(by=person, **form.cleaned_data)):
        return done(request, scheme, _("De subsidie betaalt nu voor deze training."))
    lead = _("Wie al een plaats heeft, telt meteen mee.")
    return form_page(
        request,
        scheme,
        form,
        title=_("Training onder de subsidie"),
        button=_("Laat de subsidie betalen"),
        lead=lead,
    )
