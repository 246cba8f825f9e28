"""Work pages of plans: all that one keeps, the desk of one, writing its draft block by block, publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import is_coordinator, signed_in
from veerkracht.programme import plan_actions as actions
from veerkracht.programme import plan_policies as policies
from veerkracht.programme import plan_queries as queries
from veerkracht.programme import plan_words as words
from veerkracht.programme.plan_forms import (
    BlockForm,
    FactsForm,
    HangForm,
    NewPlanForm,
    PublishForm,
    SeenForm,
)
from veerkracht.programme.plan_models import Plan, PlanPart, PlanPhase, PlanPhaseState, PlanVersion
from veerkracht.programme.plan_parts import plan_parts
from veerkracht.programme.plan_report_models import PlanReport
from veerkracht.programme.plan_rules import Half, half_of
from veerkracht.programme.plan_views import story

if TYPE_CHECKING:
    from veerkracht.people.models import Person

BLOCK_NAMES = {
    "naam": gettext_lazy("Naam en tijd"),
    "sections": gettext_lazy("Teksten"),
    "aims": gettext_lazy("Doelen"),
    "targets": gettext_lazy("Aantallen"),
    "phases": gettext_lazy("Fases"),
    "parties": gettext_lazy("Wie"),
}
YEARS_BACK = 3


@login_required
def kept_plans(request: HttpRequest) -> HttpResponse:
    """Plans that one keeps, and a new one."""
    person = signed_in(request)
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
    areas = queries.areas_to_plan_for(person)
    form = NewPlanForm(areas, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            region = form.cleaned_data["region"]
            plan = actions.make_plan(region=region, facts=form.facts(), by=person)
            messages.success(request, _("Het plan is er, als concept. Vul het nu verder in."))
            return redirect("programme:plan_desk", plan.pk)
    rows = _last_versions(queries.plans_kept_by(person))
    status = 422 if form.is_bound else 200
    facts = {"rows": rows, "form": form}
    return render(request, "programme/plans_kept.html", facts, status=status)


def _last_versions(plans: Any) -> list[PlanVersion]:
    """Of each plan its newest version, published or not."""
    found = PlanVersion.objects.filter(plan__in=plans).select_related("plan__region")
    return list(found.order_by("plan", "-number").distinct("plan"))


def _plan(request: HttpRequest, pk: int) -> tuple[Person, Plan]:
    """A plan that I keep; 403 otherwise."""
    person = signed_in(request)
    plan = get_object_or_404(Plan.objects.select_related("region"), pk=pk)
    policies.check_may_keep_plan(person, plan)
    return person, plan


@login_required
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: its draft, what holds, what hangs on it, its phases and its reports."""
    _person, plan = _plan(request, pk)
    return _desk(request, plan)


def _desk(request: HttpRequest, plan: Plan, form: PublishForm | None = None) -> HttpResponse:
    found = list(plan.versions.order_by("-number")[:2])
    draft = next((one for one in found if one.published_at is None), None)
    holds = next((one for one in found if one.published_at is not None), None)
    reports = queries.reports_of(plan)
    facts = {
        "plan": plan,
        "draft": draft,
        "holds": holds,
        "title": str(draft or holds),
        "phases": list(holds.phases.all()) if holds else [],
        "blocks": BLOCK_NAMES.items(),
        "publish_form": form or PublishForm(),
        "parts": queries.parts_of(plan),
        "states": PlanPhaseState.choices,
        "reports": [(one, _half(one)) for one in reports],
        "new_report": _new_report(reports),
    }
    return render(request, "programme/plan_desk.html", facts, status=422 if form else 200)


def _half(report: PlanReport) -> str:
    return words.half_in_words(Half(report.year, report.half))


def _new_report(reports: list[PlanReport]) -> list[tuple[str, str]]:
    """Half years that began and have no report yet, the newest first."""
    known = {(one.year, one.half) for one in reports}
    now = half_of(today())
    halves = [Half(now.year - back, half) for back in range(YEARS_BACK) for half in (2, 1)]
    return [
        (f"{one.year}-{one.half}", words.half_in_words(one))
        for one in halves
        if one <= now and (one.year, one.half) not in known
    ]


