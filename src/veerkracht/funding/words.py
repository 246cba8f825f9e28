"""Sentences of funding that stand in more than one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.funding.models import Short
from veerkracht.kernel.money import euros

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.funding.models import AwardLine


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


def lines_apart(lines: Iterable[AwardLine], ceiling: int) -> str:
    """That the budget lines do not add up to the ceiling; nothing as long as one of them is not there yet."""
    planned = [line.amount for line in lines]
    if not planned or not ceiling or sum(planned) == ceiling:
        return ""
    return _(
        "De begrotingsregels zijn samen %(lines)s, het plafond is %(ceiling)s. Een verantwoording rekent "
        "met de begrotingsregels."
    ) % {"lines": euros(sum(planned)), "ceiling": euros(ceiling)}
