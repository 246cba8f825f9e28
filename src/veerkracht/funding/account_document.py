"""The final account on paper: PDF/UA-1 by typst, the same bytes for the same figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.funding import account_words as words
from veerkracht.funding.account_figures import figures_of
from veerkracht.kernel.clock import local
from veerkracht.kernel.money import euros
from veerkracht.kernel.papers import pdf

if TYPE_CHECKING:
    from veerkracht.funding.models import FinalAccount

TEMPLATES = Path(__file__).parent / "typst"
Table = dict[str, Any]


def account_pdf(account: FinalAccount, language: str) -> bytes:
    """The paper. What people typed reaches the template only as JSON; only the fonts inside typst are used."""
    with override(language):
        return pdf(TEMPLATES / "account.typ", document_facts(account, language))


def document_facts(account: FinalAccount, language: str) -> dict[str, Any]:
    """Every word on the paper, in the active language."""
    found = figures_of(account)
    whole = words.whole(found)
    period = {"since": words.day(found["from"]), "until": words.day(found["until"])}
    return {
        "lang": language[:2],
        "title": _("Verantwoording van %(scheme)s") % {"scheme": found["scheme"]},
        "heading": words.title(found),
        "scheme": found["scheme"],
        "period": _("%(since)s tot en met %(until)s") % period,
        "state": _state(account),
        "page": _("Bladzijde"),
        "nothing": _("Hier is niets te melden."),
        "facts": [
            [_("Kenmerk"), found["reference"] or "–"],
            [_("Wie betaalt"), found["funder"]],
            [_("Wie kreeg de subsidie"), found["client"]],
            [_("Toegekend"), euros(whole["awarded"])],
            *([[_("Al eerder verantwoord"), euros(whole["before"])]] if whole["before"] else []),
            [_("Besteed"), euros(found["total"]["realised"])],
            [_("Verschil"), words.difference(whole["difference"])],
            *([_("Mensen met een plaats"), words.people(one)] for one in found["people"]),
        ],
        "tables": _tables(found),
        "digest": account.digest,
        "digest_label": _("Controlegetal (SHA-256)"),
    }


def _state(account: FinalAccount) -> str:
    if account.closed_at is None:
        return _("Concept. De getallen kunnen nog veranderen.")
    day = date_format(local(account.closed_at), "j F Y")
    return _("Afgesloten op %(day)s.") % {"day": day}


def _tables(found: dict[str, Any]) -> list[Table]:
    return [
        _lines(found),
        _performances(found),
        _others(found),
        _notes(found),
        _steps(found),
        _evidence(found),
    ]


def _table(heading: str, columns: list[str], rows: list[list[str]], right: int = 0) -> Table:
    """A table; its last ``right`` columns hold amounts."""
    return {"heading": heading, "columns": columns, "rows": rows, "right": right}


def _lines(found: dict[str, Any]) -> Table:
    named = ("awarded", "realised", "co_planned", "co_realised")
    rows = [[one["name"], *(words.amount(one, name) for name in named)] for one in found["lines"]]
    if found["by_hand"]:
        rows.append(
            [_("Met de hand geboekt"), "–", words.amount(found["total"], "by_hand"), "–", "–"]
        )
    total = [_("Samen"), *(words.amount(found["total"], name) for name in named)]
    columns = [
        _("Regel"),
        _("Toegekend"),
        _("Besteed"),
        _("Eigen bijdrage, plan"),
        _("Eigen bijdrage"),
    ]
    return _table(_("Per begrotingsregel"), columns, [*rows, total], right=4)


def _performances(found: dict[str, Any]) -> Table:
    rows = [
        [
            one["name"],
            line["name"],
            words.counted(one, "planned"),
            words.counted(one, "done"),
            words.amount(one, "realised"),
        ]
        for line in found["lines"]
        for one in line["performances"]
    ]
    columns = [_("Prestatie"), _("Regel"), _("Volgens plan"), _("Gedaan"), _("Besteed")]
    return _table(_("Per prestatie"), columns, rows, right=3)


def _others(found: dict[str, Any]) -> Table:
    rows = [
        [one["payer"], line["name"], str(one["year"]), one["evidence"], words.amount(one, "amount")]
        for line in found["lines"]
        for one in line["co_evidence"]
    ]
    columns = [_("Wie"), _("Regel"), _("Jaar"), _("Bewijs"), _("Bedrag")]
    return _table(_("Eigen bijdragen"), columns, rows, right=1)


def _notes(found: dict[str, Any]) -> Table:
    rows = [[str(one["year"]), one["performance"] or "–", one["text"]] for one in found["notes"]]
    return _table(_("Wat anders ging"), [_("Jaar"), _("Prestatie"), _("Toelichting")], rows)


def _steps(found: dict[str, Any]) -> Table:
    rows = [
        [words.step(one), words.day(one["on"]), one["document"], words.amount(one, "amount")]
        for one in found["steps"]
    ]
    columns = [_("Stap"), _("Dag"), _("Brief"), _("Bedrag")]
    return _table(_("Stappen van de subsidie"), columns, rows, right=1)


def _evidence(found: dict[str, Any]) -> Table:
    rows = [
        [
            one["performance"],
            words.evidence(one) + (f", {one['name']}" if one.get("name") else ""),
            words.day(one["day"]),
            words.amount(one, "amount"),
        ]
        for one in found["evidence"]
    ]
    rows += [
        [
            one["reason"],
            f"{_('boeking')} {one['booking']}, {one['evidence']}",
            words.day(one["day"]),
            words.amount(one, "amount"),
        ]
        for one in found["by_hand"]
    ]
    columns = [_("Prestatie"), _("Bewijs"), _("Dag"), _("Bedrag")]
    return _table(_("Bewijs"), columns, rows, right=1)