@login_required
def hang(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be hung on the plan, kind by kind."""
    _person, plan = _plan(request, pk)
    facts = {"plan": plan, "hang_forms": _hang_forms(plan)}
    return render(request, "programme/plan_hang.html", facts)


def _hang_forms(plan: Plan) -> list[tuple[str, HangForm]]:
    areas = queries.areas_of(plan)
    hung = {(one.kind, one.key) for one in plan.parts.all()}
    found = []
    for name, kind in plan_parts.items():
        free = [pair for pair in kind.choices(areas) if (name, pair[0]) not in hung]
        if free:
            found.append((name, HangForm(str(kind.title), free)))
    return found


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as everybody would see it."""
    _person, plan = _plan(request, pk)
    draft = queries.draft_of(plan)
    if draft is None:
        raise Http404
    facts = story(draft) | {"versions": [], "holds": True, "is_draft": True}
    return render(request, "programme/plan.html", facts)


@login_required
def edit(request: HttpRequest, pk: int, block: str) -> HttpResponse:
    """Write one block of the draft; who was second sees both texts."""
    person, plan = _plan(request, pk)
    draft = queries.draft_of(plan)
    if draft is None or block not in BLOCK_NAMES:
        raise Http404
    if block == "naam":
        return _edit_facts(request, person, draft)
    form = BlockForm(draft, block, request.POST if request.method == "POST" else None)
    overtaken = False
    if form.is_valid():
        try:
            with shown_on(form.seen):
                actions.set_block(
                    version=draft,
                    block=block,
                    rows=form.found(),
                    by=person,
                    edited=form.seen.cleaned_data["edited"],
                )
                messages.success(request, _("Bewaard."))
                return redirect("programme:plan_desk", pk)
        except OutOfDate:
            overtaken = True
            form.saw(draft.edited)
    stands = list(getattr(draft, block).all()) if overtaken else []
    facts = {"plan": plan, "draft": draft, "block": block, "name": BLOCK_NAMES[block]}
    facts |= {"form": form, "overtaken": overtaken, "stands": stands}
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "programme/plan_edit.html", facts, status=status)


def _edit_facts(request: HttpRequest, person: Person, draft: PlanVersion) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    initial = {name: getattr(draft, name) for name in FactsForm.base_fields}
    form, seen = FactsForm(posted, initial=initial), SeenForm(posted, initial=vars(draft))
    overtaken = False
    if seen.is_valid() and form.is_valid():
        edited = seen.cleaned_data["edited"]
        try:
            with shown_on(form):
                actions.change_facts(version=draft, facts=form.facts(), by=person, edited=edited)
                messages.success(request, _("Bewaard."))
                return redirect("programme:plan_desk", draft.plan_id)
        except OutOfDate:
            overtaken = True
            seen = SeenForm(initial=vars(draft))
    facts = {"plan": draft.plan, "draft": draft, "name": BLOCK_NAMES["naam"], "facts_form": form}
    facts |= {"seen": seen, "overtaken": overtaken}
    facts["stands"] = [f"{draft}, {words.period(draft.since, draft.until)}"] if overtaken else []
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "programme/plan_edit.html", facts, status=status)


@require_POST
@login_required
def start_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    person, plan = _plan(request, pk)
    actions.start_draft(plan=plan, by=person)
    messages.success(
        request, _("Er is een nieuw concept. Wat geldt, blijft staan tot je publiceert.")
    )
    return redirect("programme:plan_desk", pk)


@require_POST
@login_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the draft hold."""
    person, plan = _plan(request, pk)
    draft, form = queries.draft_of(plan), PublishForm(request.POST)
    if draft is None:
        raise RuleBroken(_("Er is geen concept."))
    if form.is_valid():
        with shown_on(form):
            actions.publish_plan(version=draft, by=person, **form.cleaned_data)
            messages.success(request, _("Het plan staat online. Eerdere versies blijven te lezen."))
            return redirect("programme:plan_desk", pk)
    return _desk(request, plan, form)


@require_POST
@login_required
def drop_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    person, plan = _plan(request, pk)
    draft = queries.draft_of(plan)
    if draft is None:
        raise RuleBroken(_("Er is geen concept."))
    actions.drop_draft(version=draft, by=person)
    messages.success(request, _("Het concept is weg."))
    there = Plan.objects.filter(pk=pk).exists()
    return redirect("programme:plan_desk", pk) if there else redirect("programme:kept_plans")


@require_POST
@login_required
def set_phase(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a phase stands."""
    person = signed_in(request)
    phase = get_object_or_404(PlanPhase.objects.select_related("version__plan__region"), pk=pk)
    actions.set_phase_state(phase=phase, state=request.POST.get("state", ""), by=person)
    messages.success(request, _("Bewaard."))
    return redirect("programme:plan_desk", phase.version.plan_id)


@require_POST
@login_required
def hang_on(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Hang something on the plan."""
    person, plan = _plan(request, pk)
    key = whole(request.POST.get("key", "")) or 0
    actions.hang_on(plan=plan, kind=kind, key=key, by=person)
    messages.success(request, _("Het hangt aan het plan."))
    return redirect("programme:plan_desk", pk)


@require_POST
@login_required
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something off the plan."""
    person = signed_in(request)
    part = get_object_or_404(PlanPart.objects.select_related("plan__region"), pk=pk)
    actions.take_off(part=part, by=person)
    messages.success(request, _("Het hangt niet meer aan het plan."))
    return redirect("programme:plan_desk", part.plan_id)
