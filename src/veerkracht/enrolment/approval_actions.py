"""Saying yes or no to a request that must be approved. The door is ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.enrolment import policies, queueing, seats
from veerkracht.enrolment.answer_actions import editions_of_course, rows_together
from veerkracht.enrolment.conditions import check_conditions
from veerkracht.enrolment.models import Approval, Enrolment, State, Terms
from veerkracht.enrolment.rules import Met, Refusal, Rule
from veerkracht.enrolment.shares import terms_of
from veerkracht.enrolment.words import refuse
from veerkracht.kernel.clock import now
from veerkracht.training.queries import facts_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def decide(*, approval: Approval, agreed: bool, by: Person, reason: str = "") -> list[Enrolment]:
    """Say yes or no to a request, for those who asked together that ``by`` decides about.

    Who is approved has a place at once when it is their turn, and else waits at the rank of their
    request. People who come together go on when everybody has a yes, and stop at one no. Raises
    RuleBroken when it was decided or withdrawn already, or the edition has begun; NotAllowed when
    ``by`` is not who decides. Returns everybody who asked together.
    """
    policies.check_may_decide(by, approval)
    enrolment = approval.enrolment
    with policies.limits_in_words(), transaction.atomic():
        asked = Enrolment.objects.filter(wish=enrolment.wish)
        seats.hold_people(asked.values_list("person_id", flat=True))
        held = editions_of_course(enrolment)
        seats.hold(held)
        rows = rows_together(enrolment)
        refuse(Refusal.DECIDED_ALREADY if rows[0].state != State.ASKED else None)
        others_decide = _answer(approval, rows, agreed=agreed, by=by)
        if not agreed:
            queueing.move(rows, State.REFUSED, Rule.NOT_APPROVED, by=by, reason=reason[:200])
        elif not others_decide:
            _let_in(rows, held, by)
        return rows_together(enrolment)


def _answer(approval: Approval, rows: Sequence[Enrolment], *, agreed: bool, by: Person) -> bool:
    """Write what ``by`` may say about these people; whether others have still to say yes."""
    related = ("enrolment__edition", "enrolment__person")
    open_ones = Approval.objects.filter(enrolment__in=rows, decided_at=None)
    every = {one.pk: one for one in open_ones.select_related(*related)}
    mine = [pk for pk, one in every.items() if policies.may_decide(by, one)]
    refuse(None if approval.pk in mine else Refusal.DECIDED_ALREADY)
    open_ones.filter(pk__in=mine).update(decided_at=now(), agreed=agreed, by=by)
    return len(mine) < len(every)


def _let_in(rows: Sequence[Enrolment], held: set[int], by: Person) -> None:
    edition = rows[0].edition
    started = edition.starts_at is not None and now() >= edition.starts_at
    refuse(Refusal.STARTED if started else None)
    met = _meet(rows)
    if met.pools:
        [facts] = facts_of([edition.pk])
        for row in rows:
            check_conditions(row.person, facts)
        seat_ids = seats.take_pools(edition.pk, met.pools)
        queueing.move(
            rows,
            State.PLACED,
            Rule.APPROVED,
            by=by,
            seat_ids=seat_ids,
            passed_over=met.passed_over,
        )
        queueing.hold_passes(rows, edition.pk)
        queueing.settle_others(rows, held=held, by=by)
        return
    queueing.move(rows, State.WAITING, Rule.APPROVED, by=by)
    queueing.fill(edition, by=by)  # whom the dates came for meanwhile is offered a place


def _meet(rows: Sequence[Enrolment]) -> Met:
    """What these people meet at the rank of their request; who asked before the dates has to see them."""
    edition = rows[0].edition
    before_dates = Terms.objects.filter(edition=edition, dated_at__gt=rows[0].requested_at)
    if edition.starts_at is None or before_dates.exists():
        return Met(Rule.INTEREST)
    return queueing.arrive_at_rank(edition, rows, terms_of(edition.pk))
