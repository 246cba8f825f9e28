"""Pages of proposals: the list, one with its rounds, writing, comparing, the plan, and the public page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation import proposal_actions as actions
from veerkracht.cocreation import proposal_queries as queries
from veerkracht.cocreation.council_views import council_of
from veerkracht.cocreation.models import Idea, ProposalState, RoundOutcome
from veerkracht.cocreation.proposal_forms import HangForm, ProposalForm, VersionForm
from veerkracht.cocreation.proposal_round_actions import last_meeting, members_now
from veerkracht.cocreation.proposal_rules import compared, moved
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in
from veerkracht.programme.models import PlanVersion
from veerkracht.programme.queries import plans_kept_by

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Council, Proposal
    from veerkracht.cocreation.proposal_queries import RoundShown
    from veerkracht.people.models import Person
    from veerkracht.programme.models import Plan

A_PAGE = 30
TONES = {
    ProposalState.DRAFT: "plain",
    ProposalState.IN_ROUND: "info",
    ProposalState.AGREED: "pine",
    ProposalState.SENT_BACK: "sun",
    ProposalState.WITHDRAWN: "plain",
}
FIELDS = {
    "title": gettext_lazy("Titel"),
    "what": gettext_lazy("Wat"),
    "why": gettext_lazy("Waarom"),
    "part": gettext_lazy("Voor welk deel van het plan"),
}


def proposal_of(request: HttpRequest, pk: int) -> tuple[Person, Proposal]:
    """Who is signed in, and a proposal of a think tank that they take part in; 403 for others."""
    person = signed_in(request)
    found = get_object_or_404(queries.proposal_with(pk))
    policies.check_takes_part(person, found.council)
    return person, found


@login_required
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """Every proposal of a think tank."""
    _person, council = council_of(request, slug)
    page = Paginator(queries.proposals_of(council), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cocreation/proposal_list.html", {"council": council, "page_obj": page})


@limited("cocreation.proposal", most=60, seconds=3600)
@login_required
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a proposal; ``?idee=`` begins with a quiet idea."""
    person, council = council_of(request, slug)
    idea = _idea(request, council)
    started = {"title": idea.words[:120], "what": idea.words} if idea else {}
    form = ProposalForm(request.POST if request.method == "POST" else None, initial=started)
    if form.is_valid():
        with shown_on(form):
            made = actions.make_proposal(
                council=council, words=form.words(), plan=council.plan, idea=idea, by=person
            )
            messages.success(request, _("Het voorstel is er, als concept."))
            return redirect("cocreation:proposal", made.pk)
    facts = {"council": council, "form": form, "idea": idea}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/proposal_make.html", facts, status=status)


def _idea(request: HttpRequest, council: Council) -> Idea | None:
    """The idea of this think tank that the address names, if any."""
    key = request.GET.get("idee", "")
    if not key:
        return None
    try:
        found = Idea.objects.select_related("round").filter(pk=key)
    except ValidationError:
        return None
    return found.filter(round__council=council, round__settled_at__isnull=False).first()


