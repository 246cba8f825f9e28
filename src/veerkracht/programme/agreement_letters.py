"""What agreements tell by mail: that a promise asks for attention, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.programme.agreement_alarms import ALARM, who_hears
from veerkracht.programme.agreement_letter_parts import absolute, greeting
from veerkracht.programme.agreement_models import Agreement, AgreementAlarm
from veerkracht.programme.agreement_queries import agreements, causes_of
from veerkracht.programme.agreement_words import cause_in_words, period, what_helps


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(ALARM, alarm)


def alarm(facts: dict[str, Any]) -> Letter | None:
    """A promise asks for attention; none when it no longer does, or for who is not of it any more."""
    found = AgreementAlarm.objects.filter(pk=facts["alarm"], over_at=None).first()
    reader = Person.objects.filter(pk=facts["person"]).first()
    if found is None or reader is None:
        return None
    agreement = agreements().get(pk=found.agreement_id)
    if found.cause not in causes_of(agreement) or reader not in who_hears(agreement):
        return None
    return _letter(agreement, found.cause, reader)


def _letter(agreement: Agreement, cause: str, reader: Person) -> Letter:
    return Letter(
        subject=_("Kijk naar deze afspraak: %(what)s") % {"what": in_language(agreement, "what")},
        paragraphs=(
            greeting(reader),
            _("Een afspraak van %(organisation)s vraagt aandacht.")
            % {"organisation": agreement.promised_by},
            cause_in_words(agreement, cause),
        ),
        facts=(
            (_("Beloofd"), in_language(agreement, "what")),
            (_("Wanneer"), period(agreement)),
            (_("Hoe vast"), str(agreement.get_step_display())),
        ),
        button=(_("Bekijk de afspraak"), absolute("programme:agreement", agreement.pk)),
        after=(what_helps(cause),),
    )
