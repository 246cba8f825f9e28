"""The factsheet of an area on A4: PDF/UA-1 by typst, the same bytes for the same release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.papers import pdf
from veerkracht.monitoring import page_dashboards as dashboards
from veerkracht.monitoring import page_facts as facts
from veerkracht.monitoring.page_choice import Choice
from veerkracht.monitoring.page_definitions import Told
from veerkracht.monitoring.page_queries import Board, Cut, Places

if TYPE_CHECKING:
    from veerkracht.monitoring.page_dashboards import Card
    from veerkracht.monitoring.page_facts import Page

TEMPLATE = Path(__file__).parent / "typst" / "factsheet.typ"


def factsheet_pdf(board: Board, places: Places, code: str, name: str) -> bytes:
    """The paper of an area (``""`` for the whole), in the language of this moment."""
    return pdf(TEMPLATE, factsheet_facts(board, places, code, name))


def factsheet_facts(board: Board, places: Places, code: str, name: str) -> dict[str, Any]:
    """Every word on the paper; what is hidden comes here as words only."""
    cards = dashboards.of_area(board, code, name).cards
    main = next((one for one in cards if one.table.has_rates), None)
    page = _page(board, places, main, code) if main else None
    day = date_format(board.release.as_of, "j F Y")
    return {
        "lang": (get_language() or "nl")[:2],
        "title": _("Cijfers van %(area)s") % {"area": name},
        "lead": _("Stand van %(day)s. Aantallen mensen zijn afgerond op 5.") % {"day": day},
        "rows": [_row(one) for one in cards],
        "columns": [_("Wat"), _("Hier"), facts.whole_name(board)],
        "map": _map(page),
        "map_heading": _about(page.map_title, facts.whole_name(board)) if page else "",
        "map_told": page.map_told if page else "",
        "sectors_heading": _about(_("Per sector"), name, page.when) if page else "",
        "sectors": _sectors(page),
        "sector_columns": [_("Sector"), main.unit, _("Bereik")] if main else [],
        "notes": _notes(main),
        "foot": f"{settings.SITE_NAME} · {settings.PUBLIC_URL}",
        "page": _("bladzijde"),
    }


def _about(what: str, *which: str) -> str:
    """A heading that says of where it is: the map is of the whole, what stands beside it of one area."""
    return ", ".join([what, *which])


def _page(board: Board, places: Places, card: Card, code: str) -> Page:
    """The slices behind the map and the sectors."""
    return facts.page_of(board, card.table, places, Told(), Choice(Cut(area=code)))


def _row(card: Card) -> list[str]:
    """One indicator: its name with the period, what it is here, and what it is in the whole."""
    what = f"{card.table} ({card.period})"
    beside = card.beside.whole_in(card.unit) if card.beside else ""
    return [what, card.now.whole_in(card.unit), beside]


def _map(page: Page | None) -> str:
    if page is None or page.map is None:
        return ""
    return str(render_to_string("monitoring/parts/page_map_paper.svg", {"map": page.map}))


def _sectors(page: Page | None) -> list[list[str]]:
    if page is None:
        return []
    return [[one.name, one.number_told, one.rate_told] for one in page.sectors]


def _notes(main: Card | None) -> list[str]:
    said = [
        _("Minder dan 10 mensen tonen we niet, en ook geen getal waaruit je dat kunt afleiden."),
        _(
            "Een afgerond getal kan 2 hoger of lager zijn. Afgeronde getallen tellen niet altijd op."
            " Wat niet over mensen gaat, staat er precies."
        ),
        _("Percentages rekenen we alleen uit over 30 mensen of meer."),
    ]
    if main and main.table.source:
        said.append(_("Van iedereen: %(source)s.") % {"source": main.table.source.rstrip(".")})
    return said
