"""Reading practice: one's own plans, what a coach was let see, and sums that no page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.practice import rules
from veerkracht.practice.models import Coach, LookBack, Outcome, Plan, Went
from veerkracht.practice.rules import NumberOfPeople

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


@dataclass(frozen=True)
class KeptCounts:
    """How many people of one edition did a thing, did it partly, or did not, when they last looked back.

    Somebody with more than one thing may count more than once, but in each number only once.
    """

    done: NumberOfPeople
    partly: NumberOfPeople
    not_done: NumberOfPeople


def kept_counts(edition_ids: Iterable[int]) -> dict[int, KeptCounts]:
    """By edition how commitments went, for later monitoring; one query.

    The numbers can be added over editions, and refuse to be shown below ten people. No page, file or
    address gives them: figures leave the house by the door of ``figures`` alone.
    """
    rows = Outcome.objects.filter(commitment__plan__edition__in=list(edition_ids)).values_list(
        "commitment__plan__edition",
        "commitment__plan__person",
        "commitment",
        "look_back__days",
        "went",
    )
    found: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    for edition, person, commitment, days, went in rows:
        found[edition].append((person, commitment, days, went))
    return {edition: _counts(one) for edition, one in found.items()}


def _counts(rows: list[tuple[int, int, int, str]]) -> KeptCounts:
    last = rules.latest((commitment, days, went) for _person, commitment, days, went in rows)
    owner = {commitment: person for person, commitment, _days, _went in rows}
    people: dict[str, set[int]] = defaultdict(set)
    for commitment, went in last.items():
        people[went].add(owner[commitment])
    return KeptCounts(*(NumberOfPeople(len(people[went])) for went in Went.values))


def plans_of(person: Person) -> QuerySet[Plan]:
    """Somebody's own plans, the newest first."""
    mine = Plan.objects.filter(person=person).select_related("edition__course")
    return mine.prefetch_related("commitments").order_by("-made_at", "-pk")


def plan_of(person: Person, edition: Edition) -> Plan | None:
    """Somebody's plan after one edition."""
    return Plan.objects.filter(person=person, edition=edition).first()


def without_plan(person: Person) -> QuerySet[Enrolment]:
    """One's places in editions that began, after which one wrote nothing down; the latest first."""
    written = Plan.objects.filter(person=person, edition=OuterRef("edition"))
    began = Enrolment.objects.filter(
        person=person, state=State.PLACED, edition__starts_at__lte=now()
    )
    found = began.exclude(Exists(written)).select_related("edition__course")
    return found.order_by("-edition__starts_at", "-pk")


def look_back_of(token: str) -> LookBack | None:
    """The look-back with this token."""
    related = LookBack.objects.select_related("plan__edition__course", "plan__person")
    return related.filter(token=token).first()


def look_backs_waiting(person: Person) -> QuerySet[LookBack]:
    """Look-backs that somebody was asked for and has not answered at all, the latest of each plan first."""
    asked = LookBack.objects.filter(
        plan__person=person, plan__stopped_at=None, told_at__isnull=False, outcomes=None
    )
    return asked.select_related("plan__edition__course").order_by("-due_at", "-pk")


def shared_with(coach: Person) -> QuerySet[Coach]:
    """What people let a coach see, the newest first."""
    mine = Coach.objects.filter(person=coach)
    return mine.select_related("plan__person", "plan__edition__course").order_by("-since", "-pk")
