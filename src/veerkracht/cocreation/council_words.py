"""How letters of a think tank begin, how they name our pages, and how a list reads."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local, wall_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person

IN_THE_EVENING = time(20, 0)  # when a round ends on its last day


def greeting(person: Person) -> str:
    """The first line of a letter."""
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def absolute(name: str, *arguments: Any) -> str:
    """The full address of one of our pages."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"


def evening_of(day: date) -> datetime:
    """The moment on a day at which a round ends."""
    return wall_time(datetime.combine(day, IN_THE_EVENING))


def until_when(moment: datetime) -> str:
    """``donderdag 3 december, 20.00 uur``."""
    there = local(moment)
    facts = {"day": date_format(there, "l j F"), "time": date_format(there, "G.i")}
    return _("%(day)s, %(time)s uur") % facts


def on_day(day: date) -> str:
    """``3 december 2026``."""
    return date_format(day, "j F Y")


def listed(words: Sequence[str]) -> str:
    """“a, b of c”."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s of %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
