"""The coordinator's page of agreements about places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.enrolment import actions, policies, queries, share_states
from veerkracht.enrolment.models import Share, ShareKind, Terms
from veerkracht.enrolment.terms_forms import ApproverForm, ShareForm
from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def _mine(request: HttpRequest, pk: int) -> tuple[Person, Edition]:
    """The coordinator and an edition of their region; 403 for another's."""
    related = ("course", "municipality", "region")
    edition = get_object_or_404(Edition.objects.select_related(*related), pk=pk)
    person = signed_in(request)
    policies.check_may_run(person, edition)
    return person, edition


@login_required
def edition_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed about places in an edition; a form for one agreement more."""
    person, edition = _mine(request, pk)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            _agree(person, edition, form)
            messages.success(request, _("Afgesproken. Wie nu aan de beurt is, kreeg een aanbod."))
            return redirect("enrolment:edition_terms", pk)
    terms = Terms.objects.filter(edition=edition).first()
    facts = {
        "edition": edition,
        "fill": queries.fills([pk])[pk],
        "states": share_states.share_states(edition),
        "over": share_states.over(edition),
        "form": form,
        "approver_form": ApproverForm(initial={"approver": terms.approver if terms else ""}),
    }
    return render(
        request, "enrolment/edition_terms.html", facts, status=422 if form.is_bound else 200
    )


def _agree(person: Person, edition: Edition, form: ShareForm) -> None:
    number = form.cleaned_data["number"]
    if form.cleaned_data["kind"] == ShareKind.KEPT:
        until = form.until_moment
        actions.keep_places(edition=edition, whom=form.whom, number=number, until=until, by=person)
    else:
        actions.cap_places(edition=edition, whom=form.whom, number=number, by=person)


@require_POST
@login_required
def set_approver(request: HttpRequest, pk: int) -> HttpResponse:
    """Who must agree from now on."""
    person, edition = _mine(request, pk)
    form = ApproverForm(request.POST)
    if form.is_valid():
        actions.set_approver(edition=edition, approver=form.cleaned_data["approver"], by=person)
        messages.success(request, _("Bewaard. Het geldt voor aanvragen vanaf nu."))
    else:
        messages.error(request, _("Dat konden we niet lezen. Kies opnieuw."))
    return redirect("enrolment:edition_terms", pk)


@require_POST
@login_required
def remove_share(request: HttpRequest, pk: int, share_pk: int) -> HttpResponse:
    """End an agreement; its places are for everybody."""
    person, edition = _mine(request, pk)
    share = get_object_or_404(
        Share.objects.select_related("edition__course", "sector", "organisation", "area"),
        pk=share_pk,
        edition=edition,
    )
    try:
        actions.remove_share(share=share, by=person)
        messages.success(request, _("Weggehaald. Vrije plaatsen gaan naar wie aan de beurt is."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("enrolment:edition_terms", pk)
