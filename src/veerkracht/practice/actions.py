"""The verbs of practice: writing down what to do differently, looking back, and letting a coach look along.

The audit trail says that a plan was kept or a coach invited, never what it says or how it went.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.models import Person
from veerkracht.practice import policies, rules
from veerkracht.practice.events import CommitmentsChanged
from veerkracht.practice.models import (
    LOOK_BACK_AFTER,
    MOST,
    Coach,
    Commitment,
    LookBack,
    Outcome,
    Plan,
    Went,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from veerkracht.training.models import Edition

LOOK_BACK, COACH = "practice.look_back", "practice.coach"


@dataclass(frozen=True)
class Thing:
    """One thing to do differently: what, with whom, by when."""

    what: str
    with_whom: str = ""
    by_when: date | None = None


@transaction.atomic
def keep_commitments(*, edition: Edition, things: Mapping[int, Thing], by: Person) -> Plan:
    """Write down one to three things, by their number 1–3; what is not among them is withdrawn.

    The first time sets the moments of looking back. Raises NotAllowed for who has no place, and
    RuleBroken before the training began, or without a thing.
    """
    policies.check_takes_part(by, edition)
    if not rules.may_write(edition.starts_at, now()):
        raise RuleBroken(_("Dit kan zodra de training begonnen is."))
    if not things or not set(things) <= set(range(1, MOST + 1)):
        raise RuleBroken(_("Schrijf één tot drie dingen op."))
    Person.objects.select_for_update().get(pk=by.pk)
    plan, new = Plan.objects.get_or_create(person=by, edition=edition, defaults={"made_at": now()})
    if new:
        _set_moments(plan)
    plan.commitments.exclude(number__in=things).delete()
    for number, thing in things.items():
        values = {"what": thing.what, "with_whom": thing.with_whom, "by_when": thing.by_when}
        Commitment.objects.update_or_create(plan=plan, number=number, defaults=values)
    record("practice.plan_kept", plan, by=by)
    announce(CommitmentsChanged(by.pk))
    return plan


def _set_moments(plan: Plan) -> None:
    LookBack.objects.bulk_create(
        LookBack(plan=plan, days=days, due_at=after_quiet(plan.made_at + timedelta(days=days)))
        for days in LOOK_BACK_AFTER
    )


@transaction.atomic
def withdraw_plan(*, plan: Plan, by: Person) -> None:
    """Take everything back: what was written, how it went, and who looked along. It is gone."""
    policies.check_owns(by, plan)
    record("practice.plan_withdrawn", plan, by=by)
    announce(CommitmentsChanged(plan.person_id))
    plan.delete()


@transaction.atomic
def set_look_backs(*, plan: Plan, wanted: bool, by: Person) -> None:
    """Ask to look back no more, or again."""
    policies.check_owns(by, plan)
    Plan.objects.filter(pk=plan.pk).update(stopped_at=None if wanted else now())


def stop_look_backs(*, look_back: LookBack) -> None:
    """No more look-backs of this plan. The token of a look-back is the permission."""
    Plan.objects.filter(pk=look_back.plan_id, stopped_at=None).update(stopped_at=now())


def tell_look_backs() -> int:
    """Ask to look back where it is time (a job), once each; returns how many."""
    moment = now()
    due = LookBack.objects.filter(told_at=None, due_at__lte=moment, plan__stopped_at=None)
    return sum(_tell(pk, moment) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _tell(pk: int, moment: datetime) -> int:
    if not LookBack.objects.filter(pk=pk, told_at=None).update(told_at=moment):
        return 0
    look_back = LookBack.objects.select_related("plan__person").get(pk=pk)
    person = look_back.plan.person
    queue([_news(LOOK_BACK, person, {"look_back": pk}, pk)])
    return 1


def _news(kind: str, person: Person, facts: dict[str, int], number: int) -> News:
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{number}",
        facts=facts,
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )


@transaction.atomic
def say_how_it_went(*, look_back: LookBack, commitment: Commitment, went: str) -> Outcome:
    """Say how one thing went; again changes it. The token of the look-back is the permission.

    Raises RuleBroken for a commitment of another plan, or an answer that is none.
    """
    if commitment.plan_id != look_back.plan_id or went not in Went.values:
        raise RuleBroken(_("Kies een van de antwoorden."))
    outcome, _new = Outcome.objects.update_or_create(
        look_back=look_back, commitment=commitment, defaults={"went": went, "answered_at": now()}
    )
    announce(CommitmentsChanged(look_back.plan.person_id))
    return outcome


@transaction.atomic
def say_why(*, outcome: Outcome, influences: Sequence[str], words: str) -> None:
    """Say what helped or hindered, from the list and in own words."""
    Outcome.objects.filter(pk=outcome.pk).update(influences=list(influences), words=words)


@transaction.atomic
def invite_coach(*, plan: Plan, address: str, by: Person) -> Coach:
    """Let a trainer look along, by their address; they hear of it. Again changes nothing.

    Raises RuleBroken when nobody with this address is a trainer, or it is oneself.
    """
    policies.check_owns(by, plan)
    found = Person.objects.filter(email__iexact=address, is_active=True).first()
    if found is None or found.pk == by.pk or not policies.can_coach(found):
        message = _("We kennen geen trainer of coach met dit adres. Klopt het?")
        raise RuleBroken(message, field="address")
    coach, new = Coach.objects.get_or_create(plan=plan, person=found, defaults={"since": now()})
    if new:
        record("practice.coach_invited", plan, by=by)
        queue([_news(COACH, found, {"coach": coach.pk}, coach.pk)])
    return coach


@transaction.atomic
def take_back(*, coach: Coach, by: Person) -> None:
    """Let somebody no longer look along."""
    policies.check_owns(by, coach.plan)
    record("practice.coach_taken_back", coach.plan, by=by)
    coach.delete()
