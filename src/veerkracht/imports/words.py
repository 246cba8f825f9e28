"""Words for the screen: why a file cannot be read, what a column holds, what stays after undoing."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from veerkracht.imports.fields import Field
from veerkracht.imports.reading import Problem

FIELDS = {
    Field.ADDRESS: gettext_lazy("e-mailadres"),
    Field.NAME: gettext_lazy("naam"),
    Field.FIRST_NAME: gettext_lazy("voornaam"),
    Field.INFIX: gettext_lazy("tussenvoegsel"),
    Field.LAST_NAME: gettext_lazy("achternaam"),
    Field.ORGANISATION: gettext_lazy("organisatie"),
    Field.SECTOR: gettext_lazy("sector"),
    Field.SECTORS: gettext_lazy("sectoren"),
    Field.FUNCTION: gettext_lazy("functie"),
    Field.MUNICIPALITY: gettext_lazy("gemeente"),
    Field.PERSON_KIND: gettext_lazy("hoe iemand meedoet"),
    Field.BIG: gettext_lazy("BIG-nummer"),
    Field.KNOV: gettext_lazy("nummer van KNOV"),
    Field.SKJ: gettext_lazy("nummer van SKJ"),
    Field.VENVN: gettext_lazy("nummer van V&VN"),
    Field.REGISTERPLEIN: gettext_lazy("nummer van Registerplein"),
    Field.NIP: gettext_lazy("nummer van NIP"),
    Field.KCKZ: gettext_lazy("nummer van Kenniscentrum Kraamzorg"),
    Field.WEBSITE: gettext_lazy("website"),
    Field.IS_SCHOOL: gettext_lazy("is het een school"),
    Field.COURSE: gettext_lazy("training"),
    Field.COURSE_KIND: gettext_lazy("soort training"),
    Field.SUMMARY: gettext_lazy("in één zin"),
    Field.GOALS: gettext_lazy("leerdoelen"),
    Field.GROUP_MIN: gettext_lazy("kleinste groep"),
    Field.GROUP_MAX: gettext_lazy("grootste groep"),
    Field.ON: gettext_lazy("datum"),
    Field.YEAR: gettext_lazy("jaar"),
    Field.HOURS: gettext_lazy("uren"),
    Field.PROVIDER: gettext_lazy("aanbieder"),
    Field.NUMBER: gettext_lazy("aantal mensen"),
}

TROUBLES = {
    Problem.EMPTY: gettext_lazy("In deze lijst staan geen rijen."),
    Problem.TOO_LARGE: gettext_lazy(
        "Deze lijst is te groot. Een lijst mag 10 MB zijn. Splits hem in delen."
    ),
    Problem.TOO_MANY_ROWS: gettext_lazy(
        "Deze lijst heeft meer dan 20.000 rijen. Splits hem in delen."
    ),
    Problem.OLD_WORKBOOK: gettext_lazy(
        "Dit is een oud Excel-bestand (.xls). Open het in Excel en kies: Opslaan als, Excel-werkmap (.xlsx)."
    ),
    Problem.LOCKED: gettext_lazy(
        "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf in Excel en bewaar het opnieuw."
    ),
    Problem.OTHER_SPREADSHEET: gettext_lazy(
        "Dit bestand komt uit een ander rekenprogramma. Bewaar het als .xlsx of .csv en probeer het opnieuw."
    ),
    Problem.NOT_A_LIST: gettext_lazy(
        "Dit is geen lijst die we kunnen lezen. Gebruik een bestand van Excel (.xlsx) of een .csv, of plak de rijen."
    ),
    Problem.DAMAGED: gettext_lazy(
        "Dit bestand is beschadigd. Open het in Excel, bewaar het opnieuw als .xlsx en probeer het nog eens."
    ),
    Problem.BLOWN_UP: gettext_lazy(
        "Dit bestand wordt uitgepakt veel te groot. Plak de rijen in een nieuw Excel-bestand en probeer het opnieuw."
    ),
    Problem.OPEN_QUOTE: gettext_lazy(
        "In deze lijst staat een aanhalingsteken dat niet wordt gesloten. Haal het weg, of bewaar de lijst als .xlsx."
    ),
    "not-allowed": gettext_lazy(
        "Je mag deze lijst niet overnemen. Misschien is je rol veranderd terwijl we bezig waren."
    ),
    "failed": gettext_lazy(
        "Het lukte niet, ook niet na een paar keer proberen. Er is niets veranderd. Neem contact op met de beheerder."
    ),
}


def trouble_words(trouble: str) -> str:
    """Why a list was refused, and what to do."""
    return str(TROUBLES.get(trouble, TROUBLES["failed"]))


def needed_words(names: Iterable[str]) -> str:
    """Fields by their words."""
    return ", ".join(sorted(str(FIELDS[Field(name)]) for name in names))


def stay_words(why: str) -> str:
    """Why something is still there after undoing."""
    words = {
        "signed-in": _("Deze persoon heeft zelf ingelogd."),
        "enrolment.enrolment": _("Deze persoon heeft zich ingeschreven."),
        "another-list": _("Een andere lijst vulde deze persoon aan."),
        "training.takenover": _("Staat ook in een andere lijst met eerdere trainingen."),
        "changed": _("Iemand heeft dit daarna gewijzigd."),
        "training.edition": _("Er zijn edities van deze training."),
        "people.person": _("Er horen mensen bij deze organisatie."),
        "people.role": _("Er hoort een rol bij."),
    }
    if why.startswith("enrolment."):
        why = "enrolment.enrolment"
    return words.get(why, _("Dit wordt al gebruikt."))


def question_words(what: str) -> str:
    """The heading above values that need explaining."""
    return {
        "organisation": _("Welke organisatie is dit?"),
        "municipality": _("Welke gemeente is dit?"),
        "sector": _("Welke sector is dit?"),
    }[what]


_DEEDS = {
    ("person", True): ngettext_lazy("mens erbij", "mensen erbij", "number"),
    ("person", False): ngettext_lazy("mens aangevuld", "mensen aangevuld", "number"),
    ("organisation", True): ngettext_lazy("organisatie erbij", "organisaties erbij", "number"),
    ("organisation", False): ngettext_lazy(
        "organisatie aangevuld", "organisaties aangevuld", "number"
    ),
    ("course", True): ngettext_lazy("training erbij", "trainingen erbij", "number"),
    ("course", False): ngettext_lazy("training aangevuld", "trainingen aangevuld", "number"),
    ("learning", True): ngettext_lazy(
        "eerdere training van iemand", "eerdere trainingen van mensen", "number"
    ),
    ("achievement", True): ngettext_lazy("kwalificatie gegeven", "kwalificaties gegeven", "number"),
    ("count", True): ngettext_lazy(
        "aantal van een eerdere training", "aantallen van eerdere trainingen", "number"
    ),
}


def deed_words(what: str, number: int, *, made: bool) -> str:
    """What was done, for beside a number."""
    words = _DEEDS.get((what, made), _DEEDS[what, True])
    return str(words % {"number": number})
