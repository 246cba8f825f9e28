"""Pages of agreements: the list with its file and paper, one agreement, making and changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows, require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    current_roles,
    is_coordinator,
    regions_of_coordinator,
    signed_in,
)
from veerkracht.programme import agreement_actions as actions
from veerkracht.programme import agreement_policies as policies
from veerkracht.programme import agreement_queries as queries
from veerkracht.programme import agreement_rules as rules
from veerkracht.programme import agreement_words as words
from veerkracht.programme.agreement_forms import (
    AgreementFilterForm,
    AgreementForm,
    EndForm,
    FallBackForm,
    FirmUpForm,
    RenewForm,
    ReviewForm,
)
from veerkracht.programme.agreement_models import Agreement, AgreementStep
from veerkracht.programme.agreement_workbook import XLSX, agreements_book

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

A_PAGE, ON_PAPER = 50, 500


def _listed(request: HttpRequest) -> tuple[AgreementFilterForm, QuerySet[Agreement]]:
    """The filters and the agreements that one sees; 403 for who has nothing to do with any."""
    person = signed_in(request)
    speaks = any(one.kind == RoleKind.EMPLOYER for one in current_roles(person))
    require(
        speaks or is_coordinator(person),
        _("Afspraken zijn voor coördinatoren en contactpersonen van organisaties."),
    )
    form = AgreementFilterForm(regions_of_coordinator(person), request.GET)
    return form, form.asked().of(queries.agreements_visible_to(person))


@login_required
def agreements(request: HttpRequest) -> HttpResponse:
    """What is promised, how firm it is, and what asks for attention."""
    form, found = _listed(request)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("pagina"))
    keeps = is_coordinator(signed_in(request))
    facts = {"form": form, "page_obj": page, "rows": _rows(page), "keeps": keeps}
    return render(request, "programme/agreements.html", facts)


def _rows(found: Any) -> list[tuple[Agreement, str, list[str]]]:
    return [
        (one, words.period(one), [str(cause.label) for cause in queries.causes_of(one)])
        for one in found
    ]


@login_required
def agreements_paper(request: HttpRequest) -> HttpResponse:
    """The same as a list on paper."""
    _form, found = _listed(request)
    facts = {"rows": _rows(found[:ON_PAPER]), "today": today()}
    return render(request, "programme/agreements_paper.html", facts)


@login_required
def agreements_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    _form, found = _listed(request)
    response = HttpResponse(agreements_book(found), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="afspraken-{today()}.xlsx"'
    return response


def _region(request: HttpRequest) -> tuple[Area, list[Area]]:
    """The region to write in, among those that one coordinates."""
    person = signed_in(request)
    regions = regions_of_coordinator(person)
    require(bool(regions), _("Alleen een coördinator kan dit."))
    asked = [one for one in regions if str(one.pk) == request.GET.get("regio")]
    return (asked or regions)[0], regions


@login_required
def make_agreement(request: HttpRequest) -> HttpResponse:
    """Write down what an organisation promises."""
    region, regions = _region(request)
    form = AgreementForm(region, None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.make_agreement(
                region=region,
                promised_by=form.cleaned_data["promised_by"],
                terms=form.terms(),
                by=signed_in(request),
            )
            messages.success(request, _("De afspraak staat, als voornemen."))
            return redirect("programme:agreement", made.pk)
    facts = {"form": form, "region": region, "regions": regions}
    status = 422 if form.is_bound else 200
    return render(request, "programme/agreement_form.html", facts, status=status)


def _agreement(request: HttpRequest, pk: int, *, keep: bool = False) -> tuple[Person, Agreement]:
    """An agreement that I may read, or keep; 403 otherwise."""
    person = signed_in(request)
    found = get_object_or_404(queries.agreements(), pk=pk)
    if keep:
        policies.check_may_keep_agreements(person, found.region_id)
    policies.check_may_read_agreement(person, found)
    return person, found


@login_required
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: what is promised, how firm it is, what asks for attention, and what happened."""
    person, found = _agreement(request, pk)
    return _page(request, found, person, {})


