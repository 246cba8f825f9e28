"""Alarms about agreements: a daily job tells the coordinator and who promised it, once a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.kernel.clock import now
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.policies import represents
from veerkracht.people.queries import contacts_of, coordinators_of
from veerkracht.programme.agreement_models import Agreement, AgreementAlarm, AgreementCause
from veerkracht.programme.agreement_queries import agreements, asking_attention, causes_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person

ALARM = "agreement.alarm"


def tell_agreement_alarms() -> int:
    """Alarm people where something began to ask for attention, and let go what no longer does (a job).

    Returns how many alarms are new.
    """
    open_ones = AgreementAlarm.objects.filter(over_at=None).values("agreement")
    found = agreements().filter(asking_attention()).values_list("pk", flat=True)
    numbers = sorted({*found, *open_ones.values_list("agreement", flat=True)})
    return sum(_tell(pk) for pk in numbers)


@transaction.atomic
def _tell(pk: int) -> int:
    if not Agreement.objects.select_for_update().filter(pk=pk).exists():
        return 0
    agreement = agreements().get(pk=pk)
    causes = settle_alarms(agreement)
    known = set(agreement.alarms.filter(over_at=None).values_list("cause", flat=True))
    new = [cause for cause in causes if cause not in known]
    for cause in new:
        alarm = AgreementAlarm.objects.create(agreement=agreement, cause=cause, told_at=now())
        queue(_news(alarm, person) for person in who_hears(agreement))
    return len(new)


def settle_alarms(agreement: Agreement) -> list[AgreementCause]:
    """Let go alarms whose cause went away; returns why it asks for attention now."""
    causes = causes_of(agreement)
    agreement.alarms.filter(over_at=None).exclude(cause__in=causes).update(over_at=now())
    return causes


def who_hears(agreement: Agreement) -> list[Person]:
    """The coordinators, and who answers for the promise: the one named, or the contacts when they left."""
    named = agreement.person
    theirs = [named] if named and is_of(named, agreement) else contacts_of(agreement.promised_by_id)
    everybody = [*coordinators_of(agreement.region_id), *theirs]
    return list({person.pk: person for person in everybody}.values())


def is_of(person: Person, agreement: Agreement) -> bool:
    """Whether a person still is of the organisation that promised it."""
    of = agreement.promised_by_id
    return person.is_active and (person.organisation_id == of or represents(person, of))


def _news(alarm: AgreementAlarm, person: Person) -> News:
    return News(
        kind=ALARM,
        address=person.email,
        once=f"{ALARM}:{alarm.pk}:{person.pk}",
        facts={"alarm": alarm.pk, "person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
