"""The letter that asks for a word on what is late: one for all of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.programme.action_asking import LATE
from veerkracht.programme.action_queries import in_order, waiting_for
from veerkracht.programme.models import Action

MOST = 20  # in one letter; the page shows all


def register() -> None:
    """Make this letter known to the post room."""
    writers.add(LATE, late)


def late(facts: dict[str, Any]) -> Letter | None:
    """Which actions wait for your word; none when you gave it meanwhile, or no longer speak for them."""
    person = Person.objects.filter(pk=facts["person"], is_active=True).first()
    if person is None:
        return None
    found = list(in_order(Action.objects.filter(pk__in=waiting_for(person))))
    if not found:
        return None
    one, more = _("Hoe staat het met “%(what)s”?"), _("Hoe staat het met deze %(n)s acties?")
    subject = one if len(found) == 1 else more
    name = person.get_short_name()
    return Letter(
        subject=subject % {"n": len(found), "what": found[0].what},
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            _opening(found),
        ),
        facts=tuple((one.what, _was_due(one)) for one in found[:MOST]),
        button=(_("Vertel hoe het gaat"), _where(found)),
        after=(
            _(
                "Is iets klaar of gestopt? Zet het dan zo. We vragen het hoogstens één keer per week."
            ),
        ),
    )


def _opening(found: list[Action]) -> str:
    return ngettext(
        "Deze actie had al klaar zullen zijn. Een paar woorden zijn genoeg: hoe gaat het, en wat is er nodig?",
        "Deze acties hadden al klaar zullen zijn. Een paar woorden zijn genoeg: hoe gaat het, en wat is er nodig?",
        len(found),
    )


def due_day(one: Action) -> str:
    """The day on which it should be ready, in words; empty without one."""
    return date_format(one.due_on, "j F Y") if one.due_on else ""


def _was_due(one: Action) -> str:
    return _("klaar op %(day)s") % {"day": due_day(one)}


def _where(found: list[Action]) -> str:
    """One action has its own page; several are on the page with all of them."""
    if len(found) == 1:
        page = reverse("programme:action", args=[found[0].pk])
        return f"{settings.PUBLIC_URL}{page}#vertel"
    return f"{settings.PUBLIC_URL}{reverse('programme:my_actions')}"
