"""The words of open data, in the language of this moment."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from veerkracht.disclosure.values import Status
from veerkracht.kernel.data_files import read_rows

if TYPE_CHECKING:
    from django.utils.functional import Promise

LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME: Final = "CC0 1.0"
GROUPS: Final = Path(__file__).parent / "data"  # of sectors and functions, as they are counted
QUARTER: Final = re.compile(r"(\d{4})-Q([1-4])")
MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
YEAR: Final = re.compile(r"\d{4}")

STATUSES: Final[dict[Status, str | Promise]] = {
    Status.SHOWN: gettext_lazy("een getal dat je mag gebruiken"),
    Status.HIDDEN: gettext_lazy(
        "afgeschermd: het gaat om weinig mensen, of het zou andere mensen herkenbaar maken"
    ),
    Status.ABSENT: gettext_lazy("er is hier geen getal"),
}
_TOTALS: Final[dict[str, str | Promise]] = {
    "area": gettext_lazy("Het hele gebied"),
    "sector": gettext_lazy("Alle sectoren"),
    "function": gettext_lazy("Alle functies"),
    "period": gettext_lazy("Hele periode"),
}
_COLUMNS: Final[dict[str, str | Promise]] = {
    "indicator": gettext_lazy("Meetpunt"),
    "as_of": gettext_lazy("Stand van"),
    "area": gettext_lazy("Gebied, code"),
    "area_name": gettext_lazy("Gebied"),
    "sector": gettext_lazy("Sector, code"),
    "sector_name": gettext_lazy("Sector"),
    "function": gettext_lazy("Functie, code"),
    "function_name": gettext_lazy("Functie"),
    "period": gettext_lazy("Periode, code"),
    "period_name": gettext_lazy("Periode"),
    "number": gettext_lazy("Aantal"),
    "number_status": gettext_lazy("Wat je van het aantal weet"),
    "denominator": gettext_lazy("Noemer"),
    "denominator_status": gettext_lazy("Wat je van de noemer weet"),
    "percentage": gettext_lazy("Percentage"),
    "percentage_status": gettext_lazy("Wat je van het percentage weet"),
}


def column(name: str) -> str:
    """The heading of a column for people; an unknown name is a bug (KeyError)."""
    return str(_COLUMNS[name])


def somewhere_in(area: str) -> str:
    """What is counted in a region without a municipality."""
    return _("%(area)s, gemeente onbekend") % {"area": area}


def group_names(kind: str) -> dict[str, str]:
    """What groups of ``sectors`` or ``functions`` are called, by code; nothing where none are made."""
    path = GROUPS / f"{kind}.csv"
    column = "name_en" if (get_language() or "").startswith("en") else "name"
    return {one["code"]: one[column] for one in read_rows(path)} if path.exists() else {}


def total_of(dimension: str) -> str:
    """What the total over a dimension is called."""
    return str(_TOTALS[dimension])


def status_in_words(status: Status) -> str:
    """What A, C or M means."""
    return str(STATUSES[status])


def period_in_words(code: str) -> str:
    """“2026”, “3e kwartaal 2026”, “november 2026”; another code stays as it is."""
    quarter, month = QUARTER.fullmatch(code), MONTH.fullmatch(code)
    if quarter:
        return _("%(quarter)se kwartaal %(year)s") % {"quarter": quarter[2], "year": quarter[1]}
    if month and 1 <= int(month[2]) <= 12:
        return date_format(date(int(month[1]), int(month[2]), 1), "F Y")
    return code


def explained() -> list[str]:
    """What a reader must know before using a file, a sentence each."""
    return [
        _("Deze cijfers zijn vrijgegeven op één dag en veranderen daarna niet meer."),
        _(
            "Aantallen mensen zijn afgerond op 5. Percentages zijn berekend met afgeronde aantallen."
        ),
        _("Een leeg vak is geen nul. Kijk in de kolom ernaast waarom het leeg is."),
        *(f"{status.value}: {words}." for status, words in STATUSES.items()),
        _("_T is het totaal over alle gebieden, sectoren, functies of periodes."),
        _("Je mag deze cijfers vrij gebruiken (CC0 1.0)."),
    ]
