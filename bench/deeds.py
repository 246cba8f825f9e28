"""What a soak worker does, and how its traces are judged."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, transaction
from django.db.models import QuerySet

from bench.replay import Model, Step
from veerkracht.enrolment import actions, rules, seats
from veerkracht.enrolment.models import (
    SEATED,
    Approval,
    Approver,
    Enrolment,
    Handover,
    Move,
    Pass,
    Seat,
    Share,
    ShareKind,
    State,
)
from veerkracht.enrolment.queueing import parties_of
from veerkracht.enrolment.shares import ShareFacts, profile_of, shares_of
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import held_at, now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.people.models import Person, Role, RoleKind, Sector
from veerkracht.training.actions import change_edition
from veerkracht.training.models import Edition, QueuePolicy


class Deeds:
    """Random verbs of random people on random editions."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.editions = list(Edition.objects.order_by("pk"))
        self.coordinator = (
            Role.objects.filter(kind=RoleKind.COORDINATOR).select_related("person").first()
        )
        self.people = list(Person.objects.order_by("pk"))
        self.sectors = list(Sector.objects.filter(code__in=["kraamzorg", "welzijn"]))
        self.verbs: list[tuple[int, Callable[[], object]]] = [
            (40, self.ask),
            (8, self.ask_together),
            (25, self.leave),
            (20, self.accept),
            (2, self.lapse),
            (3, self.change_capacity),
            (4, self.hand_over),
            (2, self.keep),
            (2, self.cap),
            (2, self.remove_share),
            (1, self.release),
            (2, self.set_approver),
            (8, self.decide),
            (1, self.give_dates),
        ]

    def do_one(self) -> None:
        """One verb; a refusal is a fair answer."""
        weights = [weight for weight, _ in self.verbs]
        [(_, verb)] = self.chance.choices(self.verbs, weights)
        try:
            verb()
        except (RuleBroken, NotAllowed, OutOfDate):
            pass
        except OperationalError as error:
            if "deadlock" not in str(error):
                raise
            print("deadlock", error, flush=True)

    def ask(self) -> None:
        """One person wants one edition, or any of several of its course."""
        edition, person = self.chance.choice(self.editions), self.chance.choice(self.people)
        wanted = [edition]
        if self.chance.random() < 0.3:
            wanted += [
                one
                for one in self.editions
                if one.course_id == edition.course_id and one != edition
            ]
        actions.request_places(people=[person], editions=wanted, by=person, despite_overlap=True)

    def ask_together(self) -> None:
        """A coordinator enrols a party of two or three."""
        if self.coordinator:
            people = self.chance.sample(self.people, self.chance.choice([2, 3]))
            edition = self.chance.choice(self.editions)
            actions.request_places(
                people=people, editions=[edition], by=self.coordinator.person, despite_overlap=True
            )

    def leave(self) -> None:
        """Somebody gives up what they have."""
        if row := self._any(Enrolment.objects.live()):
            actions.leave(enrolment=row, by=row.person)

    def accept(self) -> None:
        """Somebody says yes to an offer."""
        if row := self._any(Enrolment.objects.filter(state=State.OFFERED)):
            actions.accept(enrolment=row, by=row.person)

    def lapse(self) -> None:
        """Two days go by."""
        with held_at(now() + timedelta(hours=49)):
            actions.lapse_offers()

    def change_capacity(self) -> None:
        """A larger or smaller room."""
        edition = Edition.objects.get(pk=self.chance.choice(self.editions).pk)
        change_edition(
            by=None, edition=edition, version=edition.version, capacity=self.chance.randint(2, 9)
        )

    def hand_over(self) -> None:
        """A colleague comes instead."""
        if row := self._any(Enrolment.objects.filter(state=State.PLACED)):
            colleague = self.chance.choice(self.people)
            actions.ask_colleague(enrolment=row, address=colleague.email, by=row.person)
            handover = Handover.objects.filter(enrolment=row, ended_at=None).first()
            if handover:
                actions.take_over(handover=handover, by=colleague)

    # Agreements about places; by the coordinator

    def _whom(self) -> Whom:
        return self.chance.choice(
            [Whom(students=True), *(Whom(sector=one) for one in self.sectors)]
        )

    def keep(self) -> None:
        """Some places are for a group for an hour."""
        until = now() + timedelta(hours=1)
        number, edition = self.chance.randint(1, 2), self.chance.choice(self.editions)
        actions.keep_places(
            edition=edition, whom=self._whom(), number=number, until=until, by=self._runs()
        )

    def cap(self) -> None:
        """A group can have so many places and no more."""
        number, edition = self.chance.randint(1, 3), self.chance.choice(self.editions)
        actions.cap_places(edition=edition, whom=self._whom(), number=number, by=self._runs())

    def remove_share(self) -> None:
        """An agreement ends before its time."""
        shares = Share.objects.filter(released_at=None).select_related("edition__course")
        if share := shares.order_by("?").first():
            actions.remove_share(share=share, by=self._runs())

    def release(self) -> None:
        """The hour is over."""
        with held_at(now() + timedelta(hours=2)):
            actions.release_kept()

    def set_approver(self) -> None:
        """From now on somebody must agree, or nobody."""
        approver = self.chance.choice([Approver.NOBODY, Approver.NOBODY, Approver.COORDINATOR])
        edition = self.chance.choice(self.editions)
        actions.set_approver(edition=edition, approver=approver, by=self._runs())

    def decide(self) -> None:
        """Yes, mostly, to somebody who asked."""
        asked = Approval.objects.filter(enrolment__state=State.ASKED, decided_at=None)
        related = ("enrolment__edition", "enrolment__person")
        if approval := asked.select_related(*related).order_by("?").first():
            agreed = self.chance.random() < 0.8
            actions.decide(approval=approval, agreed=agreed, by=self._runs())

    def give_dates(self) -> None:
        """What collected interest gets dates."""
        if edition := Edition.objects.filter(starts_at=None).order_by("?").first():
            first = now() + timedelta(days=self.chance.randint(300, 400))
            sessions = [(first, first + timedelta(hours=3))]
            change_edition(by=None, edition=edition, version=edition.version, sessions=sessions)

    def _runs(self) -> Person:
        assert self.coordinator, "the stage has a coordinator"
        return self.coordinator.person

    def _any(self, rows: QuerySet[Enrolment]) -> Enrolment | None:
        return rows.select_related("person", "edition").order_by("?").first()


