"""Sentences of funding that stand in more than one place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veerkracht.funding.models import Short


def money_is_gone() -> str:
    """The subsidy cannot pay for one more place."""
    return _("Het geld van de subsidie is op. Je kunt wachten op geld of zelf betalen.")


def not_so_much() -> str:
    """An account has less than is asked."""
    return _("Zoveel staat daar niet. Kijk hoeveel er nog is.")


def short_in_words(short: str) -> str:
    """Which money is too little, to somebody who wants a place."""
    return {
        Short.TOTAL: _("Het geld van de subsidie is op."),
        Short.YEAR: _("Het geld van de subsidie voor dit jaar is op."),
        Short.ORGANISATION: _("Het geld van de subsidie voor jouw organisatie is op."),
    }[Short(short)]
