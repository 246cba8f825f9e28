"""Pages of quiet ideas: the questions, and one question in each of its phases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation import idea_actions as actions
from veerkracht.cocreation import idea_queries as queries
from veerkracht.cocreation.council_views import council_of
from veerkracht.cocreation.idea_rules import CLOSED, VOTING, WRITING, may_show, phase
from veerkracht.cocreation.models import Idea
from veerkracht.cocreation.proposal_forms import DotsForm, IdeaForm, QuestionForm
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.numbers import whole
from veerkracht.meetings.models import Meeting
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Council, IdeaRound
    from veerkracht.people.models import Person

A_PAGE = 30


@login_required
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question of a think tank."""
    person, council = council_of(request, slug)
    page = Paginator(queries.rounds_of(council), A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "page_obj": page,
        "looks_after": policies.looks_after_council(person, council),
    }
    return render(request, "cocreation/idea_rounds.html", facts)


@login_required
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the members a question; ``?bijeenkomst=`` asks it within a session."""
    person, council = council_of(request, slug)
    policies.check_may_look_after(person, council)
    meeting = _meeting(request, council)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.ask_for_ideas(
                council=council, asked=form.asked(), meeting=meeting, by=person
            )
            messages.success(request, _("De vraag is gesteld. Alle leden krijgen een mail."))
            return redirect("cocreation:ideas", made.pk)
    facts = {"council": council, "form": form, "meeting": meeting}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/idea_ask.html", facts, status=status)


def _meeting(request: HttpRequest, council: Council) -> Meeting | None:
    """The session of this think tank that the address names, if any."""
    number = whole(request.GET.get("bijeenkomst", ""))
    if number is None:
        return None
    return Meeting.objects.filter(pk=number, series=council.series_id).first()


def round_of(request: HttpRequest, pk: int) -> tuple[Person, IdeaRound]:
    """Who is signed in, and a question of a think tank that they take part in; 403 for others."""
    person = signed_in(request)
    found = get_object_or_404(queries.round_with(pk))
    policies.check_takes_part(person, found.council)
    return person, found


@never_cache
@login_required
def ideas(request: HttpRequest, pk: int) -> HttpResponse:
    """A question as it is now: write alone, give dots, or read what came of it."""
    person, found = round_of(request, pk)
    return _page(request, person, found)


def _page(request: HttpRequest, person: Person, found: IdeaRound, **bound: Any) -> HttpResponse:
    current = phase(now(), found.writes_until, found.votes_until)
    facts: dict[str, Any] = {
        "round": found,
        "council": found.council,
        "phase": current,
        "sits": policies.sits_in(person, found.council),
        "looks_after": policies.looks_after_council(person, found.council),
    }
    more = {WRITING: _writing, VOTING: _voting, CLOSED: _closed}[current](found, person)
    status = 422 if bound else 200
    return render(request, "cocreation/ideas.html", {**facts, **more, **bound}, status=status)


def _writing(found: IdeaRound, person: Person) -> dict[str, Any]:
    return {"mine": queries.own_ideas(found, person), "form": IdeaForm()}


def _voting(found: IdeaRound, person: Person) -> dict[str, Any]:
    return {"dots_form": _dots_form(found, person), "given": queries.own_dots(found, person)}


def _dots_form(found: IdeaRound, person: Person, data: Any = None) -> DotsForm:
    given = queries.own_dots(found, person)
    return DotsForm(queries.ideas_for(found, person), given, found.most, data)


def _closed(found: IdeaRound, person: Person) -> dict[str, Any]:
    if found.settled_at is None or not may_show(found.voters):
        return {"ideas": queries.ideas_for(found, person), "shown": False}
    rows = queries.counted(found)
    return {"ideas": rows, "shown": True, "top": max((one.dots or 0 for one in rows), default=0)}


@require_POST
@limited("cocreation.idea", most=60, seconds=3600)
@login_required
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write one idea."""
    person, found = round_of(request, pk)
    form = IdeaForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.write_idea(about=found, words=form.cleaned_data["words"], by=person)
            messages.success(request, _("Bewaard. Niemand ziet dat het van jou is."))
            return redirect("cocreation:ideas", pk)
    return _page(request, person, found, form=form)


@require_POST
@login_required
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take my own idea back."""
    person = signed_in(request)
    idea = get_object_or_404(Idea.objects.select_related("round"), pk=key)
    try:
        actions.drop_idea(idea=idea, by=person)
        messages.success(request, _("Je idee is weg."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("cocreation:ideas", idea.round_id)


@require_POST
@limited("cocreation.dots", most=120, seconds=3600)
@login_required
def dots(request: HttpRequest, pk: int) -> HttpResponse:
    """Give my dots, all at once."""
    person, found = round_of(request, pk)
    form = _dots_form(found, person, request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.give_dots(about=found, given=form.given(), by=person)
            messages.success(
                request, _("Bewaard. Tot we tellen, kun je je stippen nog verplaatsen.")
            )
            return redirect("cocreation:ideas", pk)
    return _page(request, person, found, dots_form=form)


@require_POST
@login_required
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the dots, or on to counting."""
    person, found = round_of(request, pk)
    try:
        begun = actions.go_on(about=found, by=person)
        said = _("De ideeën zijn open.") if begun == VOTING else _("De stippen zijn geteld.")
        messages.success(request, said)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("cocreation:ideas", pk)
