"""The demo's commitments: Sanne's, whose first look-back waits for her, and those of some others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo.proof_evaluation import HELD
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import held_at
from veerkracht.messages.actions import send_due
from veerkracht.practice.actions import (
    Thing,
    invite_coach,
    keep_commitments,
    say_how_it_went,
    say_why,
    tell_look_backs,
)
from veerkracht.practice.models import Plan
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

SANNE = "Sanne Voorbeeld"
THINGS = (
    "Ik begin elk gesprek met een open vraag en wacht dan tien tellen",
    "Ik leg het web neer bij het tweede bezoek",
    "Ik bespreek één gesprek per maand met een collega",
    "Ik vraag wat iemand zelf al probeerde, voordat ik iets aanraad",
    "Ik bel de welzijnswerker in plaats van een mail te sturen",
)
INFLUENCES = ("helped-practice", "hindered-time", "helped-colleagues", "hindered-forgot")
WRITERS = 3  # in each edition that ended long enough ago


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing: whoever has a plan already keeps it as it is."""
    _sanne(cast, history)
    old = Edition.objects.filter(ends_at__lt=history.days_ago(40), state="published")
    for edition in old.select_related("course").order_by("ends_at", "pk"):
        if not Plan.objects.filter(edition=edition).exclude(person=cast[SANNE]).exists():
            _some_write(edition, history)
    send_due()


def _sanne(cast: Cast, history: History) -> None:
    """A month ago she wrote down two things, and let the trainer of the course look along."""
    person, venue = cast[SANNE], HELD[0][0].venue
    edition = Edition.objects.filter(venue=venue).first()
    if edition is None or Plan.objects.filter(person=person).exists():
        return
    things = {
        1: Thing(THINGS[0], "Noor", (history.now + timedelta(days=20)).date()),
        2: Thing(THINGS[1], "mijn team"),
    }
    with held_at(history.days_ago(32)):
        plan = keep_commitments(edition=edition, things=things, by=person)
    with held_at(history.days_ago(29)):
        invite_coach(plan=plan, address=cast["Tess Trainersma"].email, by=person)
        send_due()
    with held_at(history.days_ago(0.004)):
        tell_look_backs()


def _some_write(edition: Edition, history: History) -> None:
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED, came=True)
    for nth, row in enumerate(placed.select_related("person").order_by("pk")[:WRITERS]):
        with held_at((edition.ends_at or history.now) + timedelta(hours=3 + nth)):
            number = (edition.pk + nth) % len(THINGS)
            plan = keep_commitments(
                edition=edition, things={1: Thing(THINGS[number])}, by=row.person
            )
        _looks_back(plan, row.person, nth, history)


def _looks_back(plan: Plan, person: Person, nth: int, history: History) -> None:
    """Each answers when asked, and then it goes better and better, or not."""
    [thing] = plan.commitments.all()
    for look_back in plan.look_backs.filter(due_at__lt=history.days_ago(2)):
        with held_at(look_back.due_at + timedelta(minutes=5)):
            tell_look_backs()
        with held_at(look_back.due_at + timedelta(hours=9)):
            went = ("not", "partly", "done")[min(nth + (look_back.days > 30), 2)]
            outcome = say_how_it_went(look_back=look_back, commitment=thing, went=went)
            say_why(outcome=outcome, influences=[INFLUENCES[(nth + look_back.days) % 4]], words="")
