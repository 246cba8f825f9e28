"""What is said of a register: amounts, parts and what is missing."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.proof.my_register_queries import RegisterView
from veerkracht.proof.my_register_rules import Line, Part, Unit


def shown(number: Decimal) -> str:
    """A number without zeros that say nothing, in the active language."""
    whole = number == number.to_integral_value()
    return number_format(number, decimal_pos=0 if whole else 1)


def amount(number: Decimal, unit: Unit) -> str:
    """“3,5 uur” or “7 punten”."""
    count = round(number) if number == number.to_integral_value() else 2
    if unit is Unit.HOURS:
        words = ngettext("%(n)s uur", "%(n)s uur", count)
    else:
        words = ngettext("%(n)s punt", "%(n)s punten", count)
    return words % {"n": shown(number)}


def part_in_words(part: Part) -> str:
    """What counts there."""
    return {
        Part.TRAINING: _("Training"),
        Part.REFLECTION: _("Reflectie, zoals intervisie"),
        Part.FREE: _("Vrij te kiezen"),
    }[part]


def line_in_words(line: Line, view: RegisterView) -> tuple[str, str, str]:
    """Of one part: its name, “20 van 60 punten”, and what is missing."""
    name = part_in_words(line.part) if len(view.lines) > 1 else _("Samen")
    have = _("%(have)s van %(need)s") % {
        "have": shown(line.have),
        "need": amount(Decimal(line.need), view.rule.unit),
    }
    left = (
        _("nog %(amount)s") % {"amount": amount(line.missing, view.rule.unit)}
        if line.missing
        else _("dat is genoeg")
    )
    return name, have, left


def period_in_words(view: RegisterView) -> str:
    """From when until when."""
    days = {
        "first": date_format(view.since, "j F Y"),
        "last": date_format(view.until, "j F Y"),
    }
    return _("%(first)s tot en met %(last)s") % days


def summary(view: RegisterView) -> str:
    """The one sentence that matters: how much is missing, and by when."""
    if not view.lines:
        return _("Je hebt %(points)s. Hoeveel je nodig hebt, controleer je bij je register.") % {
            "points": amount(view.points, view.rule.unit)
        }
    day = {"day": date_format(view.until, "j F Y")}
    if not view.missing:
        return _("Je hebt genoeg voor deze periode, die loopt tot en met %(day)s.") % day
    words = {"amount": amount(view.missing, view.rule.unit)} | day
    if view.starts_on is None:
        return (
            _("Je mist nog %(amount)s. Vul in wanneer je periode begon, dan weet je voor wanneer.")
            % words
        )
    return _("Je mist nog %(amount)s. Haal die uiterlijk %(day)s.") % words
