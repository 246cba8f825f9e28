"""Saying yes or no to a request that must be approved. The door is ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.enrolment import policies, queueing, seats
from veerkracht.enrolment.answer_actions import editions_of_course, rows_together
from veerkracht.enrolment.models import Approval, Enrolment, State
from veerkracht.enrolment.rules import Met, Refusal, Rule
from veerkracht.enrolment.shares import terms_of
from veerkracht.enrolment.words import refuse
from veerkracht.kernel.clock import now

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def decide(*, approval: Approval, agreed: bool, by: Person, reason: str = "") -> list[Enrolment]:
    """Approve a request or not, for everybody who asked together; rank counts from the request.

    Who is approved has a place at once when it is their turn, and else waits at the rank of their
    request. Raises RuleBroken when it was decided or withdrawn already, or the edition has begun;
    NotAllowed when ``by`` is not who decides.
    """
    policies.check_may_decide(by, approval)
    enrolment = approval.enrolment
    with transaction.atomic():
        asked = Enrolment.objects.filter(wish=enrolment.wish)
        seats.hold_people(asked.values_list("person_id", flat=True))
        held = editions_of_course(enrolment)
        seats.hold(held)
        rows = rows_together(enrolment)
        refuse(Refusal.DECIDED_ALREADY if rows[0].state != State.ASKED else None)
        open_ones = Approval.objects.filter(enrolment__in=rows, decided_at=None)
        open_ones.update(decided_at=now(), agreed=agreed, by=by)
        if agreed:
            _let_in(rows, held, by)
        else:
            queueing.move(rows, State.REFUSED, Rule.NOT_APPROVED, by=by, reason=reason[:200])
    return rows


def _let_in(rows: Sequence[Enrolment], held: set[int], by: Person) -> None:
    edition = rows[0].edition
    started = edition.starts_at is not None and now() >= edition.starts_at
    refuse(Refusal.STARTED if started else None)
    met = _meet(rows)
    if met.pools:
        seat_ids = seats.take_pools(edition.pk, met.pools)
        queueing.move(rows, State.PLACED, Rule.APPROVED, by=by, seat_ids=seat_ids)
        queueing.hold_passes(rows, edition.pk)
        queueing.settle_others(rows, held=held, by=by)
    else:
        queueing.move(rows, State.WAITING, Rule.APPROVED, by=by)


def _meet(rows: Sequence[Enrolment]) -> Met:
    """What these people meet at the rank of their request."""
    edition = rows[0].edition
    if edition.starts_at is None:
        return Met(Rule.INTEREST)
    return queueing.arrive_at_rank(edition, rows, terms_of(edition.pk))
