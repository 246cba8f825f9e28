"""Pages of decisions: the list of a series, writing one down, and looking at one again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.meetings import actions, policies, queries
from veerkracht.meetings.forms import AgainForm, DecisionForm
from veerkracht.meetings.models import Decision
from veerkracht.meetings.views import about, meeting_of, series_of
from veerkracht.people.policies import signed_in


@login_required
def of_series(request: HttpRequest, pk: int) -> HttpResponse:
    """What a series decided: what holds, when to look again, and what is done. Also to print."""
    person, series = series_of(request, pk)
    facts = about(series)
    if not facts["purpose"].decisions:
        raise Http404
    rows = list(queries.decisions_of(series))
    facts |= {
        "holding": [one for one in rows if one.reviewed_at is None],
        "done": [one for one in rows if one.reviewed_at is not None],
        "keeps": policies.may_decide(person, series),
        "today": today(),
    }
    return render(request, "meetings/decisions.html", facts)


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a decision of a meeting; where the purpose has minutes of its own, there."""
    person, found = meeting_of(request, pk)
    purpose = policies.purpose_of(found.series)
    if not purpose.decisions:
        raise Http404
    policies.check_may_decide(person, found)
    if purpose.written is not None:
        return redirect(purpose.written(found))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.decide(meeting=found, by=person, **form.cleaned_data)
            messages.success(request, _("Vastgelegd. Je vindt het bij de besluiten van de groep."))
            return redirect("meetings:decisions", found.series_id)
    facts = about(found.series) | {"meeting": found, "form": form}
    return render(request, "meetings/decide.html", facts, status=422 if form.is_bound else 200)


@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a decision again: it is done, or comes back on a later day."""
    found = get_object_or_404(Decision.objects.select_related("meeting__series__region"), pk=pk)
    person, series = signed_in(request), found.meeting.series
    if not policies.purpose_of(series).decisions:
        raise Http404
    policies.check_may_decide(person, found.meeting)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            again_on = form.cleaned_data["again_on"]
            actions.review_decision(decision=found, again_on=again_on, by=person)
            messages.success(request, _("Bewaard."))
            return redirect("meetings:decisions", series.pk)
    facts = about(series) | {"decision": found, "form": form}
    return render(request, "meetings/review.html", facts, status=422 if form.is_bound else 200)
