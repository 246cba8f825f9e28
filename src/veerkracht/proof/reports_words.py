"""Reports in words and cells: what columns are called, and how a number that is hidden is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.money import euros
from veerkracht.proof.reports_tables import CAME, NO_SHOW, NOT, OTHER, PLACED

if TYPE_CHECKING:
    from veerkracht.disclosure.thresholds import SafeCount
    from veerkracht.proof.reports_queries import Counts
    from veerkracht.proof.reports_tables import SafeTable, SafeTotals

HIDDEN = "•"


def column(name: str) -> str:
    """What a column of a safe table is called."""
    return {
        CAME: _("Kwam"),
        NOT: _("Kwam niet"),
        NO_SHOW: _("Niet gekomen zonder bericht"),
        OTHER: _("Met bericht, of niet bekend"),
        PLACED: _("Geplaatst"),
    }[name]


def told(count: SafeCount) -> str:
    """A number, or the sign that stands for a hidden one; the sign is explained beside each table."""
    return count.told(HIDDEN)


def safe_head(table: SafeTable, first: str) -> list[str]:
    """The head of a safe table; with seats and costs where rows have them."""
    with_seats = any(row.seats for row in table.rows)
    head = [first, *([_("Gepland")] if with_seats else []), _("Geplaatst")]
    head += [column(name) for name in table.column_names if name != PLACED]
    return head + ([_("Geschatte kosten")] if _has_costs(table) else [])


def safe_cells(table: SafeTable) -> list[list[str]]:
    """The rows of a safe table as text, under its head."""
    with_seats, with_costs = any(row.seats for row in table.rows), _has_costs(table)
    found = []
    for row in table.rows:
        cells = [row.name or _("niet bekend")]
        cells += [str(row.seats.number) if row.seats else ""] if with_seats else []
        cells.append(told(row.placed))
        cells += [told(row.columns[name]) for name in table.column_names if name != PLACED]
        cells += [HIDDEN if row.cost is None else euros(row.cost)] if with_costs else []
        found.append(cells)
    return found


def _has_costs(table: SafeTable) -> bool:
    return NO_SHOW in table.column_names and any(row.seats for row in table.rows)


def totals_cells(totals: SafeTotals) -> list[tuple[str, str]]:
    """The totals of a region: label and number."""
    rest = [(name, one) for name, one in totals.columns.items() if name != PLACED]
    return [
        (_("Geplaatst"), told(totals.placed)),
        *((column(name), told(one)) for name, one in rest),
    ]


def working_head() -> list[str]:
    """The columns of working numbers, after the name of a row."""
    return [
        _("Gepland"),
        _("Geplaatst"),
        _("Kwam"),
        _("Met bericht"),
        _("Niet gekomen zonder bericht"),
        _("Niet bekend"),
        _("Kosten daarvan"),
    ]


def working_cells(counts: Counts) -> list[int | float]:
    """The numbers of a row; costs in euros."""
    return [
        counts.planned,
        counts.placed,
        counts.came,
        counts.excused,
        counts.absent,
        counts.unknown,
        counts.lost / 100,
    ]


def notes() -> list[str]:
    """What a reader of a funder's report must know."""
    return [
        _(
            "Een • staat voor een getal dat we niet laten zien. "
            "Het is kleiner dan 10, of je kunt er een getal onder de 10 mee uitrekenen."
        ),
        _("Een 0 laten we wel zien. Die gaat over niemand."),
        _(
            "Geteld zijn plaatsen in edities die voorbij zijn. Wie aan twee edities meedeed, telt twee keer."
        ),
        _("Van het lopende jaar tellen edities mee die voor deze maand zijn afgelopen."),
        _("Organisatie en sector zijn die van nu."),
        _(
            "Geschatte kosten: het aantal mensen dat zonder bericht niet kwam, "
            "keer wat een plaats gemiddeld kost (prijs en subsidie samen)."
        ),
        _("Training van voor dit platform, die van lijsten is overgenomen, telt niet mee."),
    ]
