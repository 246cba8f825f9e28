"""A person's pages when the money is gone: wait for it, pay oneself, go on when there is money again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.enrolment.models import State
from veerkracht.funding import actions, policies
from veerkracht.funding.ceiling_queries import prospect
from veerkracht.funding.models import MoneyWait, WaitState
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.enrolment.models import Enrolment
    from veerkracht.people.models import Person


def _edition(pk: int) -> Edition:
    open_ones = Edition.objects.exclude(state=EditionState.DRAFT).select_related("course")
    return get_object_or_404(open_ones, pk=pk)


@login_required
def choices(request: HttpRequest, pk: int) -> HttpResponse:
    """The two choices on a page of their own."""
    edition = _edition(pk)
    facts = {"money": prospect(signed_in(request), edition), "edition": edition}
    return render(request, "funding/choices.html", {"facts": facts, "edition": edition})


@require_POST
@limited("funding.wait", most=60, seconds=3600)
@login_required
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    """Wait for money."""
    try:
        made = actions.wait_for_money(edition=_edition(pk), by=signed_in(request))
    except RuleBroken as broken:
        say(request, broken)
        return redirect("funding:choices", pk)
    return redirect("funding:my_wait", made.pk)


@require_POST
@limited("funding.pay_self", most=60, seconds=3600)
@login_required
def pay_self(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the place and pay for it."""
    edition = _edition(pk)
    try:
        rows = actions.pay_self(edition=edition, by=signed_in(request))
    except RuleBroken as broken:
        say(request, broken)
        return redirect("funding:choices", pk)
    messages.success(request, _what_came(rows, _("Je betaalt deze training zelf.")))
    return redirect("enrolment:mine", rows[0].pk)


def _what_came(rows: list[Enrolment], ahead: str) -> str:
    placed = rows[0].state == State.PLACED
    place = _("Gelukt: je plaats is van jou. We mailen je de gegevens.")
    queue = _("Alle plaatsen zijn bezet. Je staat op de wachtlijst.")
    return f"{ahead} {place if placed else queue}"


def _mine(request: HttpRequest, pk: int) -> tuple[Person, MoneyWait]:
    person = signed_in(request)
    related = MoneyWait.objects.select_related("edition__course", "edition__cover", "scheme")
    found = get_object_or_404(related, pk=pk)
    policies.check_is_mine(person, found)
    return person, found


@login_required
def my_wait(request: HttpRequest, pk: int) -> HttpResponse:
    """Where I stand in waiting for money."""
    person, found = _mine(request, pk)
    told = found.state == WaitState.TOLD and found.until is not None and found.until > now()
    facts = {
        "wait": found,
        "edition": found.edition,
        "told": told,
        "waits": found.state == WaitState.WAITING,
        "money": prospect(person, found.edition),
    }
    return render(request, "funding/my_wait.html", facts)


@require_POST
@login_required
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes: go on with the money."""
    person, found = _mine(request, pk)
    try:
        rows = actions.take_place(wait=found, by=person)
    except RuleBroken as broken:
        say(request, broken)
        return redirect("funding:my_wait", pk)
    messages.success(request, _what_came(rows, _("De subsidie betaalt.")))
    return redirect("enrolment:mine", rows[0].pk)


@require_POST
@login_required
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Wait no longer."""
    person, found = _mine(request, pk)
    actions.stop_waiting(wait=found, by=person)
    messages.success(request, _("Je wacht niet meer op geld voor deze training."))
    return redirect("funding:my_wait", pk)
