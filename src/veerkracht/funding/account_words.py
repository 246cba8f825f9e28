"""The words of an account, the same on the page, in the workbook and on paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.funding.models import Cause, PerformanceKind, StepKind
from veerkracht.kernel.clock import local
from veerkracht.kernel.money import euros

if TYPE_CHECKING:
    from veerkracht.funding.models import FinalAccount


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


def whole(found: dict[str, Any]) -> dict[str, int]:
    """The award beside all that is accounted for; figures that were frozen before we kept this had nothing earlier."""
    total = found["total"]
    first = {"awarded": total["awarded"], "before": 0, "difference": total["difference"]}
    return found.get("whole") or first


def standing(found: dict[str, Any]) -> str:
    """How spending stands to the award, with what earlier accounts hold."""
    all_of_it = whole(found)
    told = {
        "awarded": euros(all_of_it["awarded"]),
        "before": euros(all_of_it["before"]),
        "realised": euros(found["total"]["realised"]),
        "difference": difference(all_of_it["difference"]),
    }
    if not all_of_it["before"]:
        return _("Van %(awarded)s is %(realised)s besteed. Dat is %(difference)s.") % told
    return (
        _(
            "Van %(awarded)s is %(before)s al eerder verantwoord. Hier komt %(realised)s bij. "
            "Dat is samen %(difference)s."
        )
        % told
    )


def title(found: dict[str, Any]) -> str:
    """What the account is called."""
    is_supplement = found.get("supplement")
    return _("Aanvulling op de verantwoording") if is_supplement else _("Verantwoording")


def in_the_way(closed: FinalAccount, since: date, until: date) -> str:
    """Why one cannot account on this period: a closed account holds a part of it, or all."""
    told = {
        "since": date_format(closed.from_day, "j F Y"),
        "until": date_format(closed.until_day, "j F Y"),
        "day": date_format(local(closed.closed_at), "j F Y") if closed.closed_at else "",
    }
    if (since, until) == (closed.from_day, closed.until_day):
        return _("Over deze periode is al verantwoord. Dat is afgesloten op %(day)s.") % told
    return (
        _(
            "Over %(since)s tot en met %(until)s is al verantwoord. Dat is afgesloten op %(day)s. "
            "Kies een periode die daar niet in valt."
        )
        % told
    )
