"""Pages of rounds: opening one, saying what one thinks, and closing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation import proposal_queries as queries
from veerkracht.cocreation import proposal_round_actions as actions
from veerkracht.cocreation.models import ConsentRound, RoundOutcome
from veerkracht.cocreation.proposal_forms import OpenRoundForm, ViewForm
from veerkracht.cocreation.proposal_views import proposal_of
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in


@login_required
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a round about the newest version."""
    person, found = proposal_of(request, pk)
    policies.check_may_look_after(person, found.council)
    form = OpenRoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.open_round(proposal=found, by=person, **form.times())
            messages.success(request, _("De ronde is open. Alle leden krijgen een mail."))
            return redirect("cocreation:proposal", pk)
    version = found.versions.all()[0]
    facts = {"proposal": found, "version": version, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/proposal_round.html", facts, status=status)


def _round(pk: int) -> ConsentRound:
    related = ConsentRound.objects.select_related(
        "version", "proposal__council__region", "proposal__council__series"
    )
    return get_object_or_404(related, pk=pk)


@never_cache
@limited("cocreation.view", most=120, seconds=3600)
@login_required
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what I think; until the round closes I may change it."""
    person, found = signed_in(request), _round(pk)
    policies.check_takes_part(person, found.proposal.council)
    mine = queries.own_view(found, person)
    form = ViewForm(mine, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.say_view(about=found, by=person, **form.cleaned_data)
            messages.success(request, _("Dank je. Tot de ronde sluit, kun je dit nog veranderen."))
            return redirect("cocreation:proposal", found.proposal_id)
    facts = {
        "round": found,
        "version": found.version,
        "mine": mine,
        "form": form,
        "open": found.closed_at is None and found.closes_at > now(),
        "sits": policies.sits_in(person, found.proposal.council),
        "before": queries.last_objection(found.proposal, person),
    }
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/proposal_say.html", facts, status=status)


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round, and hear how it ended."""
    person, found = signed_in(request), _round(pk)
    try:
        closed = actions.close_round(about=found, by=person)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("cocreation:proposal", found.proposal_id)
    if closed.outcome == RoundOutcome.PASSED:
        messages.success(request, _("Het voorstel is aangenomen. Het staat bij de besluiten."))
    else:
        messages.success(request, _("Er is nog geen besluit. Hieronder lees je waarom."))
    return redirect("cocreation:proposal", found.proposal_id)
