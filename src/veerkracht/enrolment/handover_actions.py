"""A colleague comes instead. The door is ``actions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.enrolment import policies, queueing, rules, seats
from veerkracht.enrolment.answer_actions import editions_of_course
from veerkracht.enrolment.conditions import check_conditions
from veerkracht.enrolment.models import Enrolment, Handover, Seat, State
from veerkracht.enrolment.rules import Refusal, Rule
from veerkracht.enrolment.shares import member_of, terms_of
from veerkracht.enrolment.words import refuse
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import News, queue
from veerkracht.training.models import Edition
from veerkracht.training.queries import facts_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def ask_colleague(*, enrolment: Enrolment, address: str, by: Person) -> Handover:
    """Ask a colleague, by e-mail, to take over a place. An earlier question for this place ends.

    The answer is the same whether or not the colleague has a place already: who asks must not learn
    that. The mail and the page of the invitation tell the colleague.
    """
    policies.check_may_change(by, enrolment)
    address = address.strip().lower()
    with transaction.atomic():
        seats.hold([enrolment.edition_id])
        enrolment.refresh_from_db()
        refuse(Refusal.NOT_PLACED if enrolment.state != State.PLACED else None)
        own = address == enrolment.person.email.lower()
        refuse(Refusal.OWN_ADDRESS if own else None, field="address")
        Handover.objects.filter(enrolment=enrolment, ended_at=None).update(ended_at=now())
        handover = Handover.objects.create(enrolment=enrolment, address=address, asked_at=now())
        record("enrolment.colleague_asked", enrolment, by=by, region_id=enrolment.edition.region_id)
        queue([_invitation(handover, enrolment)])
    return handover


def _invitation(handover: Handover, enrolment: Enrolment) -> News:
    return News(
        kind="enrolment.colleague_asked",
        address=handover.address,
        language=enrolment.person.language,
        once=f"enrolment.colleague_asked:{handover.pk}",
        facts={"handover": handover.pk},
    )


def take_over(*, handover: Handover, by: Person) -> Enrolment:
    """Come instead of the colleague who asked. The place goes from one to the other in one step."""
    enrolment = handover.enrolment
    with policies.limits_in_words(), transaction.atomic():
        seats.hold_people([by.pk])
        held = editions_of_course(enrolment) | _waits_for_course(by, enrolment.edition.course_id)
        seats.hold(held)
        handover.refresh_from_db()
        enrolment = Enrolment.objects.select_related("edition__course__prerequisite", "person").get(
            pk=enrolment.pk
        )
        _check_takeover(handover, enrolment, by)
        seat_id = enrolment.seat_id or 0  # placed, so there is one
        queueing.move([enrolment], State.HANDED_OVER, Rule.HANDED_OVER, by=by)
        _check_shares(by, Seat.objects.get(pk=seat_id))
        Seat.objects.filter(pk=seat_id).update(taken=True)
        [successor] = queueing.new_rows([by], enrolment.edition_id, State.PLACED, by=by)
        successor.seat_id = seat_id
        _end_waiting_here(by, enrolment.edition)
        queueing.enter([successor], Rule.TOOK_OVER, region_id=enrolment.edition.region_id, by=by)
        queueing.hold_passes([successor], enrolment.edition_id)
        queueing.settle_others([successor], held=held, by=by)
        Handover.objects.filter(pk=handover.pk).update(ended_at=now(), successor=successor)
    return successor


def _waits_for_course(person: Person, course_id: int) -> set[int]:
    rows = Enrolment.objects.live().filter(person=person, edition__course=course_id)
    return set(rows.values_list("edition_id", flat=True))


def _check_takeover(handover: Handover, enrolment: Enrolment, by: Person) -> None:
    over = handover.ended_at is not None or enrolment.state != State.PLACED
    refuse(Refusal.INVITATION_OVER if over else None)
    started = enrolment.edition.starts_at is not None and now() >= enrolment.edition.starts_at
    refuse(Refusal.STARTED if started else None)
    placed = set(
        Enrolment.objects.filter(
            person=by, edition__course=enrolment.edition.course_id, state=State.PLACED
        ).values_list("edition_id", flat=True)
    )
    refuse(Refusal.ALREADY_ENROLLED if enrolment.edition_id in placed else None)
    refuse(Refusal.PLACED_ON_OTHER_DATE if placed else None)
    check_conditions(by, facts_of([enrolment.edition_id])[0])


def _check_shares(by: Person, seat: Seat) -> None:
    """A kept place stays with its group, and a cap holds; what the colleague held is free at this point."""
    shares = terms_of(seat.edition_id).shares
    if shares:
        member = member_of(by, shares)
        foreign = seat.share_id is not None and seat.share_id not in member.kept
        refuse(Refusal.KEPT_FOR_OTHERS if foreign else None)
        within = rules.within_caps([member], seats.room(seat.edition_id))
        refuse(None if within else Refusal.GROUP_AT_CAP)


def _end_waiting_here(person: Person, edition: Edition) -> None:
    """Somebody who waited for this very edition now has a place by another way."""
    rows = Enrolment.objects.filter(
        person=person, edition=edition, state__in=[State.ASKED, State.WAITING, State.OFFERED]
    ).select_related("edition", "person")
    if rows:
        queueing.move(list(rows), State.SETTLED, Rule.PLACED_ELSEWHERE, by=person)
        queueing.fill(edition, by=person)
