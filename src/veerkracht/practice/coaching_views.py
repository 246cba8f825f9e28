"""Pages of coaching for who asks: one's own, asking, choosing a coach, and the appointments of both."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import local, now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in
from veerkracht.practice import coaching_actions as actions
from veerkracht.practice import coaching_appointment_actions as appointments
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice import coaching_queries as queries
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_forms import MoveForm, RequestForm, SeriesForm
from veerkracht.practice.coaching_models import (
    AppointmentState,
    CoachingAppointment,
    CoachingRequest,
    RequestState,
)
from veerkracht.practice.coaching_rules import Span, free_moments

if TYPE_CHECKING:
    from veerkracht.people.models import Person

LOOKED_AHEAD = 21  # days in which we look for a moment


@login_required
def coachings(request: HttpRequest) -> HttpResponse:
    """My coaching: what waits, what runs and what was."""
    person = signed_in(request)
    rows = list(queries.coachings_of(person)[:20])
    waits = [one for one in rows if one.state == RequestState.WAITING]
    facts = {
        "waiting": waits,
        "rows": [one for one in rows if one not in waits],
        "is_coach": policies.may_coach(person),
    }
    return render(request, "practice/coachings.html", facts)


@login_required
def ask_coach(request: HttpRequest) -> HttpResponse:
    """Ask for a coach."""
    person = signed_in(request)
    form = RequestForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.ask_coaching(wish=form.wish(), by=person)
            messages.success(request, _("Je vraag staat. Kies zelf een coach, of laat ons kiezen."))
            return redirect("practice:pick_coach", made.pk)
    facts = {"form": form}
    return render(request, "practice/ask_coach.html", facts, status=422 if form.is_bound else 200)


def _own(request: HttpRequest, pk: int) -> tuple[Person, CoachingRequest]:
    """My own request; somebody else's is not there."""
    person = signed_in(request)
    related = CoachingRequest.objects.select_related("person", "region")
    return person, get_object_or_404(related, pk=pk, person=person)


@login_required
def pick_coach(request: HttpRequest, pk: int) -> HttpResponse:
    """Coaches with room who fit; choose one, or leave it to the coordinator."""
    person, asked = _own(request, pk)
    if asked.state != RequestState.WAITING:
        return redirect("practice:coachings")
    choices = queries.choices_for(asked)
    if request.method == "POST":
        number = request.POST.get("coach", "")
        chosen = [one.profile.person for one in choices if str(one.profile.person_id) == number]
        if not chosen:
            raise RuleBroken(_("Deze coach heeft geen plaats meer. Kies een ander."))
        actions.pick_coach(request=asked, coach=chosen[0], by=person)
        messages.success(request, _("%(name)s is nu je coach.") % {"name": chosen[0]})
        return redirect("practice:coaching", pk)
    rows = [(one.profile, words.why_these_two(asked, one.profile, one.taken)) for one in choices]
    return render(request, "practice/pick_coach.html", {"asked": asked, "rows": rows})


@require_POST
@login_required
def withdraw_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Take my request back."""
    person, asked = _own(request, pk)
    actions.withdraw_request(request=asked, by=person)
    messages.success(request, _("Je vraag is ingetrokken."))
    return redirect("practice:coachings")


# Of both: the coaching and its appointments


def _ours(request: HttpRequest, pk: int) -> tuple[Person, CoachingRequest]:
    """A coaching in which I take part; 403 for another's, and for what has no coach yet."""
    person = signed_in(request)
    related = CoachingRequest.objects.select_related("person", "coach", "region")
    found = get_object_or_404(related, pk=pk)
    policies.check_takes_part_in(person, found)
    return person, found


@login_required
def coaching(request: HttpRequest, pk: int) -> HttpResponse:
    """One coaching: who, what for, and the appointments."""
    person, found = _ours(request, pk)
    rows = list(found.appointments.exclude(state=AppointmentState.CANCELLED))
    moment = now()
    facts = {
        "coaching": found,
        "other": found.coach if person.pk == found.person_id else found.person,
        "is_coach": person.pk == found.coach_id,
        "themes": words.themes(found.themes),
        "ahead": [(one, words.when(one)) for one in rows if one.ends_at > moment],
        "past": [(one, words.when(one)) for one in reversed(rows) if one.ends_at <= moment],
        "runs": found.state == RequestState.MATCHED,
    }
    return render(request, "practice/coaching.html", facts)


