"""Indicators and faults of lists in words for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from veerkracht.monitoring.count_reading import MOST_FAULTS, Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.monitoring.count_reading import Wrong
    from veerkracht.monitoring.count_rules import Definition

BREAKDOWNS = {
    ("area", "municipality"): gettext_lazy("gemeente en regio"),
    ("area", "region"): gettext_lazy("regio"),
    ("sector", ""): gettext_lazy("sector"),
    ("function", ""): gettext_lazy("functie"),
    ("period", "year"): gettext_lazy("jaar"),
    ("period", "quarter"): gettext_lazy("kwartaal"),
    ("period", "month"): gettext_lazy("maand"),
}


class Told(NamedTuple):
    """A text, and its language when that is not the reader's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Shown:
    """An indicator as a page tells it: each text in the reader's language, or in Dutch and marked so."""

    definition: Definition

    @property
    def code(self) -> str:
        """What it is called in addresses and files."""
        return self.definition.code

    @property
    def name(self) -> Told:
        """What it is called."""
        return told(self.definition, "name")

    @property
    def meaning(self) -> Told:
        """The question that it answers."""
        return told(self.definition, "meaning")

    @property
    def breakdowns(self) -> list[str]:
        """By what it is broken down."""
        return breakdowns_of(self.definition)

    @property
    def lines(self) -> list[tuple[str, Told]]:
        """All that is said of it: a label and a text; empty texts are left out."""
        labels = {
            "numerator": _("Wie of wat telt mee"),
            "denominator": _("Van wie of wat is het een deel"),
            "how": _("Hoe we rekenen"),
            "source": _("Waar het vandaan komt"),
            "unit": _("Wat het getal telt"),
            "owner": _("Wie erover gaat"),
        }
        found = [(label, told(self.definition, name)) for name, label in labels.items()]
        return [(label, one) for label, one in found if one.text]


def _english() -> bool:
    return (get_language() or "nl").startswith("en")


def told(definition: Definition, name: str) -> Told:
    """A field in the reader's language; in Dutch, and marked so, where nobody gave it in English."""
    dutch = str(getattr(definition, name))
    if not _english():
        return Told(dutch)
    english = str(getattr(definition, f"{name}_en", ""))
    return Told(english) if english else Told(dutch, "nl")


def breakdowns_of(definition: Definition) -> list[str]:
    """By what it is broken down, in words."""
    finest = {"area": definition.area_level, "period": definition.period_kind}
    return [str(BREAKDOWNS[name, finest.get(name, "")]) for name in definition.breakdowns]


def faults_in_words(wrong: Sequence[Wrong]) -> list[str]:
    """What is wrong with a list, row by row; at most ten sentences."""
    told = [_fault(one) for one in wrong[:MOST_FAULTS]]
    more = len(wrong) - MOST_FAULTS
    if more > 0:
        told.append(_("En nog %(number)s andere.") % {"number": more})
    return told


def _fault(one: Wrong) -> str:
    said = {
        Fault.NO_HEADINGS: _(
            "Zet boven de kolommen: gebied, jaar en aantal. Voor sector en functie mag je een kolom toevoegen."
        ),
        Fault.AREA: _("Rij %(row)s: “%(text)s” is geen gebied dat je kunt kiezen."),
        Fault.SECTOR: _("Rij %(row)s: “%(text)s” is geen sector."),
        Fault.FUNCTION: _("Rij %(row)s: “%(text)s” is geen functie."),
        Fault.YEAR: _("Rij %(row)s: “%(text)s” is geen jaar van 2011 tot en met 2050."),
        Fault.NUMBER: _("Rij %(row)s: “%(text)s” is geen getal."),
        Fault.TWICE: _("Rij %(row)s staat er twee keer."),
    }[one.fault]
    return said % {"row": one.row, "text": one.text[:40]}
