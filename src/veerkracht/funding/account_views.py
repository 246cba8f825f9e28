"""Accounting to the funder: notes, money of others, the account on a page and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.funding import actions, policies, scheme_queries
from veerkracht.funding.account_document import account_pdf as as_pdf
from veerkracht.funding.account_figures import closed_accounts, figures_of
from veerkracht.funding.account_forms import CoFundingForm, NoteForm, PeriodForm
from veerkracht.funding.account_queries import closed_over, late_bookings
from veerkracht.funding.account_rules import next_period
from veerkracht.funding.account_workbook import account_workbook
from veerkracht.funding.ledger_views import XLSX, as_file
from veerkracht.funding.models import CoFunding, FinalAccount
from veerkracht.funding.scheme_change_views import carried_out, kept_scheme, posted
from veerkracht.funding.scheme_views import readable_scheme
from veerkracht.funding.words import lines_apart
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.funding.models import Scheme
    from veerkracht.people.models import Person

SHOWN = 50  # pieces of evidence on the page; all of them are in the files


@login_required
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """What went otherwise than planned; who keeps the scheme adds to it."""
    person, scheme = readable_scheme(request, pk)
    if request.method == "POST":
        policies.check_may_keep(person, scheme)
    form = NoteForm(scheme, posted(request))
    if carried_out(form, lambda: actions.add_note(scheme=scheme, by=person, **form.cleaned_data)):
        messages.success(request, _("De toelichting staat erbij."))
        return redirect("funding:notes", pk)
    facts = {
        "scheme": scheme,
        "form": form if policies.may_keep(person, scheme) else None,
        "notes": scheme.notes.select_related("performance").order_by("-year", "-pk")[:SHOWN],
    }
    return render(request, "funding/notes.html", facts, status=422 if form.is_bound else 200)


@login_required
def co_funding(request: HttpRequest, pk: int) -> HttpResponse:
    """Money of others on the lines of the award."""
    person, scheme = kept_scheme(request, pk)
    form = CoFundingForm(scheme, posted(request))
    if carried_out(form, lambda: actions.add_co_funding(by=person, **form.cleaned_data)):
        messages.success(request, _("De bijdrage staat erbij."))
        return redirect("funding:co_funding", pk)
    found = CoFunding.objects.filter(line__scheme=scheme).select_related("line")
    facts = {"scheme": scheme, "form": form, "rows": found.order_by("line", "year", "pk")[:200]}
    return render(request, "funding/co_funding.html", facts, status=422 if form.is_bound else 200)


@login_required
def accounts(request: HttpRequest, pk: int) -> HttpResponse:
    """The accounts of a scheme; who keeps it begins one."""
    person, scheme = readable_scheme(request, pk)
    if request.method == "POST":
        policies.check_may_keep(person, scheme)
    found = list(scheme.final_accounts.defer("figures").order_by("-from_day", "-pk"))
    form, clash = PeriodForm(posted(request), initial=_suggested(scheme, found)), None
    if form.is_valid():
        period = (form.cleaned_data["from_day"], form.cleaned_data["until_day"])
        with shown_on(form):
            made = actions.draft_account(scheme=scheme, period=period, by=person)
            return redirect("funding:account", made.pk)
        clash = closed_over(scheme, *period)
    facts = {
        "scheme": scheme,
        "form": form if policies.may_keep(person, scheme) else None,
        "accounts": found,
        "clash": clash,
    }
    return render(request, "funding/accounts.html", facts, status=422 if form.is_bound else 200)


def _suggested(scheme: Scheme, accounts: list[FinalAccount]) -> dict[str, date]:
    """The period to account on next."""
    accounted = max((one.until_day for one in accounts if one.closed_at), default=None)
    first, last = next_period((scheme.from_day, scheme.until_day), accounted, today())
    return {"from_day": first, "until_day": last}


def _account(request: HttpRequest, pk: int) -> tuple[Person, FinalAccount]:
    person = signed_in(request)
    related = FinalAccount.objects.select_related(
        "scheme__region", "scheme__funder", "scheme__client"
    )
    found = get_object_or_404(related, pk=pk)
    policies.check_may_read(person, found.scheme)
    return person, found


@login_required
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """An account: a draft that follows the ledger, or closed and frozen."""
    person, found = _account(request, pk)
    figures = figures_of(found)
    facts = {
        "account": found,
        **_beside(found),
        "scheme": found.scheme,
        "figures": figures,
        "evidence": figures["evidence"][:SHOWN],
        "more": max(0, len(figures["evidence"]) - SHOWN),
        "apart": "" if found.closed_at else _apart(found.scheme),
        "may_keep": policies.may_keep(person, found.scheme),
        "is_over": found.until_day < today(),
    }
    return render(request, "funding/account.html", facts)


def _beside(found: FinalAccount) -> dict[str, Any]:
    """What came after closing, and which other closed accounts are over the same period."""
    if not (found.closed_at or found.supplement):
        return {}
    closed = list(closed_accounts(found.scheme))
    period = (found.from_day, found.until_day)
    late = late_bookings(closed) if found.closed_at else []
    return {
        "late": [one for one in late if one.is_over(*period)],
        "beside": [
            one for one in closed if one.pk != found.pk and (one.from_day, one.until_day) == period
        ],
    }


def _apart(scheme: Scheme) -> str:
    awarded = scheme_queries.money_of([scheme])[scheme.pk].awarded
    return lines_apart(scheme.lines.all(), awarded)


@limited("funding.account_file", most=30, seconds=3600)
@login_required
def account_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The account as a workbook."""
    _person, found = _account(request, pk)
    return as_file(account_workbook(found), f"verantwoording-{found.pk}.xlsx", XLSX)


@limited("funding.account_file", most=30, seconds=3600)
@login_required
def account_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The account on paper."""
    _person, found = _account(request, pk)
    contents = as_pdf(found, get_language() or "nl")
    return as_file(contents, f"verantwoording-{found.pk}.pdf", "application/pdf")


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the account."""
    person, found = _account(request, pk)
    try:
        actions.close_account(account=found, by=person)
        messages.success(
            request, _("De verantwoording is afgesloten. Er verandert niets meer aan.")
        )
    except RuleBroken as broken:
        say(request, broken)
    return redirect("funding:account", pk)


@require_POST
@login_required
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a supplement on a closed account, or go to the one that is open."""
    person, found = _account(request, pk)
    try:
        made = actions.draft_supplement(account=found, by=person)
    except RuleBroken as broken:
        say(request, broken)
        return redirect("funding:account", pk)
    return redirect("funding:account", made.pk)
