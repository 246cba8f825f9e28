"""A certificate on paper: PDF/UA-1 by typst, the same bytes each time it is asked for."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from veerkracht.kernel.clock import local
from veerkracht.kernel.papers import pdf
from veerkracht.proof.badge_keys import addresses
from veerkracht.proof.certificate_facts import Facts, RegisterPoints
from veerkracht.proof.papers import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from veerkracht.proof.certificate_models import Certificate

REGIONS = {"nl": "nl", "en": "gb"}
MOST_DAYS = 6  # more than these are told as from … to …


def certificate_pdf(certificate: Certificate, language: str) -> bytes:
    """One page in the language of the reader; the frozen facts decide what stands on it."""
    facts = Facts.read(certificate.facts)
    return paper(facts, certificate.code, certificate.issued_at, language)


def paper(facts: Facts, code: str, issued_at: datetime, language: str) -> bytes:
    """The same for a certificate that is not there yet: a preview."""
    with override(language):
        words = _words(facts, code, issued_at, language)
    return pdf(TEMPLATES / "certificate.typ", words)


def _words(facts: Facts, code: str, issued_at: datetime, language: str) -> dict[str, Any]:
    address = addresses().certificate(code)
    issuer = f"{settings.SITE_NAME} {settings.SITE_REGION}".strip()
    day = date_format(local(issued_at), "j F Y")
    return {
        "lang": language[:2],
        "region": REGIONS.get(language[:2], "nl"),
        "title": _("Certificaat %(course)s van %(name)s")
        % {"course": facts.title, "name": facts.name},
        "issuer": issuer,
        "name": facts.name,
        "course": facts.title,
        "holds": facts.holds,
        "details": details(facts),
        "points": [[row.label, points_in_words(row), row.identifier] for row in facts.points],
        "address": address,
        "address_shown": address.partition("://")[2].rstrip("/"),
        "qr": qr(address),
        "words": {
            "certificate": _("Certificaat"),
            "given_to": _("Dit certificaat is van"),
            "completed": _("die deze training heeft gevolgd en afgerond:"),
            "holds": _("Daarmee heeft de houder: %(qualification)s.")
            % {"qualification": facts.holds},
            "registers": _("Punten voor registers"),
            "columns": [_("Register"), _("Punten"), _("Accreditatie")],
            "qr": _("QR-code naar %(address)s, waar je controleert of dit certificaat echt is.")
            % {"address": address},
            "check": _("Is dit echt? Controleer het op"),
            "issued": _("Uitgegeven op %(day)s door %(issuer)s.") % {"day": day, "issuer": issuer},
        },
    }


def details(facts: Facts) -> list[tuple[str, str]]:
    """Hours, days, place and provider, with their labels, in the active language."""
    rows = [
        (_("Gevolgd"), hours_in_words(facts.hours_followed)),
        (_("Wanneer"), days_in_words(facts.days)),
        (_("Waar"), facts.place),
        (_("Aanbieder"), facts.provider),
    ]
    return [(label, value) for label, value in rows if value]


def hours_in_words(hours: Decimal) -> str:
    """“7 uur”, “3,5 uur”; empty for none."""
    if not hours:
        return ""
    shown = number_format(hours.normalize(), decimal_pos=int(hours != hours.to_integral_value()))
    return ngettext("%(n)s uur", "%(n)s uur", round(hours)) % {"n": shown}


def points_in_words(row: RegisterPoints) -> str:
    """The points of one register as a number in the active language."""
    number = row.number
    return number_format(number, decimal_pos=int(number != number.to_integral_value()))


def days_in_words(days: list[date]) -> str:
    """“3 en 10 december 2026”; when there are many, from the first to the last."""
    if not days:
        return ""
    if len(days) > MOST_DAYS:
        first, last = (date_format(day, "j F Y") for day in (days[0], days[-1]))
        return _("%(n)s dagen, van %(first)s tot en met %(last)s") % {
            "n": len(days),
            "first": first,
            "last": last,
        }
    return _joined(_shortened(days))


def _shortened(days: list[date]) -> Iterable[str]:
    """Each day, without month or year where the next one says the same."""
    for day, after in zip(days, [*days[1:], None], strict=True):
        if after is None or after.year != day.year:
            yield date_format(day, "j F Y")
        else:
            yield date_format(day, "j" if after.month == day.month else "j F")


def _joined(parts: Iterable[str]) -> str:
    *most, last = parts
    return _("%(days)s en %(last)s") % {"days": ", ".join(most), "last": last} if most else last


@lru_cache(maxsize=64)
def qr(address: str) -> str:
    """A QR code as SVG text, in ink on nothing."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", border=1, xmldecl=False, dark="#14232b", light=None
    )
    return picture.getvalue().decode()
