"""Pages of coaching for coordinators: requests and proposals, coaches, and hours for the subsidy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.numbers import whole
from veerkracht.people.models import Person
from veerkracht.people.policies import regions_of_coordinator, signed_in
from veerkracht.people.queries import find_person
from veerkracht.planning import matching
from veerkracht.practice import coaching_actions as actions
from veerkracht.practice import coaching_hours as hours
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice import coaching_queries as queries
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_coach_views import workbook
from veerkracht.practice.coaching_forms import AppointForm
from veerkracht.practice.coaching_models import CoachingRequest, CoachProfile, RequestState

if TYPE_CHECKING:
    from veerkracht.places.models import Area


def _coordinator(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_matches_people(person)
    return person


@login_required
def coaching_work(request: HttpRequest) -> HttpResponse:
    """Who waits for a coach, and what is proposed."""
    person = _coordinator(request)
    coaches = {one.profile.person_id: one for one in queries.candidates()}
    waiting = list(queries.waiting_requests(person)[:100])
    rows = [(one, words.themes(one.themes), *_proposal(one, coaches)) for one in waiting]
    facts = {
        "rows": rows,
        "n_room": sum(max(0, one.profile.load - one.taken) for one in coaches.values()),
    }
    return render(request, "practice/coaching_work.html", facts)


def _proposal(
    one: CoachingRequest, coaches: dict[int, queries.Candidate]
) -> tuple[Person | None, str]:
    """The proposed coach with why, or why there is none."""
    found = coaches.get(one.proposed_id or 0)
    if found is None:
        return None, words.why_nobody(one.because)
    return found.profile.person, words.why_these_two(one, found.profile, found.taken)


@require_POST
@limited("practice.propose", most=60, seconds=3600)
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Let the solver propose; nothing is decided yet."""
    found = actions.propose(by=_coordinator(request))
    said = ngettext(
        "Er is een voorstel voor %(n)s persoon.",
        "Er is een voorstel voor %(n)s mensen.",
        len(found.matches),
    )
    messages.success(request, said % {"n": len(found.matches)})
    return redirect("practice:coaching_work")


@login_required
def match_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Every coach with what speaks for and against; confirm one."""
    person = signed_in(request)
    related = CoachingRequest.objects.select_related("person__sector", "region", "proposed")
    found = get_object_or_404(related, pk=pk)
    policies.check_may_match(person, found)
    if found.state != RequestState.WAITING:
        return redirect("practice:coaching_work")
    if request.method == "POST":
        coach = chosen_coach(request)
        actions.confirm_match(request=found, coach=coach, by=person)
        said = _("%(name)s krijgt %(coach)s als coach. Ze horen het allebei per mail.")
        messages.success(request, said % {"name": found.person, "coach": coach})
        return redirect("practice:coaching_work")
    facts = {"asked": found, "themes": words.themes(found.themes), "rows": choices(found)}
    return render(request, "practice/match_request.html", facts)


def chosen_coach(request: HttpRequest) -> Person:
    """The coach whose button was pressed; RuleBroken without one."""
    number = whole(request.POST.get("coach", ""))
    if number is None:
        raise RuleBroken(_("Kies een coach."))
    return get_object_or_404(Person, pk=number, coach_profile__isnull=False)


def choices(found: CoachingRequest) -> list[tuple[Any, str, str, bool]]:
    """By coach: the profile, why it fits, what stands in the way, and whether it may be chosen."""
    coaches = queries.candidates()
    problem = queries.problem([found], coaches)
    [asked] = problem.requests
    hard = {matching.Because.INDEPENDENT, matching.Because.ROOM}
    rows = []
    for coach, one in zip(problem.coaches, coaches, strict=True):
        against = matching.obstacles(asked, coach)
        said = " ".join(actions.why_not_this_coach(because) for because in against)
        why = words.why_these_two(found, one.profile, one.taken)
        order = (len(against), -matching.fit(asked, coach))
        rows.append((order, (one.profile, why, said, not hard & set(against))))
    return [row for _order, row in sorted(rows, key=lambda pair: pair[0])]


@limited("practice.appoint", most=30, seconds=3600)
@login_required
def coaches(request: HttpRequest) -> HttpResponse:
    """The coaches of my regions, how full they are, and making somebody coach."""
    person = _coordinator(request)
    form = AppointForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            profile = actions.appoint_coach(
                person=_known(form), region=form.cleaned_data["region"], by=person
            )
            messages.success(request, _("%(name)s is nu coach.") % {"name": profile.person})
            return redirect("practice:coaches")
    mine = queries.coach_profiles().filter(regions__in=regions_of_coordinator(person)).distinct()
    rows = [
        (one, words.themes(one.themes), words.places_left(one.load, one.n_people or 0))
        for one in mine
    ]
    facts = {"rows": rows, "form": form}
    return render(request, "practice/coaches.html", facts, status=422 if form.is_bound else 200)


def _known(form: AppointForm) -> Person:
    found = find_person(form.cleaned_data["email"])
    if found is None or not found.is_active:
        raise RuleBroken(_("We kennen niemand met dit adres. Klopt het?"), field="email")
    return found


@require_POST
@login_required
def end_coach(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody is no longer made coach."""
    person = _coordinator(request)
    profile = get_object_or_404(CoachProfile.objects.select_related("person"), pk=pk)
    actions.end_appointment_as_coach(profile=profile, by=person)
    messages.success(request, _("%(name)s is geen coach meer.") % {"name": profile.person})
    return redirect("practice:coaches")


def _region(request: HttpRequest) -> tuple[list[Area], Area]:
    """My regions, and the one that is asked for."""
    mine = regions_of_coordinator(_coordinator(request))
    asked = request.GET.get("regio", "")
    return mine, next((one for one in mine if str(one.pk) == asked), mine[0])


@login_required
def coaching_hours(request: HttpRequest) -> HttpResponse:
    """Hours held, per coach and per quarter, in one region."""
    mine, region = _region(request)
    this, *earlier = hours.accounts(region, hours.quarters()[:4])
    found = [this, *(one for one in earlier if one.times)]
    rows = [
        (
            words.quarter(one.quarter),
            one,
            words.hours(one.hours),
            [(made, words.hours(made.hours)) for made in one.coaches],
        )
        for one in found
    ]
    facts = {"rows": rows, "regions": mine, "region": region}
    return render(request, "practice/coaching_hours.html", facts)


@login_required
def coaching_hours_file(request: HttpRequest) -> HttpResponse:
    """The same of two years, as a workbook."""
    _mine, region = _region(request)
    content = hours.region_book(region, hours.accounts(region, hours.quarters()))
    return workbook(content, "coaching-uren.xlsx")
