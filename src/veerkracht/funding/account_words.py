"""The words of an account, the same on the page, in the workbook and on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.funding.models import Cause, PerformanceKind, StepKind
from veerkracht.kernel.money import euros


def day(text: str) -> str:
    """A day of the figures in words."""
    return date_format(date.fromisoformat(text), "j F Y")


def amount(row: dict[str, Any], name: str) -> str:
    """An amount of the figures in words; a dash when there is none."""
    cents = row[name]
    return "–" if cents is None else euros(cents)


def counted(row: dict[str, Any], name: str) -> str:
    """A number of places or hours with its word."""
    number = row[name]
    shown = f"{number:.2f}".rstrip("0").rstrip(".").replace(".", _(","))
    if row["kind"] == PerformanceKind.HOURS:
        return ngettext("%(n)s uur", "%(n)s uur", round(number)) % {"n": shown}
    return ngettext("%(n)s plaats", "%(n)s plaatsen", int(number)) % {"n": shown}


def step(row: dict[str, Any]) -> str:
    """The name of a step."""
    return str(StepKind(row["kind"]).label)


def evidence(row: dict[str, Any]) -> str:
    """What a piece of evidence is, with its number."""
    sort = _("inschrijving") if row["cause"] == Cause.PLACE else _("afspraak")
    return f"{sort} {row['number']}"


def people(row: dict[str, Any]) -> str:
    """How many people had a place in a year."""
    shown = _("minder dan 10 of niet te tonen") if row["people"] == "<10" else row["people"]
    return _("%(year)s: %(people)s") % {"year": row["year"], "people": shown}


def difference(cents: int) -> str:
    """How far spending is from the award."""
    if cents == 0:
        return _("precies zoals toegekend")
    if cents > 0:
        return _("%(amount)s minder dan toegekend") % {"amount": euros(cents)}
    return _("%(amount)s meer dan toegekend") % {"amount": euros(-cents)}
