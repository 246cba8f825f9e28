"""Pages of who was there: ticking, correcting one's own, and the list on paper."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.meetings import actions, policies, queries
from veerkracht.meetings.forms import OwnMinutesForm, PresenceForm
from veerkracht.meetings.models import MeetingState, Presence
from veerkracht.meetings.views import about, meeting_of
from veerkracht.people.policies import signed_in


@login_required
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Who led it ticks who was there."""
    person, found = meeting_of(request, pk)
    policies.check_leads(person, found)
    people = queries.members_at(found)
    known = {row.person_id: row for row in found.presences.all()}
    form = PresenceForm(found, people, known, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.mark_presence(meeting=found, minutes=form.minutes(), by=person)
            messages.success(request, _("Bewaard. Ieder kan de eigen tijd nog verbeteren."))
            return redirect("meetings:meeting", pk)
    facts = about(found.series) | {
        "meeting": found,
        "form": form,
        "when": queries.when_in_words(found.starts_at, found.ends_at),
        "begun": found.starts_at <= now(),
        "corrected": {one.person_id for one in known.values() if one.corrected},
    }
    return render(request, "meetings/presence.html", facts, status=422 if form.is_bound else 200)


@require_POST
@login_required
def say_absent(request: HttpRequest, pk: int) -> HttpResponse:
    """I cannot be there, or can after all."""
    person, found = meeting_of(request, pk)
    absent = request.POST.get("absent") == "1"
    try:
        actions.say_absent(meeting=found, absent=absent, by=person)
    except RuleBroken as broken:
        say(request, broken)
    else:
        words = _("Doorgegeven: je kunt er niet bij zijn.") if absent else _("Fijn, je komt toch.")
        messages.success(request, words)
    return redirect("meetings:meeting", pk)


@login_required
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct how long I was there."""
    person, found = meeting_of(request, pk)
    row = Presence.objects.filter(meeting=found, person=person).first()
    initial = {"minutes": row.minutes if row else 0}
    form = OwnMinutesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with shown_on(form):
            minutes = form.cleaned_data["minutes"]
            actions.correct_own(meeting=found, minutes=minutes, by=person)
            messages.success(request, _("Verbeterd. Zo telt het mee."))
            return redirect("meetings:meeting", pk)
    facts = about(found.series) | {"meeting": found, "form": form}
    return render(
        request, "meetings/presence_own.html", facts, status=422 if form.is_bound else 200
    )


@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The attendance list, to print: with names and minutes, or to sign when it is still to come."""
    found = meeting_of(request, pk)[1]
    rows = {row.person_id: row for row in found.presences.all()}
    people = [(one, rows.get(one.pk)) for one in queries.members_at(found)]
    facts = about(found.series) | {
        "meeting": found,
        "people": people,
        "held": found.state == MeetingState.HELD,
        "length": queries.in_hours(found.minutes),
        "when": queries.when_in_words(found.starts_at, found.ends_at),
        "reader": signed_in(request),
    }
    return render(request, "meetings/presence_paper.html", facts)
