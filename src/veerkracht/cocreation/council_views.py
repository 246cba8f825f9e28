"""Pages of a think tank: for everybody, for members, and for who is asked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import council_actions as actions
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation import council_queries as queries
from veerkracht.cocreation import idea_queries, proposal_queries
from veerkracht.cocreation.council_forms import YesForm
from veerkracht.cocreation.council_rules import may_answer
from veerkracht.cocreation.models import CouncilAnswer, CouncilMember
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.together import read
from veerkracht.meetings.actions import show_decision as set_shown
from veerkracht.meetings.models import Decision, MeetingState
from veerkracht.meetings.queries import (
    decisions_of,
    meetings_of,
    open_poll,
    own_invitation,
    when_in_words,
)
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Council, CouncilInvitation
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

A_PAGE = 50
LATELY = 6  # on a page that shows more elsewhere


def council_of(request: HttpRequest, slug: str) -> tuple[Person, Council]:
    """Who is signed in, and a think tank that they sit in or look after; 404 for another's."""
    person = signed_in(request)
    return person, get_object_or_404(queries.visible_to(person), slug=slug)


def councils(request: HttpRequest) -> HttpResponse:
    """Every think tank, by region: for everybody."""
    rows = sorted(queries.public_councils()[:200], key=lambda one: (one.region.name, one.name))
    regions = [(region, list(them)) for region, them in groupby(rows, lambda one: one.region)]
    return render(request, "cocreation/council_list.html", {"regions": regions})


def council(request: HttpRequest, slug: str) -> HttpResponse:
    """One think tank for everybody: who (by consent), what it decided, and why."""
    found = get_object_or_404(queries.with_ended(), slug=slug)
    members = list(queries.members_of(found))
    belongs = request.user.is_authenticated and (
        queries.visible_to(signed_in(request)).filter(pk=found.pk).exists()
    )
    keeps = belongs and policies.looks_after_council(signed_in(request), found)
    rows = queries.decided(found, also_inside=keeps)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": found,
        "named": [one for one in members if one.public_name],
        "from_where": _from_where(members),
        "page_obj": page,
        "belongs": belongs,
        "keeps": keeps,
    }
    return render(request, "cocreation/council.html", facts)


def _from_where(members: list[CouncilMember]) -> list[str]:
    """Organisations, and else sectors, of members who are not named; each once, no numbers."""
    quiet = [one for one in members if not one.public_name]
    found = {str(one.person.organisation or one.sector or "") for one in quiet}
    return sorted(one for one in found if one)


@require_POST
@login_required
def show_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a decision inside the think tank, or let everybody read it."""
    related = Decision.objects.select_related("meeting__series__council")
    found = get_object_or_404(related, pk=pk, meeting__series__council__isnull=False)
    inside = "inside" in request.POST
    set_shown(decision=found, inside=inside, by=signed_in(request))
    said = _("Alleen leden lezen dit besluit nu.") if inside else _("Iedereen leest dit nu.")
    messages.success(request, said)
    return redirect("cocreation:council", found.meeting.series.council.slug)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My think tanks."""
    rows = list(queries.of_person(signed_in(request))[:A_PAGE])
    return render(request, "cocreation/council_mine.html", {"rows": rows})


@login_required
def inside(request: HttpRequest, slug: str) -> HttpResponse:
    """The page for members: what waits, proposals, ideas, sessions, and who sits there."""
    person, found = council_of(request, slug)
    members, proposals, waiting, questions, decisions = read(
        [
            queries.members_of(found),
            proposal_queries.proposals_of(found)[:LATELY],
            _waiting(found, person),
            idea_queries.rounds_of(found)[:LATELY],
            decisions_of(found.series)[:LATELY],
        ]
    )
    ahead, past = _meetings(found)
    poll = open_poll(found.series)
    facts: dict[str, Any] = {
        "council": found,
        "series": found.series,
        "members": members,
        "me": next((one for one in members if one.person_id == person.pk), None),
        "blocks": queries.balance(found, members, queries.block_names(found)),
        "proposals": proposals,
        "waiting": waiting,
        "questions": questions,
        "ahead": ahead,
        "past": past,
        "poll": poll,
        "invitation": own_invitation(poll, person) if poll else None,
        "decisions": decisions,
        "looks_after": policies.looks_after_council(person, found),
    }
    return render(request, "cocreation/council_inside.html", facts)


def _waiting(found: Council, person: Person) -> Any:
    rounds = proposal_queries.waiting_rounds(person)
    return rounds.filter(proposal__council=found, closes_at__gt=now())[:LATELY]


def _meetings(found: Council) -> tuple[list[tuple[Meeting, str]], list[Meeting]]:
    """What comes, the first first, with when in words; and the latest that were."""
    rows = list(meetings_of(found.series)[: LATELY + 12])
    ahead = [one for one in rows if one.ends_at > now() and one.state == MeetingState.PLANNED]
    past = [one for one in rows if one not in ahead][:LATELY]
    return [(one, when_in_words(one.starts_at, one.ends_at)) for one in reversed(ahead)], past


@login_required
def missing(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is there and who is missing, to look at and to print."""
    person, found = council_of(request, slug)
    members = list(queries.members_of(found))
    facts = {
        "council": found,
        "members": members,
        "blocks": queries.balance(found, members, queries.block_names(found)),
        "looks_after": policies.looks_after_council(person, found),
    }
    return render(request, "cocreation/council_balance.html", facts)


@require_POST
@login_required
def own_name(request: HttpRequest, slug: str) -> HttpResponse:
    """My name on the public page, or no longer."""
    person, found = council_of(request, slug)
    shown = "shown" in request.POST
    actions.show_own_name(council=found, shown=shown, by=person)
    said = (
        _("Je naam staat nu op de openbare pagina.")
        if shown
        else _("Je naam staat er niet meer op.")
    )
    messages.success(request, said)
    return redirect("cocreation:council_inside", slug)


# Who is asked


def _invitation(token: str) -> CouncilInvitation:
    found = queries.invitation_with(token)
    if found is None:
        raise Http404
    return found


@never_cache
@limited("cocreation.council_invitation", most=30, seconds=3600)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked; opening it changes nothing, a yes is one click. No account needed."""
    row = _invitation(token)
    form = YesForm(request.POST if request.method == "POST" else None, initial={"name": row.name})
    if form.is_valid():
        with shown_on(form):
            actions.say_yes(invitation=row, **form.cleaned_data)
            return redirect("cocreation:council_invitation", token)
    facts = {
        "row": row,
        "form": form,
        "open": row.state == CouncilAnswer.OPEN and may_answer(row.made_at, now()),
        "states": CouncilAnswer,
    }
    status = 422 if form.is_bound else 200
    response = render(request, "cocreation/council_invitation.html", facts, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@limited("cocreation.council_invitation", most=30, seconds=3600)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Rather not: one click, no reason asked."""
    row = _invitation(token)
    if request.method == "POST":
        try:
            actions.say_no(invitation=row)
        except RuleBroken as broken:
            messages.error(request, broken.message)
    return redirect("cocreation:council_invitation", token)
