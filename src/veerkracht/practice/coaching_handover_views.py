"""Pages of handing on: what runs, asking for another coach, and the person's answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.people.models import Person
from veerkracht.people.policies import regions_of_coordinator, signed_in
from veerkracht.practice import coaching_handover_actions as actions
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice.coaching_handover_models import CoachingHandover, HandoverState
from veerkracht.practice.coaching_models import CoachingRequest, RequestState
from veerkracht.practice.coaching_work_views import choices, chosen_coach

A_PAGE = 50


@login_required
def running(request: HttpRequest) -> HttpResponse:
    """What runs in my regions, with what was asked."""
    person = signed_in(request)
    policies.check_matches_people(person)
    found = CoachingRequest.objects.filter(
        state=RequestState.MATCHED, region__in=regions_of_coordinator(person)
    )
    related = found.select_related("person", "coach", "region").order_by("person__name", "pk")
    page = Paginator(related, A_PAGE).get_page(request.GET.get("pagina"))
    asked = {one.coaching_id: one for one in _asked().filter(coaching__in=[*page])}
    rows = [(one, asked.get(one.pk)) for one in page]
    return render(request, "practice/coachings_running.html", {"rows": rows, "page": page})


def _asked() -> QuerySet[CoachingHandover]:
    return CoachingHandover.objects.filter(state=HandoverState.ASKED).select_related("to")


@login_required
def hand_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who could go on; the person decides."""
    person = signed_in(request)
    related = CoachingRequest.objects.select_related("person__sector", "coach", "region")
    found = get_object_or_404(related, pk=pk)
    policies.check_may_hand_on(person, found)
    if request.method == "POST":
        to = chosen_coach(request)
        actions.ask_handover(coaching=found, to=to, by=person)
        said = _("%(name)s krijgt een mail met de vraag, en beslist.")
        messages.success(request, said % {"name": found.person})
        return redirect("practice:hand_on", pk)
    rows = [row for row in choices(found) if row[0].person_id != found.coach_id]
    facts = {
        "coaching": found,
        "rows": rows,
        "asked": _asked().filter(coaching=found).first(),
        "runs": found.state == RequestState.MATCHED,
        "is_coach": person.pk == found.coach_id,
    }
    return render(request, "practice/hand_on.html", facts)


@require_POST
@login_required
def withdraw_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the question back."""
    person = signed_in(request)
    found = get_object_or_404(CoachingHandover.objects.select_related("coaching"), pk=pk)
    actions.withdraw_handover(handover=found, by=person)
    messages.success(request, _("De vraag is ingetrokken."))
    return redirect("practice:hand_on", found.coaching_id)


def _mine(request: HttpRequest, pk: int) -> tuple[Person, CoachingHandover]:
    person = signed_in(request)
    related = CoachingHandover.objects.select_related("coaching__coach", "to__coach_profile")
    found = get_object_or_404(related, pk=pk)
    policies.check_own_request(person, found.coaching)
    return person, found


@login_required
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Would I like to go on with this coach?"""
    person, found = _mine(request, pk)
    stands = found.state == HandoverState.ASKED and found.coaching.state == RequestState.MATCHED
    if request.method == "POST" and request.POST.get("antwoord") == "nee":
        actions.decline_handover(handover=found, by=person)
        messages.success(request, _("Goed. Alles blijft zoals het is."))
        return redirect("practice:coaching", found.coaching_id)
    if request.method == "POST":
        with_goal = request.POST.get("doel") == "mee"
        new = actions.agree_to_handover(handover=found, with_goal=with_goal, by=person)
        messages.success(request, _("%(name)s is nu je coach.") % {"name": found.to})
        return redirect("practice:coaching", new.pk)
    ahead = found.coaching.appointments.filter(state="planned").exists()
    return render(
        request, "practice/handover.html", {"asked": found, "stands": stands, "ahead": ahead}
    )
