"""Reading the yearly poll: only what may be shown, of polls that are closed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from veerkracht.coalitions import poll_rules as rules
from veerkracht.coalitions.models import ParentPoll, PollBatch, PollTally
from veerkracht.coalitions.parent_policies import organisations_of
from veerkracht.disclosure.thresholds import SafeCount, Unprotectable, protect_list
from veerkracht.kernel.clock import today
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

MOST_YEARS = 6


@dataclass(frozen=True)
class PollResult:
    """What a closed poll may tell: the total, and per question its answers; None where a question stays hidden."""

    poll: ParentPoll
    total: SafeCount
    answers: Mapping[str, Mapping[str, SafeCount] | None]


def polls_of(person: Person) -> QuerySet[ParentPoll]:
    """Polls that somebody owns for an organisation, or as coordinator, with their places; the latest first."""
    mine = Q(organisation__in=[one.pk for one in organisations_of(person)])
    mine |= Q(region__in=[one.pk for one in regions_of_coordinator(person)])
    found = ParentPoll.objects.filter(mine).select_related("organisation", "region")
    return found.prefetch_related("batches").order_by("-year", "region__name")


def batch_with(code: str) -> PollBatch | None:
    """A place by what stands in its address, with its poll."""
    related = PollBatch.objects.select_related("poll__organisation", "poll__region")
    return related.filter(code=code).first()


def results_of(region: Area) -> list[PollResult]:
    """What the closed polls of a region may tell, the latest first; two queries."""
    closed = ParentPoll.objects.filter(region=region, closes_on__lt=today())
    tallies = Prefetch("tallies", queryset=PollTally.objects.order_by("question", "answer"))
    found = closed.select_related("organisation", "region").prefetch_related(tallies)
    return [_result(one) for one in found.order_by("-year")[:MOST_YEARS]]


def _result(poll: ParentPoll) -> PollResult:
    """Every question was answered by everybody, so that their totals are one and the same number."""
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for tally in poll.tallies.all():
        counted[tally.question][tally.answer] = tally.number
    cells = {
        question: {answer: counted[question].get(answer, 0) for answer in answers}
        for question, answers in rules.QUESTIONS.items()
    }
    total = protect_list({"all": sum(cells["know"].values())}).cells["all"]
    few = total.is_hidden
    return PollResult(
        poll, total, {question: None if few else _shown(cells[question]) for question in cells}
    )


def _shown(cells: Mapping[str, int]) -> Mapping[str, SafeCount] | None:
    """The answers to one question beside the total that is shown; None when that would give a number away."""
    try:
        return protect_list(cells, total_stays=True).cells
    except Unprotectable:
        return None