@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal for members: what it says, its rounds and versions, and what came of it."""
    person, found = proposal_of(request, pk)
    versions = list(found.versions.select_related("written_by"))
    rounds = queries.rounds_of(found)
    passed = [one.round for one in rounds if one.round.outcome == RoundOutcome.PASSED]
    agreed = passed[0] if passed else None
    facts: dict[str, Any] = {
        "proposal": found,
        "council": found.council,
        "tone": TONES[ProposalState(found.state)],
        "version": versions[0],
        "versions": list(zip(versions, [*versions[1:], None], strict=True)),
        "rounds": [one for one in rounds if one.round.closed_at is not None],
        "agreed": agreed,
        "plans": queries.plans_of(found, agreed) if agreed else [],
        "hang_form": _hang_form(person, found) if agreed else None,
        **_may(person, found),
    }
    running = next((one for one in rounds if one.round.closed_at is None), None)
    facts["running"] = _running(running, person, facts) if running else None
    return render(request, "cocreation/proposal.html", facts)


def _may(person: Person, found: Proposal) -> dict[str, bool]:
    """What one may do with it now."""
    looks_after = policies.looks_after_council(person, found.council)
    sits = policies.sits_in(person, found.council)
    draft = found.state == ProposalState.DRAFT
    return {
        "looks_after": looks_after,
        "sits": sits,
        "may_change": looks_after or (sits and found.made_by_id == person.pk),
        "may_write": moved(found.state, "write") is not None,
        "may_open": draft,
        "may_withdraw": moved(found.state, "withdraw") is not None,
        "met": draft and looks_after and last_meeting(found.council) is not None,
    }


def _running(about: RoundShown, person: Person, facts: dict[str, Any]) -> dict[str, Any]:
    """A round that runs: my word, and for who looks after it how many spoke."""
    members, said = len(members_now(facts["council"])), len(about.views)
    over = about.round.closes_at <= now()
    return {
        "round": about.round,
        "mine": next((one for one in about.views if one.person_id == person.pk), None),
        "said": said,
        "members": members,
        "over": over,
        "may_close": facts["looks_after"] and (over or said >= members),
    }


@limited("cocreation.proposal", most=60, seconds=3600)
@login_required
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the next version."""
    person, found = proposal_of(request, pk)
    policies.check_may_change(person, found)
    version = found.versions.all()[0]
    form = VersionForm(version, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            seen = form.cleaned_data["seen"]
            actions.write_version(proposal=found, words=form.words(), seen=seen, by=person)
            messages.success(request, _("De nieuwe versie is er. Open er nu een ronde over."))
            return redirect("cocreation:proposal", pk)
    objections = [view for one in queries.rounds_over(found)[:1] for view in one.objections]
    facts = {"proposal": found, "version": version, "form": form, "objections": objections}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/proposal_write.html", facts, status=status)


@login_required
def compare(request: HttpRequest, pk: int, before: int, after: int) -> HttpResponse:
    """Two versions, word by word."""
    _person, found = proposal_of(request, pk)
    old = get_object_or_404(found.versions, number=before)
    new = get_object_or_404(found.versions, number=after)
    blocks = [
        (title, list(compared(getattr(old, name), getattr(new, name))))
        for name, title in FIELDS.items()
        if getattr(old, name) or getattr(new, name)
    ]
    facts = {"proposal": found, "old": old, "new": new, "blocks": blocks}
    return render(request, "cocreation/proposal_compare.html", facts)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back."""
    person, found = proposal_of(request, pk)
    try:
        actions.withdraw_proposal(proposal=found, by=person)
        messages.success(request, _("Het voorstel is ingetrokken."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("cocreation:proposal", pk)


def _plans(person: Person) -> list[tuple[Plan, str]]:
    """Plans that one keeps, by what their newest version is called."""
    plans = {one.pk: one for one in plans_kept_by(person)[:200]}
    newest = PlanVersion.objects.filter(plan__in=plans).order_by("plan", "-number").distinct("plan")
    return [(plans[one.plan_id], str(one)) for one in newest]


def _hang_form(person: Person, found: Proposal, data: Any = None) -> HangForm | None:
    plans = _plans(person)
    return HangForm(plans, found.plan_id, data) if plans else None


@require_POST
@login_required
def hang(request: HttpRequest, pk: int) -> HttpResponse:
    """Hang an agreed proposal on a plan that one keeps."""
    person, found = proposal_of(request, pk)
    form = _hang_form(person, found, request.POST)
    try:
        if form is not None and form.is_valid():
            actions.hang_proposal(proposal=found, plan=form.chosen(), by=person)
            messages.success(request, _("Het voorstel staat nu op het plan."))
        else:
            messages.error(request, _("Kies een plan dat jij bijhoudt."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("cocreation:proposal", pk)


def public(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreed proposal for everybody: what, why, when to look again, and what came of it in a plan."""
    found = get_object_or_404(queries.public_proposals(), pk=pk)
    agreed = queries.passed_round(found)
    facts = {
        "proposal": found,
        "council": found.council,
        "agreed": agreed,
        "reasons": queries.public_reasons(found),
        "plans": queries.plans_of(found, agreed),
    }
    return render(request, "cocreation/proposal_public.html", facts)
