"""Pages of a meeting: planning it, when and where, who leads, how it goes, and the timer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.meetings import actions, policies, queries
from veerkracht.meetings.forms import FacilitatorForm, MethodForm, WhenForm, initial_of
from veerkracht.meetings.models import Meeting, MeetingState, Series
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def series_of(request: HttpRequest, pk: int) -> tuple[Person, Series]:
    """Who is signed in, and a series of theirs; 403 for another's."""
    series, person = (
        get_object_or_404(Series.objects.select_related("region"), pk=pk),
        signed_in(request),
    )
    policies.check_belongs(person, series)
    return person, series


def meeting_of(request: HttpRequest, pk: int) -> tuple[Person, Meeting]:
    """Who is signed in, and a meeting of theirs; 403 for another's."""
    meeting, person = queries.meeting_of(pk), signed_in(request)
    if meeting is None:
        raise Http404
    policies.check_may_see_meeting(person, meeting)
    return person, meeting


def about(series: Series) -> dict[str, Any]:
    """What every page says of the series it belongs to."""
    purpose = policies.purpose_of(series)
    return {"series": series, "group_url": purpose.page(series), "purpose": purpose}


@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting at once, without asking everybody."""
    person, series = series_of(request, pk)
    form = WhenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.plan_meeting(series=series, when=form.when(), by=person)
            messages.success(request, _("Gepland. Iedereen krijgt een mail met een afspraak."))
            return redirect("meetings:meeting", made.pk)
    facts = about(series) | {"form": form}
    return render(request, "meetings/plan.html", facts, status=422 if form.is_bound else 200)


@login_required
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: when, where, who leads, how it goes, who was there."""
    person, found = meeting_of(request, pk)
    people = queries.members_at(found)
    presences = list(found.presences.select_related("person").order_by("person__name"))
    facts = about(found.series) | _ahead(person, found)
    facts |= {
        "meeting": found,
        "when": queries.when_in_words(found.starts_at, found.ends_at),
        "begun": found.starts_at <= now(),
        "over": found.ends_at <= now(),
        "held": found.state == MeetingState.HELD,
        "method": _said(found),
        "facilitator_form": FacilitatorForm(people, initial={"person": found.facilitator_id}),
        "leads": found.facilitator_id == person.pk,
        "presences": [(one, queries.in_hours(one.minutes)) for one in presences],
        "mine": next((one for one in presences if one.person_id == person.pk), None),
        "member": any(one.pk == person.pk for one in people),
        "beside": policies.purpose_of(found.series).beside(request, found),
    }
    if facts["purpose"].methods:
        facts["method_form"] = _method_form(found)
    if facts["purpose"].decisions:
        facts["decisions"] = list(found.decisions.order_by("pk"))
        facts["decides"] = policies.may_decide(person, found.series, found)
    return render(request, "meetings/meeting.html", facts)


def _ahead(person: Person, found: Meeting) -> dict[str, Any]:
    """Of a meeting that is planned: who may arrange it, and until it begins who cannot be there.

    Who sees a planned meeting belongs: only what was held is also for who has left.
    """
    planned = found.state == MeetingState.PLANNED
    asked = planned and found.starts_at > now()
    absent = queries.absent_from(found) if asked else []
    return {
        "planned": planned,
        "arranges": planned and policies.arranges(person, found),
        "asked": asked,
        "absent": absent,
        "cannot": person in absent,
    }


def _method_form(found: Meeting) -> MethodForm:
    chosen = f"own-{found.own_method_id}" if found.own_method_id else found.method
    initial = {"way": chosen, "theme": found.theme}
    return MethodForm(queries.method_choices(found.series), initial=initial)


def _said(found: Meeting) -> dict[str, Any] | None:
    """How a meeting goes, in the language of the page."""
    method, language = queries.method_of(found), get_language() or "nl"
    if method is None:
        return None
    name, explanation = method.said(language)
    steps = [(step.said(language), step.minutes) for step in method.steps]
    return {
        "name": name,
        "explanation": explanation,
        "steps": steps,
        "whole": queries.in_hours(method.minutes),
        "fewest": method.fewest,
    }


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another moment or place."""
    person, found = meeting_of(request, pk)
    policies.check_arranges(person, found)
    form = WhenForm(request.POST if request.method == "POST" else None, initial=initial_of(found))
    if form.is_valid():
        with shown_on(form):
            actions.move_meeting(meeting=found, when=form.when(), by=person)
            messages.success(
                request, _("Gewijzigd. Iedereen krijgt een mail en een nieuwe afspraak.")
            )
            return redirect("meetings:meeting", pk)
    facts = about(found.series) | {"form": form, "meeting": found}
    return render(request, "meetings/change.html", facts, status=422 if form.is_bound else 200)


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not go on: what that means for whom, and only then it happens."""
    person, found = meeting_of(request, pk)
    policies.check_arranges(person, found)
    if request.method != "POST":
        facts = about(found.series) | {
            "meeting": found,
            "when": queries.when_in_words(found.starts_at, found.ends_at),
            "people": queries.members_of(found.series).count(),
            "member": policies.is_member(person, found.series),
        }
        return render(request, "meetings/cancel.html", facts)
    try:
        actions.cancel_meeting(meeting=found, by=person)
    except RuleBroken as broken:
        say(request, broken)
        return redirect("meetings:meeting", pk)
    messages.success(request, _("De bijeenkomst gaat niet door. Iedereen krijgt een mail."))
    return redirect(policies.purpose_of(found.series).page(found.series))


@require_POST
@login_required
def facilitator(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else leads this time."""
    person, found = meeting_of(request, pk)
    people = {one.pk: one for one in queries.members_at(found)}
    form = FacilitatorForm(people.values(), request.POST)
    if not form.is_valid():
        say(request, RuleBroken(_("Kies iemand van de groep.")))
        return redirect("meetings:meeting", pk)
    chosen = people[form.cleaned_data["person"]]
    try:
        actions.swap_facilitator(meeting=found, person=chosen, by=person)
        messages.success(request, _("%(name)s leidt deze bijeenkomst.") % {"name": chosen})
    except RuleBroken as broken:
        say(request, broken)
    return redirect("meetings:meeting", pk)


@require_POST
@login_required
def set_method(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how it goes and what it is about."""
    person, found = meeting_of(request, pk)
    form = MethodForm(queries.method_choices(found.series), request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        actions.choose_method(meeting=found, method=chosen["way"], theme=chosen["theme"], by=person)
        messages.success(request, _("Bewaard."))
    else:
        say(request, RuleBroken(_("Kies uit de lijst.")))
    return redirect("meetings:meeting", pk)


@login_required
def timer(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps of this meeting, with a timer where scripts run."""
    _person, found = meeting_of(request, pk)
    method = _said(found)
    if method is None:
        messages.info(request, _("Kies eerst een werkvorm."))
        return redirect("meetings:meeting", pk)
    steps = [{"words": words, "minutes": minutes} for words, minutes in method["steps"]]
    facts = about(found.series) | {"meeting": found, "method": method, "steps": json.dumps(steps)}
    return render(request, "meetings/timer.html", facts)
