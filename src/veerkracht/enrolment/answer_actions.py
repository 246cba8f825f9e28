"""Answering an offer, leaving, and offers that run out. The door is ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.enrolment import policies, queueing, rules, seats
from veerkracht.enrolment.conditions import check_conditions
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.rules import Refusal, Rule
from veerkracht.enrolment.words import REFUSALS, refuse
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import coordinates
from veerkracht.training.queries import facts_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def accept(*, enrolment: Enrolment, by: Person) -> list[Enrolment]:
    """Say yes to an offered place, for everybody who asked together. Raises RuleBroken when it ran out."""
    policies.check_may_change(by, enrolment)
    with policies.limits_in_words(), transaction.atomic():
        together = Enrolment.objects.filter(wish=enrolment.wish)
        seats.hold_people(together.values_list("person_id", flat=True))
        held = editions_of_course(enrolment)
        seats.hold(held)
        rows = rows_together(enrolment)
        _check_offer(rows)
        [facts] = facts_of([enrolment.edition_id])
        for row in rows:
            check_conditions(row.person, facts)
        queueing.move(rows, State.PLACED, Rule.ACCEPTED, by=by)
        queueing.settle_others(rows, held=held, by=by)
    return rows


def editions_of_course(enrolment: Enrolment) -> set[int]:
    """Every edition of this course in which the people of this wish wait or are offered a place."""
    together = Enrolment.objects.filter(wish=enrolment.wish).values("person")
    rows = Enrolment.objects.live().filter(
        person__in=together, edition__course=enrolment.edition.course_id
    )
    return {enrolment.edition_id, *rows.values_list("edition_id", flat=True)}


def rows_together(enrolment: Enrolment) -> list[Enrolment]:
    """Everybody who asked for this edition in the same wish and is in the same state; as it is under the lock."""
    state = Enrolment.objects.values_list("state", flat=True).get(pk=enrolment.pk)
    rows = Enrolment.objects.filter(wish=enrolment.wish, edition=enrolment.edition_id, state=state)
    return list(
        rows.select_related("edition__course__prerequisite", "person", "seat").order_by("pk")
    )


def _check_offer(rows: Sequence[Enrolment]) -> None:
    states = {row.state for row in rows}
    refuse(Refusal.OFFER_RAN_OUT if State.LAPSED in states else None)
    refuse(Refusal.NO_OFFER if states != {State.OFFERED} else None)
    expired = any(row.offer_expires_at is None or row.offer_expires_at <= now() for row in rows)
    refuse(Refusal.OFFER_RAN_OUT if expired else None)


# Leaving


def leave(
    *, enrolment: Enrolment, by: Person, reason: str = "", alone: bool = False
) -> list[Enrolment]:
    """Give up a place, refuse an offer or leave the queue; what comes free is offered at once.

    People who asked together answer an offer and leave the queue together, unless one leaves ``alone``
    and the others go on; a place each gives up alone.
    """
    policies.check_may_leave(by, enrolment)
    with transaction.atomic():
        seats.hold([enrolment.edition_id])
        rows = rows_together(enrolment)
        leaving = _leaving(rows[0], by)
        if alone or rows[0].state == State.PLACED:
            rows = [row for row in rows if row.pk == enrolment.pk]
        queueing.move(rows, State(leaving.after), leaving.rule, by=by, reason=reason[:200])
        queueing.fill(rows[0].edition, by=by)
    return rows


def _leaving(row: Enrolment, by: Person) -> rules.Leaving:
    """What leaving means for this row. A coordinator leaves for somebody else, or for themselves as anyone."""
    edition = row.edition
    for_another = by.pk != row.person_id and coordinates(by, edition.region_id)
    started = edition.starts_at is not None and now() >= edition.starts_at
    refuse(Refusal.STARTED if started and not for_another else None)
    leaving = rules.on_leaving(
        row.state, moment=now(), cancel_until=edition.cancel_until, by_coordinator=for_another
    )
    if leaving is None:
        raise RuleBroken(str(REFUSALS[Refusal.NO_LONGER_LIVE]))
    if not for_another and policies.takes_back(by, row):
        return rules.Leaving(leaving.after, Rule.TAKEN_BACK)
    return leaving


def lapse_offers() -> int:
    """End the offers whose time is over and pass the places on; returns how many ended. A recurring job."""
    ended = 0
    overdue = Enrolment.objects.filter(state=State.OFFERED, offer_expires_at__lte=now())
    for edition_id in set(overdue.values_list("edition_id", flat=True)):
        with transaction.atomic():
            seats.hold([edition_id])
            rows = list(overdue.filter(edition=edition_id).select_related("edition", "person"))
            if rows:
                queueing.move(rows, State.LAPSED, Rule.OFFER_RAN_OUT, by=None)
                queueing.fill(rows[0].edition)
            ended += len(rows)
    return ended
