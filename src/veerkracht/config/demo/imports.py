"""Lists that the demo's coordinators moved in with: one taken over, one that waits, numbers of before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from veerkracht.config.demo.cast import Cast, Directory
from veerkracht.config.demo.courses import NOORD, ZUID
from veerkracht.config.demo.people import DOMAIN
from veerkracht.imports import actions, queries, work
from veerkracht.imports.fields import Kind
from veerkracht.imports.models import ImportedList, State
from veerkracht.imports.rules import Answer, Fate
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.people.models import Person

BEFORE = today().year - 3  # a year that earlier training can be of, whenever the demo is loaded


@dataclass(frozen=True)
class Plan:
    """A list: its name, of what, for which region, how many days ago, and how far it came."""

    title: str
    kind: Kind
    region: str
    days: int
    rows: str
    taken_over: bool = True


EARLIER = f"""Deelnemers basistraining
;;;;;
Deelnemer;E-mail;Training;Datum;Uren;Organisatie
Sanne Voorbeeld;verloskundige@{DOMAIN};Kennismaken met Positieve Gezondheid;12 mrt. {BEFORE};3,5;
Noor Verzonnen;jeugdverpleegkundige@{DOMAIN};Kennismaken met Positieve Gezondheid;12-03-{BEFORE};3,5;
Noor Verzonnen;jeugdverpleegkundige@{DOMAIN};Het andere gesprek;{BEFORE + 1};7;
Tess Trainersma;trainer@{DOMAIN};Het andere gesprek;9/11/{BEFORE};7;
Vera Vroeger;vera.vroeger@{DOMAIN};Het andere gesprek;9/11/{BEFORE};7;Zuyd Hogeschool
Vera Vroeger;v.vroeger@{DOMAIN};Kennismaken met Positieve Gezondheid;{BEFORE};3,5;Zuyd Hogeschool
Otto Oudgediende;otto.oudgediende@{DOMAIN};Kennismaken met Positieve Gezondheid;{BEFORE};3,5;
Zonder Adres;;Kennismaken met Positieve Gezondheid;{BEFORE};3,5;
"""
NUMBERS = f"""Training;Jaar;Aantal deelnemers;Gemeente
Kennismaken met Positieve Gezondheid;{BEFORE};240;
Kennismaken met Positieve Gezondheid;{BEFORE + 1};185;
Het andere gesprek;{BEFORE + 1};62;Venlo
Het andere gesprek;{BEFORE + 1};35;Venray
"""
WAITING = f"""Naam;E-mail;Organisatie;Functie;Gemeente
Sanne Voorbeeld;sanne.prive@{DOMAIN};Kansrijke Start Zuid-Limburg;verloskundige;Heerlen
Ella Erbij;ella.erbij@{DOMAIN};Heerlen STAND-BY;buurtwerker;Heerlen
Nico Nieuw;nico.nieuw@{DOMAIN};Praktijk de Vuursteen;huisarts;Valkenburg aan de Geul
Dora Dubbel;dora.dubbel@{DOMAIN};Zuyd Hogeschool;docent;Maastricht
Dora Dubbel;DORA.DUBBEL@{DOMAIN};Zuyd Hogeschool;;
Gast zonder adres;;Praktijk de Vuursteen;;
"""
PLANS = (
    Plan("deelnemers-van-voor-het-platform.csv", Kind.PAST, ZUID, 20, EARLIER),
    Plan("aantallen-noord.csv", Kind.COUNTS, NOORD, 12, NUMBERS),
    Plan("netwerk-zuid.csv", Kind.PEOPLE, ZUID, 1, WAITING, taken_over=False),
)


def bring_in(directory: Directory, cast: Cast) -> None:
    """Bring each list that is not there yet, as far as its plan says."""
    there = set(ImportedList.objects.values_list("title", flat=True))
    for plan in PLANS:
        if plan.title not in there:
            with held_at(now() - timedelta(days=plan.days)):
                _bring(plan, directory, cast.coordinator(plan.region))


def _bring(plan: Plan, directory: Directory, by: Person) -> None:
    imported = actions.bring_list(
        by=by,
        region=directory.regions[plan.region],
        kind=plan.kind,
        title=plan.title,
        content=plan.rows.encode("cp1252"),
    )
    work.hurry(imported)
    actions.choose_columns(imported=imported, by=by, chosen=imported.columns)
    if imported.state == State.COLUMNS:
        actions.explain_values(imported=imported, by=by, meanings={}, rest="new")
    work.hurry(imported)
    if plan.taken_over:
        if queries.fates(imported).get(Fate.ASKED):  # she meant to look later whether they are one
            actions.answer(imported=imported, by=by, answers={}, everybody=Answer.OTHER)
            work.hurry(imported)
        actions.start_taking_over(imported=imported, by=by)
        work.work_on_lists()
