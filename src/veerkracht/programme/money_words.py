"""What money says in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import today
from veerkracht.kernel.money import euros

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from veerkracht.programme.money_rules import Fall, Year


def measures() -> dict[str, str]:
    """The four amounts of a year, in the order in which money becomes firm."""
    return {
        "asked": _("gevraagd"),
        "promised": _("toegezegd"),
        "reserved": _("gereserveerd"),
        "realised": _("besteed"),
    }


def fall_sentence(fall: Fall) -> str:
    """Such as “In 2027 valt € 45.000 weg, 60% van wat er in 2026 is.”, in the past when it is past."""
    named = {
        "year": fall.year,
        "before": fall.year - 1,
        "amount": euros(fall.cents),
        "share": fall.share,
    }
    if fall.year <= today().year:
        return (
            _("In %(year)s viel %(amount)s weg, %(share)s%% van wat er in %(before)s was.") % named
        )
    return _("In %(year)s valt %(amount)s weg, %(share)s%% van wat er in %(before)s is.") % named


def opening(falls: Sequence[Fall], first: int, last: int) -> str:
    """The next thing that falls away, else the newest that did; or that nothing does."""
    ahead = [one for one in falls if one.year > today().year]
    if ahead or falls:
        return fall_sentence((ahead or list(falls)[::-1])[0])
    return _("Van %(first)s tot en met %(last)s valt er niets weg.") % {
        "first": first,
        "last": last,
    }


def description(years: Sequence[Year]) -> str:
    """The drawing in words: each year that has money."""
    told = [
        _("%(year)s: %(total)s, waarvan %(incidental)s incidenteel")
        % {"year": one.year, "total": euros(one.total), "incidental": euros(one.incidental)}
        for one in years
        if one.total
    ]
    return "; ".join(told) + "." if told else _("Er is nog geen geld opgeschreven.")


def ends_sentence(name: str, last_day: date) -> str:
    """Until when an agreement holds."""
    named = {"name": name, "day": date_format(last_day, "j F Y")}
    if last_day < today():
        return _("%(name)s liep tot en met %(day)s.") % named
    return _("%(name)s loopt tot en met %(day)s.") % named
