"""The letter that asks for a number in a register."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.messages.rules import Letter
from veerkracht.people.queries import is_register_number, register_numbers
from veerkracht.proof.register_models import NumberAsked


def number_asked(facts: dict[str, Any]) -> Letter | None:
    """We cannot pass on your points without a number; old news once there is a good one."""
    related = ("run__accreditation", "run__edition__course", "enrolment__person")
    asked = NumberAsked.objects.select_related(*related).filter(pk=facts["asked"]).first()
    if asked is None or _has_number(asked):
        return None
    accreditation, edition = asked.run.accreditation, asked.run.edition
    named = {"register": accreditation.get_register_display(), "course": edition.course}
    name = asked.enrolment.person.get_short_name()
    day = date_format(local(edition.ends_at), "j F Y") if edition.ends_at else ""
    return Letter(
        subject=_("Je nummer voor %(register)s: %(course)s") % named,
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            _("Je volgde deze training. Die telt mee voor %(register)s.") % named,
            _("We geven je punten graag door. Daarvoor hebben we je nummer in dat register nodig."),
        ),
        facts=(
            (_("Training"), str(edition.course)),
            (_("Laatste dag"), day),
            (_("Register"), str(named["register"])),
        ),
        button=(
            _("Vul je nummer in"),
            f"{settings.PUBLIC_URL}{reverse('people:register_numbers')}",
        ),
        after=(
            _("Sta je niet in dit register? Dan hoef je niets te doen."),
            _("We vragen het hooguit twee keer."),
        ),
    )


def _has_number(asked: NumberAsked) -> bool:
    register = asked.run.accreditation.register
    mine = register_numbers(asked.enrolment.person).filter(register=register).first()
    return mine is not None and is_register_number(register, mine.number)
