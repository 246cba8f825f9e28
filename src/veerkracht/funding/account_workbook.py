"""The final account as a workbook (.xlsx): lines, performances, evidence, notes, steps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.funding import account_words as words
from veerkracht.funding.account_figures import figures_of
from veerkracht.funding.ledger_workbook import Euros, add_sheet, saved

if TYPE_CHECKING:
    from veerkracht.funding.models import FinalAccount


def account_workbook(account: FinalAccount) -> bytes:
    """The file's bytes; what is on a sheet can be added up, and nothing runs."""
    found, book = figures_of(account), Workbook(write_only=True)
    _whole(book, account, found)
    _lines(book, found)
    _performances(book, found)
    _evidence(book, found)
    _co_funding(book, found)
    _notes(book, found)
    _steps(book, found)
    return saved(book)


def _whole(book: Workbook, account: FinalAccount, found: dict[str, Any]) -> None:
    state = _("afgesloten") if account.closed_at else _("concept")
    whole = words.whole(found)
    before = [_("Al eerder verantwoord"), Euros(whole["before"])]
    rows = [
        [_("Subsidie"), found["scheme"]],
        [_("Kenmerk"), found["reference"]],
        [_("Wie betaalt"), found["funder"]],
        [_("Wie kreeg de subsidie"), found["client"]],
        [_("Van"), date.fromisoformat(found["from"])],
        [_("Tot en met"), date.fromisoformat(found["until"])],
        [_("Toegekend"), Euros(whole["awarded"])],
        *([before] if whole["before"] else []),
        [_("Besteed"), Euros(found["total"]["realised"])],
        [_("Verschil"), Euros(whole["difference"])],
        *([_("Verschillende mensen met een plaats"), words.people(one)] for one in found["people"]),
        [_("Stand"), state],
        [_("Controlegetal"), account.digest],
    ]
    if found.get("supplement"):
        rows.insert(0, [_("Soort"), words.title(found)])
    add_sheet(book, _("Verantwoording"), [_("Wat"), _("Gegeven")], rows)


def _lines(book: Workbook, found: dict[str, Any]) -> None:
    named = ("awarded", "realised", "difference", "co_planned", "co_realised")
    head = [_("Begrotingsregel"), _("Toegekend"), _("Besteed"), _("Verschil")]
    rows = [[line["name"], *(Euros(line[name]) for name in named)] for line in found["lines"]]
    by_hand = [_("Met de hand geboekt"), None, Euros(found["total"]["by_hand"])]
    total = [_("Samen"), *(Euros(found["total"][name]) for name in named)]
    add_sheet(
        book,
        _("Begrotingsregels"),
        [*head, _("Eigen bijdrage volgens plan"), _("Eigen bijdrage")],
        [*rows, *([by_hand] if found["by_hand"] else []), total],
    )


def _performances(book: Workbook, found: dict[str, Any]) -> None:
    head = [_("Prestatie"), _("Begrotingsregel"), _("Telt"), _("Volgens plan"), _("Gedaan")]
    units = {"seats": _("plaatsen"), "hours": _("uren")}
    rows = [
        [
            one["name"],
            line["name"],
            units[one["kind"]],
            one["planned"],
            one["done"],
            Euros(one["realised"]),
        ]
        for line in found["lines"]
        for one in line["performances"]
    ]
    add_sheet(book, _("Prestaties"), [*head, _("Besteed")], rows)


def _evidence(book: Workbook, found: dict[str, Any]) -> None:
    named = any("name" in one for one in found["evidence"])
    head = [_("Prestatie"), _("Bewijs"), _("Dag"), _("Bedrag")]
    rows = [
        [
            one["performance"],
            words.evidence(one),
            date.fromisoformat(one["day"]),
            Euros(one["amount"]),
            *([one["name"]] if named else []),
        ]
        for one in found["evidence"]
    ]
    by_hand = [
        [
            one["reason"],
            f"{_('boeking')} {one['booking']}: {one['evidence']}",
            date.fromisoformat(one["day"]),
            Euros(one["amount"]),
        ]
        for one in found["by_hand"]
    ]
    add_sheet(book, _("Bewijs"), [*head, *([_("Naam")] if named else [])], [*rows, *by_hand])


def _co_funding(book: Workbook, found: dict[str, Any]) -> None:
    rows = [
        [one["payer"], line["name"], one["year"], Euros(one["amount"]), one["evidence"]]
        for line in found["lines"]
        for one in line["co_evidence"]
    ]
    head = [_("Wie betaalde mee"), _("Begrotingsregel"), _("Jaar"), _("Bedrag"), _("Bewijs")]
    add_sheet(book, _("Eigen bijdragen"), head, rows)


def _notes(book: Workbook, found: dict[str, Any]) -> None:
    rows = [[one["text"], one["performance"], one["year"]] for one in found["notes"]]
    add_sheet(book, _("Toelichtingen"), [_("Toelichting"), _("Prestatie"), _("Jaar")], rows)


def _steps(book: Workbook, found: dict[str, Any]) -> None:
    rows = [
        [
            words.step(one),
            date.fromisoformat(one["on"]),
            None if one["amount"] is None else Euros(one["amount"]),
            one["document"],
        ]
        for one in found["steps"]
    ]
    add_sheet(book, _("Stappen"), [_("Stap"), _("Dag"), _("Bedrag"), _("Brief")], rows)
