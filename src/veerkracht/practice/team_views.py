"""Pages of team plans: mine, making one, reading and changing it, looking back, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import local, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in
from veerkracht.practice import coaching_policies as coaching
from veerkracht.practice import team_actions as actions
from veerkracht.practice import team_policies as policies
from veerkracht.practice import team_queries as queries
from veerkracht.practice import team_rules as rules
from veerkracht.practice.team_forms import LookForm, MembersForm, PlanForm, TeamCoachForm
from veerkracht.practice.team_models import TeamLineLook, TeamLook, TeamMember, TeamPlan

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@login_required
def team_plans(request: HttpRequest) -> HttpResponse:
    """Plans of my teams, and those I look along with."""
    person = signed_in(request)
    rows = [(one, _next_look(one)) for one in queries.team_plans_of(person)[:50]]
    return render(request, "practice/team_plans.html", {"rows": rows, "me": person})


def _next_look(plan: TeamPlan) -> TeamLook | None:
    return next((one for one in plan.looks.all() if one.looked_at is None), None)


@login_required
def make_team_plan(request: HttpRequest) -> HttpResponse:
    """Make a plan for my team."""
    person = signed_in(request)
    form = PlanForm(None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form.text):
            plan = actions.make_team_plan(contents=form.contents(), by=person)
            messages.success(request, _("Het plan staat. Kies een coach die meekijkt."))
            return redirect("practice:team_plan", plan.pk)
    facts = {"form": form, "organisation": person.organisation}
    status = 422 if form.is_bound else 200
    return render(request, "practice/make_team_plan.html", facts, status=status)


def _plan(request: HttpRequest, pk: int, *, edit: bool = False) -> tuple[Person, TeamPlan]:
    """A plan that I may read, or edit; 403 otherwise."""
    person = signed_in(request)
    related = TeamPlan.objects.select_related("organisation", "lead", "coach")
    plan = get_object_or_404(related, pk=pk)
    check = policies.check_may_edit_plan if edit else policies.check_may_read_plan
    check(person, plan)
    return person, plan


@login_required
def team_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: what it says, how it stands, who reads it."""
    person, plan = _plan(request, pk)
    return _plan_page(request, plan, person)


def _plan_page(
    request: HttpRequest, plan: TeamPlan, person: Person, members: MembersForm | None = None
) -> HttpResponse:
    is_lead = person.pk == plan.lead_id
    facts: dict[str, Any] = _story(plan) | {"plan": plan, "is_lead": is_lead}
    if is_lead:
        facts["coach_form"] = TeamCoachForm(queries.coaches_for(plan), plan.coach_id)
        facts["members_form"] = members or MembersForm()
    status = 422 if members else 200
    return render(request, "practice/team_plan.html", facts, status=status)


def _story(plan: TeamPlan) -> dict[str, Any]:
    looks, day = list(plan.looks.all()), today()
    return {
        "lines": queries.lines_of(plan),
        "looks": [(one, rules.may_look(local(one.due_at).date(), day)) for one in looks],
        "members": list(plan.members.select_related("person").order_by("person__name", "pk")),
    }


@login_required
def team_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as one page to print."""
    _person, plan = _plan(request, pk)
    return render(request, "practice/team_print.html", _story(plan) | {"plan": plan})


@login_required
def change_team_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the plan says."""
    person, plan = _plan(request, pk, edit=True)
    form = PlanForm(plan, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form.text):
            actions.change_team_plan(plan=plan, contents=form.contents(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("practice:team_plan", pk)
    facts = {"form": form, "plan": plan, "organisation": plan.organisation}
    status = 422 if form.is_bound else 200
    return render(request, "practice/make_team_plan.html", facts, status=status)


@require_POST
@limited("practice.team_members", most=30, seconds=3600)
@login_required
def add_members(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people of my team read the plan."""
    person, plan = _plan(request, pk, edit=True)
    form = MembersForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            number = actions.add_members(
                plan=plan, addresses=form.cleaned_data["addresses"], by=person
            )
            said = ngettext(
                "%(n)s persoon kan het plan nu lezen.",
                "%(n)s mensen kunnen het plan nu lezen.",
                number,
            )
            messages.success(request, said % {"n": number})
            return redirect("practice:team_plan", pk)
    return _plan_page(request, plan, person, form)


@require_POST
@login_required
def remove_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody no longer reads the plan."""
    person = signed_in(request)
    member = get_object_or_404(TeamMember.objects.select_related("plan", "person"), pk=pk)
    actions.remove_member(member=member, by=person)
    messages.success(request, _("%(name)s leest het plan niet meer.") % {"name": member.person})
    if person.pk == member.person_id:
        return redirect("practice:team_plans")
    return redirect("practice:team_plan", member.plan_id)


@require_POST
@login_required
def set_team_coach(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who looks along."""
    person, plan = _plan(request, pk, edit=True)
    coaches = {str(one.person_id): one.person for one in queries.coaches_for(plan)}
    number = request.POST.get("coach", "")
    if number and number not in coaches:
        raise RuleBroken(_("Kies een coach uit de lijst."))
    coach = coaches.get(number)
    actions.set_team_coach(plan=plan, coach=coach, by=person)
    said = _("%(name)s kijkt mee en krijgt een mail.") if coach else _("Er kijkt geen coach mee.")
    messages.success(request, said % {"name": coach} if coach else said)
    return redirect("practice:team_plan", pk)


@login_required
def team_look(request: HttpRequest, pk: int, months: int) -> HttpResponse:
    """Look at the plan: each line, and what comes next."""
    person, plan = _plan(request, pk, edit=True)
    look = get_object_or_404(TeamLook.objects.select_related("plan"), plan=plan, months=months)
    lines = queries.lines_of(plan)
    known = {one.line_id: one for one in TeamLineLook.objects.filter(look=look)}
    posted = request.POST if request.method == "POST" else None
    form = LookForm(lines, known, look.next_step, posted)
    if form.is_valid():
        with shown_on(form.next):
            actions.keep_team_look(
                look=look,
                lines=form.said(),
                next_step=form.next.cleaned_data["next_step"],
                by=person,
            )
            messages.success(request, _("Bewaard. Goed dat jullie terugkeken."))
            return redirect("practice:team_plan", pk)
    opens = rules.may_look(local(look.due_at).date(), today())
    facts = {"plan": plan, "look": look, "form": form, "opens": opens}
    status = 422 if form.is_bound else 200
    return render(request, "practice/team_look.html", facts, status=status)


@require_POST
@login_required
def withdraw_team_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the plan away."""
    person, plan = _plan(request, pk, edit=True)
    actions.withdraw_team_plan(plan=plan, by=person)
    messages.success(request, _("Weg. Er is niets van bewaard."))
    return redirect("practice:team_plans")


@login_required
def to_team_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """From a mail to a coach: by way of the second factor to the plan."""
    plan = get_object_or_404(TeamPlan, pk=pk)
    coaching.check_may_coach(signed_in(request))
    return redirect("practice:team_plan", plan.pk)
