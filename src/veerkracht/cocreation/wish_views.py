"""Pages of wishes for who coordinates: the board, one wish with its steps, and what is alike."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import wish_actions as actions
from veerkracht.cocreation import wish_policies as policies
from veerkracht.cocreation import wish_queries as queries
from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.models import Need, NeedOutcome, NeedSource, NeedState
from veerkracht.cocreation.wish_forms import AboutForm, BoardForm, NeedForm, OutcomeForm, StepForm
from veerkracht.cocreation.wish_outcomes import choices_in
from veerkracht.cocreation.wish_workbook import workbook
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.people.policies import check_may_coordinate, regions_of_coordinator, signed_in
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _coordinator(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_works_with_wishes(person)
    return person


def _need(request: HttpRequest, pk: int) -> tuple[Person, Need]:
    person = _coordinator(request)
    related = Need.objects.select_related(*queries.RELATED, "talk__contact__organisation")
    found = get_object_or_404(related, pk=pk)
    policies.check_may_work(person, found)
    return person, found


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Four columns, or one of them as a list with ``?stand=``."""
    person = _coordinator(request)
    places = regions_of_coordinator(person)
    form = BoardForm(places, request.GET)
    filtered = any(asdict(form.wanted()).values())
    facts: dict[str, Any] = {"form": form, "filtered": filtered, "regions": places}
    state = request.GET.get("stand", "")
    if state not in NeedState.values:
        facts["columns"], facts["aside"] = queries.board(person, form.wanted())
        facts["rest"] = _rest(request)
        return render(request, "cocreation/wish_board.html", facts)
    found = queries.needs_for(person).filter(form.wanted().condition(), state=state)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    queries.with_sectors(list(page.object_list))
    facts |= {"page_obj": page, "state": NeedState(state), "rest": _rest(request)}
    return render(request, "cocreation/wish_list.html", facts)


def _rest(request: HttpRequest) -> str:
    """The question without the column and the page, ready to put another behind it."""
    asked = request.GET.copy()
    for name in ("stand", "page"):
        asked.pop(name, None)
    return asked.urlencode()


@login_required
def board_xlsx(request: HttpRequest) -> HttpResponse:
    """The wishes one looks at, as a workbook."""
    person = _coordinator(request)
    wanted = BoardForm(regions_of_coordinator(person), request.GET).wanted()
    found = queries.needs_for(person).filter(wanted.condition())
    response = HttpResponse(workbook(found), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="wensen.xlsx"'
    return response


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Write a wish down."""
    person = _coordinator(request)
    places = regions_of_coordinator(person)
    form = NeedForm(places, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            check_may_coordinate(person, form.chosen().pk)
            need = actions.hear(
                region=form.chosen(), heard=form.heard(), came=NeedSource.TALK, by=person
            )
            messages.success(request, _("De wens staat op het bord."))
            return redirect("cocreation:need", need.pk)
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/wish_new.html", {"form": form}, status=status)


@login_required
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """One wish: what was said, what came of it, what is alike, and the steps that it can take."""
    _person, found = _need(request, pk)
    stands = [] if found.merged_into_id else [NeedState(one) for one in rules.STEPS[found.state]]
    facts = {
        "need": found,
        "whole": queries.whole(found),
        "steps": [(one, rules.is_back(found.state, one)) for one in stands],
        "alike": [] if found.merged_into_id else queries.alike_to(found),
    }
    return render(request, "cocreation/wish_need.html", facts)


@login_required
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Of which sectors, municipality and theme a wish is."""
    person, found = _need(request, pk)
    form = AboutForm(found.region, request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        with shown_on(form):
            actions.describe(need=found, heard=form.heard(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("cocreation:need", pk)
    facts = {"form": form, "need": found}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/wish_about.html", facts, status=status)


@login_required
def move(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Take a step with a wish, and say what goes to who asked."""
    person, found = _need(request, pk)
    if state not in NeedState.values or found.merged_into_id:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    choices = choices_in(found.region) if state in {rules.PLANNED, rules.DONE} else []
    form, waits = StepForm(found, state, choices, posted), queries.is_awaited(found)
    if form.is_valid():
        with shown_on(form):
            step = form.step()
            actions.move(need=found, step=step, by=person)
            told = waits and rules.is_told(step.seen, step.after, words=bool(step.words))
            messages.success(request, _mailed() if told else _("Bewaard."))
            return redirect("cocreation:need", pk)
    facts = {"form": form, "need": found, "state": NeedState(state), "waits": waits}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/wish_move.html", facts, status=status)


def _mailed() -> str:
    return _("Bewaard. Wie erom vroeg, krijgt een mail.")


@login_required
def add_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Something else came of it."""
    person, found = _need(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = OutcomeForm(choices_in(found.region), posted)
    if form.is_valid():
        with shown_on(form):
            actions.add_outcome(need=found, outcome=form.cleaned_data["outcome"], by=person)
            messages.success(request, _("Het staat erbij."))
            return redirect("cocreation:need", pk)
    facts = {"form": form, "need": found}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/wish_outcome.html", facts, status=status)


@require_POST
@login_required
def drop_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """It did not come of it after all."""
    person = _coordinator(request)
    row = get_object_or_404(NeedOutcome.objects.select_related("need"), pk=pk)
    actions.drop_outcome(outcome=row, by=person)
    messages.success(request, _("Weggehaald."))
    return redirect("cocreation:need", row.need_id)


@require_POST
@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this wish stand for another."""
    person, found = _need(request, pk)
    other = get_object_or_404(Need, pk=whole(request.POST.get("other", "")))
    actions.merge(keep=found, drop=other, by=person)
    messages.success(request, _("Samengevoegd. Wie om een van beide vroeg, hoort van allebei."))
    return redirect("cocreation:need", pk)


@require_POST
@login_required
def take_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a merge."""
    person, found = _need(request, pk)
    actions.take_apart(need=found, by=person)
    messages.success(request, _("De wens staat weer los op het bord."))
    return redirect("cocreation:need", pk)


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away what is no wish."""
    person, found = _need(request, pk)
    actions.drop_need(need=found, by=person)
    messages.success(request, _("Weggegooid."))
    return redirect("cocreation:needs")


@login_required
def alike(request: HttpRequest, code: str) -> HttpResponse:
    """The pairs of a region that may be the same wish."""
    person = _coordinator(request)
    region = get_object_or_404(regions(), code=code)
    check_may_coordinate(person, region.pk)
    facts = {"region": region, "pairs": queries.alike_in(region)}
    return render(request, "cocreation/wish_alike.html", facts)
