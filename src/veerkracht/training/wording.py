"""The rules' findings in words for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.errors import RuleBroken
from veerkracht.training.rules import Flaw, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {
    Problem.NO_MEETINGS: gettext_lazy("Vul minstens één bijeenkomst in."),
    Problem.TOO_MANY: gettext_lazy("Meer dan 60 bijeenkomsten kan niet. Maak er twee edities van."),
    Problem.ENDS_BEFORE_START: gettext_lazy("De eindtijd ligt vóór de begintijd."),
    Problem.TOO_LONG: gettext_lazy("Een bijeenkomst duurt hooguit 12 uur. Klopt de eindtijd?"),
    Problem.TOO_SHORT: gettext_lazy(
        "Een bijeenkomst duurt minstens een kwartier. Klopt de eindtijd?"
    ),
    Problem.IN_THE_PAST: gettext_lazy("Deze datum is al geweest."),
    Problem.TOO_FAR: gettext_lazy("Deze datum ligt meer dan drie jaar vooruit. Klopt het jaar?"),
    Problem.OVERLAP: gettext_lazy("Deze bijeenkomst begint voordat een andere klaar is."),
    Problem.CLOSES_BEFORE_OPENING: gettext_lazy("Inschrijven sluit vóór het opengaat."),
    Problem.CLOSES_TOO_LATE: gettext_lazy(
        "Inschrijven moet sluiten voordat de eerste bijeenkomst begint."
    ),
    Problem.CANCEL_TOO_LATE: gettext_lazy(
        "Afmelden kan alleen tot het begin van de eerste bijeenkomst."
    ),
    Problem.CLOSED_ALREADY: gettext_lazy("Inschrijven is dan al gesloten. Kies een later moment."),
    Problem.MONEY_OUT_OF_BOUNDS: gettext_lazy("Vul een bedrag in van € 0 tot € 25.000."),
    Problem.NO_PLACES: gettext_lazy("Er moet minstens één plaats zijn."),
    Problem.TOO_MANY_PLACES: gettext_lazy(
        "Een editie heeft hooguit 2.000 plaatsen. Klopt het aantal?"
    ),
    Problem.NOWHERE: gettext_lazy(
        "Kies een gemeente, of geef een link voor een bijeenkomst online."
    ),
    Problem.POINTS_OUT_OF_BOUNDS: gettext_lazy(
        "Vul een aantal punten in van meer dan 0 en hooguit 400."
    ),
    Problem.VALIDITY_REVERSED: gettext_lazy("De laatste dag ligt vóór de eerste."),
    Problem.GROUP_REVERSED: gettext_lazy("De grootste groep is kleiner dan de kleinste."),
    Problem.NO_HOURS: gettext_lazy("Vul in hoeveel uren de training duurt."),
    Problem.UNREADABLE: gettext_lazy(
        "Hier staan tekens in die we niet kunnen lezen. Typ de tekst opnieuw."
    ),
    Problem.NO_REASON: gettext_lazy("Schrijf kort waarom. Wie zich inschreef, leest dit."),
}


def sentence(flaw: Flaw) -> str:
    """A flaw as a sentence; a session is named by its number."""
    if flaw.number:
        return _("Bijeenkomst %(number)s: %(words)s") % {
            "number": flaw.number,
            "words": WORDS[flaw.problem],
        }
    return str(WORDS[flaw.problem])


def refuse(flaws: Sequence[Flaw]) -> None:
    """Raise RuleBroken for the first flaw, if there is one."""
    if flaws:
        raise RuleBroken(sentence(flaws[0]), field=flaws[0].field)
