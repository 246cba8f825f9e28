"""Pages of a coalition: for everybody, and for who sits in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.coalitions import agenda_fillings, minutes_queries, policies, queries
from veerkracht.figures.queries import published
from veerkracht.kernel.clock import now, today
from veerkracht.meetings import actions
from veerkracht.meetings.models import Decision, MeetingState
from veerkracht.meetings.queries import meetings_of, open_poll, own_invitation, when_in_words
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Coalition
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

A_PAGE = 50
LATELY = 6  # meetings and decisions on a page that shows more elsewhere


def coalition_of(request: HttpRequest, slug: str) -> tuple[Person, Coalition]:
    """Who is signed in, and a coalition that they sit in or look after; 404 for another's."""
    person = signed_in(request)
    return person, get_object_or_404(queries.visible_to(person), slug=slug)


def coalitions(request: HttpRequest) -> HttpResponse:
    """Every coalition, by region: for everybody."""
    rows = sorted(queries.public(), key=lambda one: (one.region.name, one.kind != "regional"))
    regions = [(region, list(them)) for region, them in groupby(rows, lambda one: one.region)]
    return render(request, "coalitions/coalitions.html", {"regions": regions})


def coalition(request: HttpRequest, slug: str) -> HttpResponse:
    """One coalition for everybody: what for, which organisations, when it meets, what it decided."""
    found = get_object_or_404(queries.with_ended(), slug=slug)
    ahead, past = _meetings(found, LATELY)
    facts = {
        "coalition": found,
        "organisations": queries.organisation_names(found),
        "ahead": ahead,
        "past": past,
        "decisions": list(minutes_queries.holding(found)[:LATELY]),
        "belongs": _belongs(request, found),
        "has_figures": queries.public().filter(pk=found.pk).exists() and published().exists(),
    }
    return render(request, "coalitions/coalition.html", facts)


def _belongs(request: HttpRequest, found: Coalition) -> bool:
    """Whether somebody who is signed in sees the inside of this coalition."""
    if not request.user.is_authenticated:
        return False
    return queries.visible_to(signed_in(request)).filter(pk=found.pk).exists()


def _meetings(found: Coalition, most: int) -> tuple[list[tuple[Meeting, str]], list[Meeting]]:
    """What comes, the first first, with when in words; and the latest that were."""
    rows = list(meetings_of(found.series).select_related("agenda")[: most + 12])
    ahead = [one for one in rows if one.ends_at > now() and one.state == MeetingState.PLANNED]
    past = [one for one in rows if one not in ahead][:most]
    return [(one, when_in_words(one.starts_at, one.ends_at)) for one in reversed(ahead)], past


def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """What a coalition decided and everybody may read, the latest first; who looks after it sees all."""
    found = get_object_or_404(queries.with_ended(), slug=slug)
    keeps = request.user.is_authenticated and policies.looks_after_coalition(
        signed_in(request), found
    )
    read = minutes_queries.all_decisions if keeps else minutes_queries.public_decisions
    page = Paginator(read(found), A_PAGE).get_page(request.GET.get("page"))
    facts = {"coalition": found, "page_obj": page, "today": today(), "keeps": keeps}
    return render(request, "coalitions/decisions.html", facts)


@require_POST
@login_required
def show_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a decision inside the coalition, or let everybody read it."""
    person, related = signed_in(request), Decision.objects.select_related("meeting__series")
    found = get_object_or_404(related, pk=pk, meeting__series__coalition__isnull=False)
    keep_inside = "inside" in request.POST
    actions.show_decision(decision=found, inside=keep_inside, by=person)
    said = _("Alleen leden lezen dit besluit nu.") if keep_inside else _("Iedereen leest dit nu.")
    messages.success(request, said)
    return redirect("coalitions:decisions", found.meeting.series.coalition.slug)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My coalitions."""
    rows = list(queries.of_person(signed_in(request))[:A_PAGE])
    return render(request, "coalitions/mine.html", {"rows": rows})


@login_required
def inside(request: HttpRequest, slug: str) -> HttpResponse:
    """The page for members: what comes, what was, what runs, who sits in it."""
    person, found = coalition_of(request, slug)
    ahead, past = _meetings(found, LATELY)
    poll = open_poll(found.series)
    facts: dict[str, Any] = {
        "coalition": found,
        "series": found.series,
        "ahead": ahead,
        "past": past,
        "poll": poll,
        "invitation": own_invitation(poll, person) if poll else None,
        "seats": list(queries.seats_of(found)),
        "actions": list(agenda_fillings.open_actions(found)[:LATELY]),
        "looks_after": policies.looks_after_coalition(person, found),
        "today": today(),
    }
    return render(request, "coalitions/inside.html", facts)


@login_required
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every meeting of a coalition with its agenda and minutes, fifty a page."""
    _person, found = coalition_of(request, slug)
    pages = Paginator(meetings_of(found.series).select_related("agenda"), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "coalitions/meetings.html", {"coalition": found, "page_obj": page})
