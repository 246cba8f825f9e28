"""The words of research: what each column says, and why something cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.monitoring.research_rules import Wrong, columns_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from veerkracht.monitoring.models import ResearchRequest

COLUMNS: dict[str, tuple[Any, Any]] = {
    "quarter": (gettext_lazy("Kwartaal"), gettext_lazy("wanneer het was, zoals 2026-Q1")),
    "region": (gettext_lazy("Regio"), gettext_lazy("de regio die het gaf")),
    "kind": (gettext_lazy("Soort training"), gettext_lazy("zoals basistraining of verdieping")),
    "length": (gettext_lazy("Duur"), gettext_lazy("een dagdeel, een dag of meer")),
    "sector": (gettext_lazy("Sector"), gettext_lazy("waar iemand werkt of voor leert")),
    "capacity": (
        gettext_lazy("Hoe iemand meedoet"),
        gettext_lazy("professional, student of anders"),
    ),
    "municipality": (gettext_lazy("Gemeente"), gettext_lazy("waar iemand werkt of studeert")),
    "attended": (gettext_lazy("Was er"), gettext_lazy("helemaal, deels, niet of onbekend")),
}
WRONG: dict[Wrong, tuple[str, Any]] = {
    Wrong.NO_COLUMNS: ("columns", gettext_lazy("Kies welke gegevens je nodig hebt.")),
    Wrong.UNKNOWN_COLUMN: ("columns", gettext_lazy("Dit gegeven hoort hier niet bij.")),
    Wrong.PERIOD: ("until", gettext_lazy("De laatste dag is voor de eerste.")),
    Wrong.PERIOD_AHEAD: ("until", gettext_lazy("Kies een dag die voorbij is.")),
    Wrong.KEPT_PAST: ("keep_until", gettext_lazy("Kies een dag die nog komt.")),
    Wrong.KEPT_LONG: ("keep_until", gettext_lazy("Langer dan twee jaar bewaren kan niet.")),
    Wrong.SAME_PERSON: (
        "",
        gettext_lazy("Over je eigen verzoek besluit iemand anders. Vraag een andere coördinator."),
    ),
    Wrong.NO_AGREEMENT: (
        "agreement",
        gettext_lazy("Vul het kenmerk in van de overeenkomst die is getekend."),
    ),
    Wrong.NO_REASON: ("words", gettext_lazy("Schrijf op waarom niet. De aanvrager leest dit.")),
}


def column_choices(records: str) -> list[tuple[str, str]]:
    """The columns of these records, each with what it says."""
    return [(code, f"{COLUMNS[code][0]}: {COLUMNS[code][1]}") for code in columns_of(records)]


def column_names(codes: Collection[str]) -> list[str]:
    """Columns by name as they stand in a sentence, in the order in which they came."""
    return [str(COLUMNS[code][0]).lower() for code in codes]


def area_of(request: ResearchRequest) -> str:
    """Which part of the province it is about."""
    return str(request.region) if request.region else _("alle regio’s")