def _page(
    request: HttpRequest, found: Agreement, person: Person, bound: dict[str, Any]
) -> HttpResponse:
    keeps = allows(policies.check_may_keep_agreements, person, found.region_id)
    renews = found.step in rules.BY_RENEWAL
    forms: dict[str, Any] = {
        "review": ReviewForm(),
        "renew": RenewForm(found) if renews else None,
        "firm_up": None if renews else FirmUpForm(),
        "fall_back": FallBackForm(found.step),
        "end": EndForm() if keeps else None,
    }
    facts = {
        "agreement": found,
        "alarms": [_alarm(found, cause) for cause in queries.causes_of(found)],
        "steps": _steps(found),
        "next": AgreementStep(rules.next_step(found.step)).label,
        "period": words.period(found),
        "money": words.money(found),
        "moves": queries.moves_of(found),
        "keeps": keeps,
        "forms": forms | bound,
        "open": next(iter(bound), ""),
    }
    return render(request, "programme/agreement.html", facts, status=422 if bound else 200)


def _alarm(found: Agreement, cause: str) -> tuple[str, str]:
    return words.cause_in_words(found, cause), words.what_helps(cause)


def _steps(found: Agreement) -> list[tuple[str, bool, bool]]:
    """Each step: its name, whether it was reached, whether it is where the agreement stands."""
    at = rules.STEPS.index(found.step)
    return [
        (str(AgreementStep(one).label), number <= at, number == at)
        for number, one in enumerate(rules.STEPS)
    ]


@login_required
def change_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is promised; who was second sees both texts."""
    person, found = _agreement(request, pk, keep=True)
    form = AgreementForm(found.region, found, request.POST if request.method == "POST" else None)
    overtaken = False
    if form.is_valid():
        try:
            with shown_on(form):
                actions.change_agreement(
                    agreement=found,
                    terms=form.terms(),
                    by=person,
                    version=form.cleaned_data["version"],
                )
                messages.success(request, _("Bewaard."))
                return redirect("programme:agreement", pk)
        except OutOfDate:
            overtaken = True
            form.data = dict(form.data.items()) | {"version": str(found.version)}
    facts = {"form": form, "agreement": found, "region": found.region, "overtaken": overtaken}
    facts |= {"period": words.period(found), "money": words.money(found)}
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "programme/agreement_form.html", facts, status=status)


def _done(
    request: HttpRequest, pk: int, named: tuple[str, Any], act: Any, said: str
) -> HttpResponse:
    """Carry out what a form asks; the page again with what was wrong."""
    person, found = _agreement(request, pk)
    name, form = named
    if form.is_valid():
        with shown_on(form):
            act(agreement=found, by=person, **form.cleaned_data)
            messages.success(request, said)
            return redirect("programme:agreement", pk)
    return _page(request, found, person, {name: form})


@require_POST
@login_required
def firm_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next step."""
    said = _("Mooi. De afspraak is een stap vaster.")
    return _done(request, pk, ("firm_up", FirmUpForm(request.POST)), actions.firm_up, said)


@require_POST
@login_required
def fall_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to a looser step."""
    _person, found = _agreement(request, pk)
    form = FallBackForm(found.step, request.POST)
    said = _("Bewaard. De reden staat erbij.")
    return _done(request, pk, ("fall_back", form), actions.fall_back, said)


@require_POST
@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise it for longer."""
    _person, found = _agreement(request, pk)
    said = _("De afspraak is verlengd.")
    return _done(request, pk, ("renew", RenewForm(found, request.POST)), actions.renew, said)


@require_POST
@login_required
def review_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at it again."""
    said = _("Bewaard. Goed dat je keek.")
    return _done(request, pk, ("review", ReviewForm(request.POST)), actions.review_agreement, said)


@require_POST
@login_required
def end_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it."""
    said = _("De afspraak is afgesloten. Je kunt die nog lezen.")
    return _done(request, pk, ("end", EndForm(request.POST)), actions.end_agreement, said)


@require_POST
@login_required
def remove_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what was written down by mistake."""
    person, found = _agreement(request, pk, keep=True)
    actions.remove_agreement(agreement=found, by=person)
    messages.success(request, _("De afspraak is weg."))
    return redirect("programme:agreements")
