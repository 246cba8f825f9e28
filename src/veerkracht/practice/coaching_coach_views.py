"""Pages of a coach: the people, the profile, the own calendar elsewhere, and hours."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.models import Person
from veerkracht.people.policies import signed_in
from veerkracht.practice import coaching_actions as actions
from veerkracht.practice import coaching_calendar_actions as calendars
from veerkracht.practice import coaching_hours as hours
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice import coaching_queries as queries
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_forms import AddressForm, CoachProfileForm
from veerkracht.practice.coaching_models import (
    BusyCalendar,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.coaching_rules import Quarter

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _coach(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_may_coach(person)
    return person


@login_required
def coach_desk(request: HttpRequest) -> HttpResponse:
    """Whom I coach, what I must still say, and the way to the rest."""
    coach = _coach(request)
    people = list(queries.people_of(coach))
    running = [one for one in people if one.state == RequestState.MATCHED]
    profile = CoachProfile.objects.filter(person=coach).first()
    facts = {
        "profile": profile,
        "left": max(0, profile.load - len(running)) if profile else 0,
        "running": running,
        "ended": [one for one in people if one not in running],
        "to_confirm": [(one, words.when(one)) for one in queries.to_confirm(coach)[:20]],
    }
    return render(request, "practice/coach_desk.html", facts)


@login_required
def coach_profile(request: HttpRequest) -> HttpResponse:
    """What I offer as a coach."""
    coach = _coach(request)
    profile = CoachProfile.objects.filter(person=coach).first()
    form = CoachProfileForm(profile, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.save_coach_profile(offer=form.offer(), by=coach)
            messages.success(request, _("Bewaard. Zo vinden mensen je."))
            return redirect("practice:coach_desk")
    return render(
        request, "practice/coach_profile.html", {"form": form}, status=422 if form.is_bound else 200
    )


@limited("practice.calendar", most=20, seconds=3600)
@login_required
def coach_calendar(request: HttpRequest) -> HttpResponse:
    """My own calendar elsewhere: its address, when it was read, and what went wrong."""
    coach = _coach(request)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            calendars.give_calendar(address=form.cleaned_data["address"], by=coach)
            messages.success(request, _("Bewaard. We lezen je agenda binnen een kwartier."))
            return redirect("practice:coach_calendar")
    calendar = BusyCalendar.objects.filter(person=coach).first()
    facts = {
        "form": form,
        "calendar": calendar,
        "trouble": words.trouble(calendar.trouble) if calendar else "",
        "n_times": calendar.times.count() if calendar else 0,
    }
    return render(
        request, "practice/coach_calendar.html", facts, status=422 if form.is_bound else 200
    )


@require_POST
@login_required
def forget_calendar(request: HttpRequest) -> HttpResponse:
    """Take my calendar's address away."""
    calendars.take_calendar_away(by=_coach(request))
    messages.success(request, _("Weg. We lezen je agenda niet meer."))
    return redirect("practice:coach_calendar")


def _quarter(request: HttpRequest) -> Quarter:
    known = hours.quarters()
    asked = Quarter.read(request.GET.get("kwartaal", ""))
    return asked if asked in known else known[0]


@login_required
def coach_hours(request: HttpRequest) -> HttpResponse:
    """What I held in a quarter, and the hours."""
    coach, quarter = _coach(request), _quarter(request)
    rows = hours.by_coach(coach, quarter)
    facts = {
        "quarter": quarter,
        "here": words.quarter(quarter),
        "quarters": [(str(one), words.quarter(one)) for one in hours.quarters()],
        "rows": [(one, words.when(one), words.hours(hours.of_appointment(one))) for one in rows],
        "total": words.hours(sum((hours.of_appointment(one) for one in rows), hours.ZERO)),
    }
    return render(request, "practice/coach_hours.html", facts)


@login_required
def coach_hours_file(request: HttpRequest, quarter: str) -> HttpResponse:
    """The same as a workbook."""
    coach, found = _coach(request), Quarter.read(quarter)
    if found is None:
        raise Http404
    return workbook(hours.coach_book(hours.by_coach(coach, found), found), f"uren-{found}.xlsx")


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to download."""
    response = HttpResponse(content, content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
def to_coaching(request: HttpRequest, pk: int) -> HttpResponse:
    """From a mail to a coach: by way of the second factor to the page of both."""
    found = get_object_or_404(CoachingRequest, pk=pk)
    _coach(request)
    return redirect("practice:coaching", found.pk)