@login_required
def plan_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan one or more appointments; moments at which both are free are proposed."""
    person, found = _ours(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = SeriesForm(posted, initial=_proposed(request))
    if form.is_valid():
        with shown_on(form):
            made = appointments.plan_series(
                coaching=found, plan=form.plan(), by=person, sure=form.cleaned_data["sure"]
            )
            said = ngettext("%(n)s afspraak gepland.", "%(n)s afspraken gepland.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("practice:coaching", pk)
    form.ask_whether_sure()
    free = [(f"{local(one):%Y-%m-%dT%H:%M}", words.moment(one)) for one in _free(found)]
    facts = {"coaching": found, "form": form, "free": free}
    return render(request, "practice/plan_series.html", facts, status=422 if form.is_bound else 200)


def _proposed(request: HttpRequest) -> dict[str, Any]:
    """The usual series, at the moment that was tapped."""
    initial: dict[str, Any] = {"minutes": 60, "times": 4, "weeks": 3}
    try:
        tapped = datetime.fromisoformat(request.GET.get("op", ""))
    except ValueError:
        return initial
    return {**initial, "date": tapped.date(), "time": tapped.time()}


def _free(found: CoachingRequest) -> list[datetime]:
    """Moments in the coming weeks at which neither is busy, from tomorrow on."""
    both = [one for one in (found.person_id, found.coach_id) if one]
    whole = Span(now(), now() + timedelta(days=LOOKED_AHEAD + 1))
    busy = queries.busy_spans(both, whole)
    return free_moments(busy, since=today() + timedelta(days=1), days=LOOKED_AHEAD)


def _appointment(request: HttpRequest, pk: int) -> tuple[Person, CoachingAppointment]:
    """An appointment of mine; 403 for another's."""
    person = signed_in(request)
    related = CoachingAppointment.objects.select_related("coaching__person", "coaching__coach")
    found = get_object_or_404(related, pk=pk)
    policies.check_takes_part_in(person, found.coaching)
    return person, found


@login_required
def move_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Move one appointment."""
    person, found = _appointment(request, pk)
    starts = local(found.starts_at)
    initial = {"date": starts.date(), "time": starts.time()}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with shown_on(form):
            appointments.move_appointment(
                appointment=found, to=form.moment(), by=person, sure=form.cleaned_data["sure"]
            )
            messages.success(request, _("De afspraak is verzet. Jullie krijgen allebei een mail."))
            return redirect("practice:coaching", found.coaching_id)
    form.ask_whether_sure()
    facts = {"appointment": found, "when": words.when(found), "form": form}
    return render(
        request, "practice/move_appointment.html", facts, status=422 if form.is_bound else 200
    )


@login_required
def cancel_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel one appointment, or it and all later ones."""
    person, found = _appointment(request, pk)
    if request.method == "POST":
        later = request.POST.get("welke") == "later"
        gone = appointments.cancel_appointments(appointment=found, and_later=later, by=person)
        said = ngettext("%(n)s afspraak afgezegd.", "%(n)s afspraken afgezegd.", len(gone))
        messages.success(request, said % {"n": len(gone)})
        return redirect("practice:coaching", found.coaching_id)
    later_ones = found.coaching.appointments.filter(
        state=AppointmentState.PLANNED, starts_at__gt=found.starts_at
    )
    facts = {"appointment": found, "when": words.when(found), "n_later": later_ones.count()}
    return render(request, "practice/cancel_appointment.html", facts)


@require_POST
@login_required
def say_held(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach says whether it was held."""
    person, found = _appointment(request, pk)
    held = request.POST.get("hoe") == "door"
    appointments.say_held(appointment=found, held=held, by=person)
    said = _("Opgeschreven: het ging door.") if held else _("Opgeschreven: er kwam iemand niet.")
    messages.success(request, said)
    return redirect(
        "practice:coach_desk" if request.POST.get("terug") == "werk" else "practice:coaching",
        *([] if request.POST.get("terug") == "werk" else [found.coaching_id]),
    )


@require_POST
@login_required
def end_coaching(request: HttpRequest, pk: int) -> HttpResponse:
    """The coaching is done."""
    person, found = _ours(request, pk)
    actions.end_coaching(coaching=found, by=person)
    messages.success(request, _("Afgerond. Mooi gedaan."))
    return redirect("practice:coaching", pk)
