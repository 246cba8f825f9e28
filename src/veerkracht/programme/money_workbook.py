"""Money as a workbook (.xlsx): every line, the years added up, and what falls away."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.programme import money_words as words
from veerkracht.programme.action_workbook import book_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.programme.money_view import Picture


def money_book(rows: Sequence[dict[str, Any]], picture: Picture) -> bytes:
    """Three sheets; amounts in euros with two decimals."""
    named = [label.capitalize() for label in words.measures().values()]
    head = [_("Thema"), _("Geldgever"), _("Waarvoor"), _("Jaar"), _("Soort"), *named]
    years = [_("Jaar"), _("Structureel"), _("Verwacht"), _("Incidenteel"), _("Samen")]
    falls = [_("Wat gebeurt er?")]
    return book_of(
        [
            (_("Bedragen"), head, [_line(row) for row in rows]),
            (_("Per jaar"), years, [_year(one) for one in picture.years]),
            (_("Wat valt weg"), falls, [[words.fall_sentence(one)] for one in picture.falls]),
        ]
    )


def _line(row: dict[str, Any]) -> list[Any]:
    kind = _("structureel") if row["structural"] else _("incidenteel")
    amounts = [_euros(row[name]) for name in words.measures()]
    return [row["theme__title"], row["funder__name"], row["what"], row["year"], kind, *amounts]


def _year(one: Any) -> list[Any]:
    parts = (one.structural, one.expected, one.incidental, one.total)
    return [one.year, *(_euros(cents) for cents in parts)]


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100
