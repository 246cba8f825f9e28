"""Pages of commitments: one's own, looking back by a link, and what a coach was let see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import now
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in, staff_required
from veerkracht.practice import actions, policies, queries, rules
from veerkracht.practice.forms import CoachForm, PlanForm
from veerkracht.practice.models import Coach, Plan
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What I wrote down, and the trainings after which I can still do so."""
    person = signed_in(request)
    facts = {"plans": queries.plans_of(person), "rows": list(queries.without_plan(person)[:10])}
    return render(request, "practice/mine.html", facts)


@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What I will do differently after one training: write, change, and look back."""
    person, edition = signed_in(request), _edition(pk)
    known = queries.plan_of(person, edition)
    if known is None:
        policies.check_takes_part(person, edition)
    form = PlanForm(known, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form.parts[1]):
            actions.keep_commitments(edition=edition, things=form.things(), by=person)
            messages.success(
                request, _("Opgeschreven. Na 30, 90 en 180 dagen vragen we hoe het gaat.")
            )
            return redirect("practice:plan", pk)
    return _plan_page(request, edition, known, form, CoachForm())


def _edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("course"), pk=pk)


def _plan_page(
    request: HttpRequest, edition: Edition, known: Plan | None, form: PlanForm, coach: CoachForm
) -> HttpResponse:
    facts: dict[str, Any] = {
        "edition": edition,
        "plan": known,
        "form": form,
        "coach_form": coach,
        "may_write": rules.may_write(edition.starts_at, now()),
    }
    if known:
        facts |= _story(known)
    return render(
        request, "practice/plan.html", facts, status=422 if form.is_bound or coach.is_bound else 200
    )


def _story(known: Plan) -> dict[str, Any]:
    """How it went so far, and who looks along."""
    outcomes = {
        commitment.pk: list(commitment.outcomes.all())
        for commitment in known.commitments.prefetch_related("outcomes__look_back")
    }
    return {
        "things": [(one, outcomes.get(one.pk, [])) for one in known.commitments.all()],
        "look_backs": list(known.look_backs.all()),
        "coaches": list(known.coaches.select_related("person")),
    }


def _own(request: HttpRequest, pk: int) -> tuple[Person, Plan]:
    """My own plan; somebody else's is not there, whoever asks."""
    person = signed_in(request)
    related = Plan.objects.select_related("edition__course")
    return person, get_object_or_404(related, pk=pk, person=person)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take everything back."""
    person, own = _own(request, pk)
    actions.withdraw_plan(plan=own, by=person)
    messages.success(request, _("Weg. Er is niets van bewaard."))
    return redirect("practice:mine")


@require_POST
@login_required
def set_look_backs(request: HttpRequest, pk: int) -> HttpResponse:
    """No more mails about this, or again."""
    person, own = _own(request, pk)
    wanted = request.POST.get("wil") == "ja"
    actions.set_look_backs(plan=own, wanted=wanted, by=person)
    words = (
        _("We vragen je weer hoe het gaat.") if wanted else _("We vragen je niets meer hierover.")
    )
    messages.success(request, words)
    return redirect("practice:plan", own.edition_id)


@limited("practice.coach", most=10, seconds=3600)
@require_POST
@login_required
def invite_coach(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a trainer look along."""
    person, own = _own(request, pk)
    form = CoachForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            coach = actions.invite_coach(plan=own, address=form.cleaned_data["address"], by=person)
            messages.success(
                request, _("%(name)s kan nu meekijken en krijgt een mail.") % {"name": coach.person}
            )
            return redirect("practice:plan", own.edition_id)
    return _plan_page(request, own.edition, own, PlanForm(own), form)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody no longer look along."""
    person = signed_in(request)
    related = Coach.objects.select_related("plan", "person")
    coach = get_object_or_404(related, pk=pk, plan__person=person)
    actions.take_back(coach=coach, by=person)
    messages.success(request, _("%(name)s kijkt niet meer mee.") % {"name": coach.person})
    return redirect("practice:plan", coach.plan.edition_id)


@staff_required
def shared(request: HttpRequest) -> HttpResponse:
    """What people let me see."""
    person = signed_in(request)
    rows = queries.shared_with(person) if policies.can_coach(person) else Coach.objects.none()
    return render(request, "practice/shared.html", {"rows": rows})


@staff_required
def shared_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan that somebody lets me see, until it is taken back."""
    found = get_object_or_404(Plan.objects.select_related("edition__course", "person"), pk=pk)
    policies.check_may_look_along(signed_in(request), found)
    return render(request, "practice/shared_plan.html", {"plan": found, **_story(found)})
