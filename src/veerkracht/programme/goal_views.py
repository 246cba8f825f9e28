"""Pages of goals for coordinators: which actions serve what, and what nothing serves; own frameworks and themes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import signed_in
from veerkracht.programme import goal_actions as actions
from veerkracht.programme import goal_policies as policies
from veerkracht.programme import goal_queries as queries
from veerkracht.programme.action_rules import is_late
from veerkracht.programme.action_work_views import region_asked
from veerkracht.programme.goal_forms import FrameworkForm, GoalForm, ThemeForm
from veerkracht.programme.models import Framework, Goal, GoalKind

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


@login_required
def frameworks(request: HttpRequest) -> HttpResponse:
    """What a region works towards: agreements that hold everywhere, and its own."""
    _person, mine, region = region_asked(request)
    day = today()
    rows = [
        (one, len(one.goals.all()), bool(one.until and one.until <= day), _last_day(one))
        for one in queries.frameworks_of(region)
    ]
    facts = {"rows": rows, "regions": mine, "region": region}
    return render(request, "programme/goal_frameworks.html", facts)


def _last_day(framework: Framework) -> object:
    return framework.until - timedelta(days=1) if framework.until else None


@login_required
def framework(request: HttpRequest, code: str) -> HttpResponse:
    """The goals of one framework, with the actions of a region that serve them."""
    person, mine, region = region_asked(request)
    found = _readable(code, region)
    return _framework_page(request, person, found, mine, region)


def _readable(code: str, region: Area) -> Framework:
    found = get_object_or_404(Framework.objects.select_related("region"), code=code)
    if found.region_id not in {None, region.pk}:
        raise Http404
    return found


def _framework_page(
    request: HttpRequest,
    person: Person,
    found: Framework,
    mine: list[Area],
    region: Area,
    *,
    form: GoalForm | None = None,
) -> HttpResponse:
    goals, day = queries.goals_with_actions(found, region), today()
    rows = [
        (goal, [(one, is_late(one.status, one.due_on, day)) for one in goal.served])  # type: ignore[attr-defined]
        for goal in goals
    ]
    facts = {
        "framework": found,
        "last_day": _last_day(found),
        "is_over": bool(found.until and found.until <= day),
        "groups": [
            (label, [row for row in rows if row[0].kind == kind])
            for kind, label in ((GoalKind.GOAL, _("Doelen")), (GoalKind.CHAIN, _("Ketenaanpakken")))
        ],
        "unserved": [goal for goal in goals if not goal.serving],  # type: ignore[attr-defined]
        "regions": mine,
        "region": region,
        "writes": allows(policies.check_may_write_goals, person, found.region_id),
        "form": form or GoalForm(),
    }
    return render(request, "programme/goal_framework.html", facts, status=422 if form else 200)


@login_required
def make_framework(request: HttpRequest) -> HttpResponse:
    """Add a framework of the region's own."""
    person, _mine, region = region_asked(request)
    form = FrameworkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.make_framework(region=region, by=person, **form.facts())
            messages.success(request, _("Het kader staat er. Voeg nu de doelen toe."))
            return _to_framework(made)
    facts = {"form": form, "region": region}
    status = 422 if form.is_bound else 200
    return render(request, "programme/goal_make_framework.html", facts, status=status)


def _to_framework(found: Framework) -> HttpResponse:
    region = f"?regio={found.region.code}" if found.region else ""
    return redirect(reverse("programme:framework", args=[found.code]) + region)


def _own(request: HttpRequest, code: str) -> tuple[Person, Framework]:
    person = signed_in(request)
    found = get_object_or_404(Framework.objects.select_related("region"), code=code)
    policies.check_may_write_goals(person, found.region_id)
    return person, found


@login_required
def change_framework(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said of a framework of the region's own."""
    person, found = _own(request, code)
    form = FrameworkForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        with shown_on(form):
            actions.change_framework(framework=found, by=person, **form.facts())
            messages.success(request, _("Bewaard."))
            return _to_framework(found)
    facts = {"form": form, "framework": found, "region": found.region}
    status = 422 if form.is_bound else 200
    return render(request, "programme/goal_make_framework.html", facts, status=status)


@require_POST
@login_required
def make_goal(request: HttpRequest, code: str) -> HttpResponse:
    """Add a goal to a framework of the region's own."""
    person, found = _own(request, code)
    form = GoalForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.make_goal(framework=found, by=person, **form.cleaned_data)
            messages.success(request, _("Het doel staat erbij."))
            return _to_framework(found)
    region = found.region
    if region is None:
        raise Http404
    return _framework_page(request, person, found, [region], region, form=form)


@require_POST
@login_required
def delete_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal away; actions that serve it are in the way."""
    goal = get_object_or_404(Goal.objects.select_related("framework__region"), pk=pk)
    try:
        actions.delete_goal(goal=goal, by=signed_in(request))
        messages.success(request, _("Het doel is weg."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return _to_framework(goal.framework)


@require_POST
@login_required
def delete_framework(request: HttpRequest, code: str) -> HttpResponse:
    """Take a framework of the region's own away with its goals."""
    person, found = _own(request, code)
    try:
        actions.delete_framework(framework=found, by=person)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return _to_framework(found)
    messages.success(request, _("Het kader is weg."))
    return redirect("programme:frameworks")


@login_required
def themes(request: HttpRequest) -> HttpResponse:
    """The themes that regions write about, and adding one."""
    person = signed_in(request)
    policies.check_may_read_goals(person)
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.make_theme(by=person, **form.cleaned_data)
            messages.success(request, _("Het thema %(theme)s staat in de lijst.") % {"theme": made})
            return redirect("programme:themes")
    facts = {"form": form, "themes": list(queries.themes())}
    status = 422 if form.is_bound else 200
    return render(request, "programme/goal_themes.html", facts, status=status)
