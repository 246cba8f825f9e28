"""Verbs on one's own periods of registration. Reached through ``actions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.proof.my_register_models import RegisterPeriod
from veerkracht.proof.my_register_rules import first_day, rule_for

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Person


@transaction.atomic
def set_period(*, person: Person, register: str, starts_on: date, by: Person) -> RegisterPeriod:
    """Say when one's period in a register began.

    Raises NotAllowed for somebody else's, and RuleBroken for a day that lies ahead, for one so long ago
    that the period is over, and for a register in which one has no number.
    """
    require(by.pk == person.pk, _("Dit is het register van iemand anders."))
    if not person.register_numbers.filter(register=register).exists():
        raise RuleBroken(_("Bewaar eerst je nummer in dit register."))
    if starts_on > today():
        raise RuleBroken(_("Je periode kan niet in de toekomst beginnen."), field="starts_on")
    if starts_on < first_day(today(), rule_for(register).years):
        raise RuleBroken(
            _("Die periode is al voorbij. Vul in wanneer je nieuwe periode begon."),
            field="starts_on",
        )
    row, _made = RegisterPeriod.objects.update_or_create(
        person=person, register=register, defaults={"starts_on": starts_on}
    )
    record("proof.register_period_set", row, by=by)
    return row


@transaction.atomic
def forget_period(*, person: Person, register: str, by: Person) -> None:
    """Forget when it began. Raises NotAllowed for somebody else's."""
    require(by.pk == person.pk, _("Dit is het register van iemand anders."))
    row = RegisterPeriod.objects.filter(person=person, register=register).first()
    if row is not None:
        record("proof.register_period_forgotten", row, by=by)
        row.delete()