def faults_of(edition: Edition) -> list[str]:
    """What should not be: counts that differ, a place that nobody was offered, moves out of turn."""
    with transaction.atomic():
        steps = [
            Step(
                move.enrolment_id,
                move.enrolment.wish,
                move.enrolment.requested_at,
                move.before,
                move.after,
                move.rule,
                move.passed_over,
            )
            for move in Move.objects.filter(edition=edition)
            .select_related("enrolment")
            .order_by("pk")
        ]
        found = [
            *_miscounts(edition),
            *_idle_places(edition),
            *_broken_shares(edition),
            *Model().follow(steps),
        ]
    return [f"edition {edition.pk}: {fault}" for fault in found]


def _miscounts(edition: Edition) -> list[str]:
    edition.refresh_from_db()
    seats = Seat.objects.filter(edition=edition)
    taken = seats.filter(taken=True).count()
    seated = Enrolment.objects.filter(edition=edition, state__in=SEATED)
    faults = []
    if seats.count() != edition.capacity:
        faults.append(f"{seats.count()} seats for {edition.capacity} places")
    if seated.count() > edition.capacity:
        faults.append(f"overbooked: {seated.count()} of {edition.capacity}")
    if seated.count() != taken or seated.filter(seat__taken=False).exists():
        faults.append(f"{seated.count()} people on {taken} taken seats")
    if seated.exclude(seat__edition=edition).exists():
        faults.append("a seat of another edition")
    return faults


def _idle_places(edition: Edition) -> list[str]:
    """Free places that somebody who waits should have been offered."""
    if edition.starts_at is None:
        return []
    room = seats.room(edition.pk)
    waiting = Enrolment.objects.filter(edition=edition).waiting().select_related("person")
    queue = list(parties_of(waiting, shares_of(edition.pk)))
    turns = rules.next_turns(queue, room, best_fit=edition.queue_policy == QueuePolicy.BEST_FIT)
    return [f"{room.free} places idle while {len(queue)} parties wait"] if turns else []


def _broken_shares(edition: Edition) -> list[str]:
    """A kept place with somebody from elsewhere, more people than a cap lets in, passes that do not tally."""
    seated = Enrolment.objects.filter(edition=edition, state__in=SEATED)
    rows = list(seated.select_related("person", "seat"))
    return [fault for share in shares_of(edition.pk) for fault in _faults_of_share(share, rows)]


def _faults_of_share(share: ShareFacts, rows: list[Enrolment]) -> list[str]:
    number = Share.objects.get(pk=share.pk).number
    members = {row.pk for row in rows if rules.belongs(profile_of(row.person), share.group)}
    faults = []
    if share.kind == ShareKind.KEPT:
        inside = {row.pk for row in rows if row.seat and row.seat.share_id == share.pk}
        if inside - members:
            faults.append(f"share {share.pk}: a kept place with somebody of another group")
        if Seat.objects.filter(share=share.pk).count() > number:
            faults.append(f"share {share.pk}: more than {number} places kept")
        return faults
    holders = set(Pass.objects.filter(share=share.pk).values_list("enrolment", flat=True)) - {None}
    if len(members) > number:
        faults.append(f"share {share.pk}: {len(members)} people where {number} may come")
    if holders != members:
        faults.append(f"share {share.pk}: passes of {holders}, but {members} sit")
    return faults
