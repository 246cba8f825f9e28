"""Agreements in words: until when, how far the money reaches, and why one asks for attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.programme import agreement_rules as rules
from veerkracht.programme.agreement_models import AgreementCause
from veerkracht.programme.agreement_queries import standing

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.programme.agreement_models import Agreement


def day(when: date) -> str:
    """“3 december 2026”."""
    return date_format(when, "j F Y")


def period(agreement: Agreement) -> str:
    """From when until when."""
    since = day(agreement.since)
    if agreement.until is None:
        return _("vanaf %(since)s, zonder einddatum") % {"since": since}
    return _("van %(since)s tot en met %(until)s") % {"since": since, "until": day(agreement.until)}


def money(agreement: Agreement) -> str:
    """How far the money reaches; empty when none is named."""
    found = standing(agreement)
    line = agreement.budget_line
    if line is None:
        return ""
    named = {"what": in_language(line, "what"), "funder": line.funder, "year": found.last_year}
    if found.last_year is None:
        return _("%(what)s, %(funder)s: er is nog niets toegezegd") % named
    if found.goes_on:
        return _("%(what)s, %(funder)s: structureel geld, toegezegd tot en met %(year)s") % named
    return _("%(what)s, %(funder)s: toegezegd tot en met %(year)s") % named


def cause_in_words(agreement: Agreement, cause: str) -> str:
    """Why it asks for attention, in a sentence with days."""
    if cause == AgreementCause.REVIEW and agreement.review_on:
        return _("Het is tijd om opnieuw te kijken: dat was afgesproken voor %(day)s.") % {
            "day": day(agreement.review_on)
        }
    if cause == AgreementCause.END and agreement.until:
        return _("De afspraak loopt tot en met %(day)s.") % {"day": day(agreement.until)}
    return money_in_words(agreement)


def money_in_words(agreement: Agreement) -> str:
    """That the money stops before the promise does."""
    year = standing(agreement).last_year
    if year is None:
        return _("De afspraak staat in de begroting, maar er is geen geld voor toegezegd.")
    if agreement.until is None:
        return _("Het geld houdt op na %(year)s. De belofte loopt door.") % {"year": year}
    return _("Het geld houdt op na %(year)s. De belofte loopt tot en met %(until)s.") % {
        "year": year,
        "until": day(agreement.until),
    }


def what_helps(cause: str) -> str:
    """What one can do about it."""
    if cause == AgreementCause.MONEY:
        return _("Zoek geld voor de jaren erna, of spreek samen een andere einddatum af.")
    if cause == AgreementCause.END:
        return _("Verleng de afspraak, of sluit die af.")
    return _("Vraag hoe het ervoor staat, en kies een nieuwe dag om te kijken.")


def is_firm(step: str) -> bool:
    """Whether a promise stands in a budget."""
    return step in rules.PAID
