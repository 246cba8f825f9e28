"""What the think tank gives to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation import (
    council_letters,
    council_policies,
    council_privacy,
    council_queries,
    idea_queries,
    proposal_queries,
)
from veerkracht.cocreation.council_rules import PURPOSE
from veerkracht.cocreation.idea_actions import settle_due
from veerkracht.cocreation.idea_rules import WRITING, phase
from veerkracht.cocreation.models import ConsentRound, Council, IdeaRound, ProposalState
from veerkracht.cocreation.proposal_actions import PLAN_PART
from veerkracht.cocreation.proposal_plan_part import Proposals
from veerkracht.cocreation.proposal_round_actions import close_due_rounds, remind_of_rounds
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.searching import Found, searchable
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.meetings.policies import Purpose, purposes
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator, signed_in
from veerkracht.programme.queries import plan_parts

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.meetings.models import Meeting, Series
    from veerkracht.people.models import Person

MOST = 3
SHORTEST = 3  # characters of a word that is looked for
COUNCIL, PROPOSAL = 0.5, 0.3


def register() -> None:
    """Put every source in its registry."""
    council_letters.register()
    purposes.add(
        PURPOSE,
        Purpose(
            page_of,
            gettext_lazy("Denktank"),
            council_policies.looks_after,
            beside,
            decisions=True,
            leads=coordinator_of,
        ),
    )
    plan_parts.add(PLAN_PART, Proposals(), order=35)
    mergers.add("cocreation.council", council_privacy.before_merging)
    own_pages.add("cocreation.council", my_pages, order=31)
    tasks.add("cocreation.council", my_tasks, order=33)
    own_data.add("cocreation.council", council_privacy.OwnCouncils())
    for name, rule in council_privacy.RULES.items():
        retention.add(f"cocreation.council.{name}", rule)
    searchable.add("cocreation.council", councils_found, order=45)
    jobs.add("cocreation.rounds", Job(run=go_round, every=timedelta(minutes=5)))


def go_round() -> int:
    """Close, count and remind; how many rounds."""
    return close_due_rounds() + remind_of_rounds() + settle_due()


def page_of(series: Series) -> str:
    """The page for members of the think tank that meets in a series."""
    return reverse("cocreation:council_inside", args=[Council.objects.get(series=series).slug])


def coordinator_of(series: Series) -> int | None:
    """Who leads its sessions, unless somebody else is chosen for once: its coordinator."""
    return Council.objects.filter(series=series).values_list("coordinator", flat=True).first()


def beside(request: HttpRequest, meeting: Meeting) -> str:
    """On the page of a session: proposals on the table and quiet ideas that run."""
    council = Council.objects.filter(series=meeting.series_id).first()
    if council is None:
        return ""
    on_table = proposal_queries.proposals_of(council).filter(
        state__in=[ProposalState.DRAFT, ProposalState.IN_ROUND, ProposalState.SENT_BACK]
    )
    facts = {
        "council": council,
        "meeting": meeting,
        "looks_after": council_policies.looks_after_council(signed_in(request), council),
        "proposals": list(on_table[:MOST]),
        "questions": list(idea_queries.rounds_of(council).filter(settled_at=None)[:MOST]),
    }
    return render_to_string("cocreation/parts/council_beside.html", facts, request)


def my_pages(person: Person) -> list[OwnPage]:
    """My think tanks; for who coordinates a region also all of them."""
    pages = [OwnPage(_("Mijn denktank"), reverse("cocreation:my_councils"))]
    if is_coordinator(person):
        pages.append(OwnPage(_("Denktanken"), reverse("cocreation:council_work"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Rounds and questions that wait for me; for its coordinator also rounds that are over."""
    over = ConsentRound.objects.filter(
        closed_at=None, closes_at__lte=now(), proposal__council__coordinator=person
    )
    waiting, questions, ended = yield [
        proposal_queries.waiting_rounds(person).filter(closes_at__gt=now())[:MOST],
        idea_queries.waiting_for(person)[:MOST],
        over.select_related("version").order_by("closes_at")[:MOST],
    ]
    return [
        *(_view_task(one) for one in waiting),
        *(_idea_task(one) for one in questions),
        *(_close_task(one) for one in ended),
    ]


def _view_task(one: ConsentRound) -> WaitingTask:
    return WaitingTask(
        title=_("Een ronde loopt: zeg wat je vindt"),
        detail=one.version.title,
        url=reverse("cocreation:say_view", args=[one.pk]),
        action=_("Zeg wat je vindt"),
        due_at=one.closes_at,
    )


def _idea_task(one: IdeaRound) -> WaitingTask:
    writing = phase(now(), one.writes_until, one.votes_until) == WRITING
    return WaitingTask(
        title=_("Schrijf je ideeën") if writing else _("Verdeel je stippen"),
        detail=one.question,
        url=reverse("cocreation:ideas", args=[one.pk]),
        action=_("Schrijf je ideeën") if writing else _("Verdeel je stippen"),
        due_at=one.writes_until if writing else one.votes_until,
    )


def _close_task(one: ConsentRound) -> WaitingTask:
    return WaitingTask(
        title=_("Een ronde is voorbij: rond haar af"),
        detail=one.version.title,
        url=reverse("cocreation:proposal", args=[one.proposal_id]),
        action=_("Rond de ronde af"),
        due_at=one.closes_at,
    )


def councils_found(asked: str, most: int) -> list[Found]:
    """Think tanks, then proposals that everybody may read, that hold every word: two queries."""
    words = [one for one in asked.split() if len(one) >= SHORTEST][:6]
    if not words:
        return []
    rows = council_queries.public_councils().filter(_every(words, ("name", "purpose")))[:most]
    agreed = ConsentRound.objects.filter(
        _every(words, ("version__title", "version__what")), decision__inside=False
    )
    related = agreed.select_related("version", "proposal__council").order_by("-closed_at")[:most]
    return [_council(one) for one in rows] + [_proposal(one) for one in related]


def _every(words: list[str], fields: tuple[str, ...]) -> Q:
    def either(word: str) -> Q:
        found = Q()
        for name in fields:
            found |= Q(**{f"{name}__icontains": word})
        return found

    return reduce(and_, (either(word) for word in words))


def _council(one: Council) -> Found:
    page = reverse("cocreation:council", args=[one.slug])
    return Found(str(one), page, one.purpose, _("denktank"), COUNCIL)


def _proposal(one: ConsentRound) -> Found:
    return Found(
        title=one.version.title,
        url=reverse("cocreation:public_proposal", args=[one.proposal_id]),
        text=one.version.what,
        kind=_("voorstel van een denktank"),
        rank=PROPOSAL,
        when=one.closed_at,
    )
