"""Actions, partners and money for tests, made through the same verbs that people use."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region as region_by_code
from veerkracht.programme import actions
from veerkracht.programme.models import Action, BudgetLine, Theme

DUE = date(2026, 12, 31)


def zuid() -> Area:
    """Zuid-Limburg."""
    return region_by_code(factories.ZUID)


def ggd() -> Organisation:
    """The owner of most things here."""
    return factories.organisation()


def burgerkracht() -> Organisation:
    """A partner of most things here."""
    return factories.organisation("burgerkracht-limburg")


def provincie() -> Organisation:
    """A funder."""
    return factories.organisation("provincie-limburg")


def theme(title: str = "Positieve Gezondheid") -> Theme:
    """A theme of Kansrijke Start."""
    return actions.make_theme(programme="Kansrijke Start", title=title, by=None)


def action(**values: Any) -> Action:
    """An action of the GGD with Burgerkracht, in the south."""
    usual: dict[str, Any] = {
        "region": zuid(),
        "what": "Ouders uitnodigen voor het netwerk",
        "owner": ggd(),
        "due_on": DUE,
        "partners": [actions.Part(burgerkracht(), "werft ouders")],
    }
    return actions.make_action(by=None, **{**usual, **values})


def line(year: int = 2026, **values: Any) -> BudgetLine:
    """Money of the Province for the theme, incidental: € 45.000 promised."""
    usual: dict[str, Any] = {
        "region": zuid(),
        "theme": theme(),
        "funder": provincie(),
        "what": "Scholing",
        "amounts": actions.Amounts(asked=50_000_00, promised=45_000_00),
    }
    return actions.make_budget_line(year=year, by=None, **{**usual, **values})


def works_at(person: Person, organisation: Organisation) -> Person:
    """The person, working at an organisation."""
    Person.objects.filter(pk=person.pk).update(organisation=organisation)
    person.organisation = organisation
    return person
