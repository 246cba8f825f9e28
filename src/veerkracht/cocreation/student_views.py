"""Pages for students: the board, one placement, reacting, and one's own reaction."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import student_actions as actions
from veerkracht.cocreation import student_policies as policies
from veerkracht.cocreation import student_queries as queries
from veerkracht.cocreation import student_rules as rules
from veerkracht.cocreation.ask_views import visitor
from veerkracht.cocreation.models import Level, Placement, PlacementState, Reaction
from veerkracht.cocreation.student_forms import BoardFilter, ReactForm
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.security import quiet

A_PAGE = 24
PUBLIC = {PlacementState.OPEN, PlacementState.FILLED, PlacementState.CLOSED}


def board(request: HttpRequest) -> HttpResponse:
    """What is open, with filters that live in the address."""
    form = BoardFilter(request.GET)
    rows = queries.open_placements(form.choice())
    person = visitor(request)
    facts = {
        "form": form,
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "narrowed": any(request.GET.get(name) for name in ("soort", "niveau", "regio")),
        "posts": person is not None and policies.posts(person),
    }
    return render(request, "cocreation/student_board.html", facts)


def _placement(request: HttpRequest, pk: int) -> Placement:
    """A placement that was on the board, or that this visitor runs; else 404."""
    found = get_object_or_404(queries.placements(), pk=pk)
    person = visitor(request)
    runs = person is not None and policies.runs(person, found)
    if found.state not in PUBLIC and not runs:
        raise Http404
    return found


@limited("cocreation.react", most=30, seconds=3600)
def placement(request: HttpRequest, pk: int) -> HttpResponse:
    """One placement, and reacting to it."""
    found = _placement(request, pk)
    form = ReactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.trapped:
            return redirect("cocreation:react_sent")
        with shown_on(form):
            language = get_language() or "nl"
            actions.react(placement=found, reacting=form.reacting(), language=language)
            return redirect("cocreation:react_sent")
    person = visitor(request)
    facts = {
        "placement": found,
        "form": form,
        "levels": [Level(one).label for one in found.levels],
        "open": rules.is_open(found.state, found.closes_on, today()),
        "runs": person is not None and policies.runs(person, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/student_public.html", facts, status=status)


def sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "cocreation/student_sent.html")


def _reaction(token: str) -> Reaction:
    found = queries.reaction_with(token)
    if found is None:
        raise Http404
    return found


@never_cache
def reaction(request: HttpRequest, token: str) -> HttpResponse:
    """One's own reaction: confirm it, read the answer, take it back."""
    facts = {"reaction": _reaction(token)}
    return quiet(render(request, "cocreation/student_reaction.html", facts))


@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Yes, send it."""
    actions.confirm_reaction(reaction=_reaction(token))
    messages.success(request, _("Je reactie is verstuurd."))
    return redirect("cocreation:reaction", token)


@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take it back."""
    actions.withdraw_reaction(reaction=_reaction(token))
    messages.success(request, _("Je reactie is weg."))
    return redirect("cocreation:board")
