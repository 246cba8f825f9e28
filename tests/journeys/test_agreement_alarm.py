"""A promise becomes firm, its money turns out to end too soon, people are alarmed, and it is renewed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.programme.agreement_alarms import tell_agreement_alarms
from veerkracht.programme.models import Agreement, AgreementAlarm, BudgetLine, Theme
from veerkracht.programme.money_actions import Amounts, make_budget_line

pytestmark = pytest.mark.browser

WHAT = "Elk jaar twintig plekken voor kraamverzorgenden"
COORDINATOR, PIM = "coordinator@voorbeeld.example", "beleid@voorbeeld.example"
YEAR = date.today().year  # noqa: DTZ011 - a wall calendar
FIRST, LATER = "Plekken voor kraamzorg", "Eigen geld voor kraamzorg"
FUNDER = "Provincie Limburg"


def test_an_alarm_goes_off_and_goes_away(journey: Journey) -> None:
    money_is_there()
    a_promise_is_written_down(journey)
    who_promised_makes_it_firm(journey)
    the_money_changes(journey)
    people_are_alarmed(journey)
    it_is_renewed(journey)
    the_list_on_paper(journey)


def money_is_there() -> None:
    """For this year and the two after; what another walk left goes."""
    Agreement.objects.filter(what=WHAT).delete()
    BudgetLine.objects.filter(what__in=[FIRST, LATER]).delete()
    for what in (FIRST, LATER):
        for year in (YEAR, YEAR + 1, YEAR + 2):
            make_budget_line(
                region=region("zuid-limburg"),
                theme=Theme.objects.get(title="Scholing van professionals"),
                funder=Organisation.objects.get(name=FUNDER),
                what=what,
                year=year,
                by=None,
                amounts=Amounts(promised=20_000_00),
            )


def line(what: str, year: int = YEAR) -> str:
    """How a list names money."""
    return f"{what} ({year}), {FUNDER}"


def page(what: str = WHAT) -> str:
    """Where the agreement is."""
    return f"/werk/afspraken/{Agreement.objects.get(what=what).pk}/"


def a_promise_is_written_down(journey: Journey) -> None:
    """Coby, with money that reaches far enough."""
    journey.become("coordinator", at="/werk/afspraken/")
    journey.reads("Het geld houdt eerder op dan de belofte")
    journey.look("list")
    journey.follow("Nieuwe afspraak", within="main")
    journey.expected.append("422")
    journey.press("Schrijf de afspraak op")
    journey.reads("Vul dit nog in")
    journey.choose("Wie belooft het?", FUNDER)
    journey.fill("Wat is beloofd?", WHAT)
    journey.fill("Vanaf", f"{YEAR}-01-01")
    journey.fill("Tot en met", f"{YEAR + 2}-12-31")
    journey.fill("In welk beleid", "Sociale Agenda")
    journey.choose("Van welk geld?", line(FIRST))
    journey.look("new")
    journey.press("Schrijf de afspraak op")
    journey.reads("De afspraak staat, als voornemen.")


def who_promised_makes_it_firm(journey: Journey) -> None:
    """Pim, who speaks for the Province, three steps; each with what shows it."""
    journey.become("beleid", at=page())
    for evidence in (
        "Het bedrag staat in een mail.",
        "De brief is getekend.",
        "Begroting, blz. 40.",
    ):
        journey.fill("Waar zie je dat aan?", evidence)
        journey.press("Maak de afspraak vaster")
        journey.reads("De afspraak is een stap vaster")
    journey.reads("In de begroting")
    journey.reads("Begroting, blz. 40.")
    journey.look("firm")


def the_money_changes(journey: Journey) -> None:
    """Coby takes back what was promised for the years after this one."""
    journey.become(
        "coordinator", at=f"/werk/geld/{BudgetLine.objects.get(what=FIRST, year=YEAR).pk}/"
    )
    for year in (YEAR + 1, YEAR + 2):
        field = journey.page.locator(f"#id_jaar-{year}-promised")
        journey.way.fill(journey.page, field, "0")
    journey.press("Bewaar", within="main")
    journey.reads("Wat er stond, vind je bij de geschiedenis.")
    journey.visit(page())
    journey.reads(f"Het geld houdt op na {YEAR}")
    journey.look("alarm")


def people_are_alarmed(journey: Journey) -> None:
    """The daily job tells Coby and Pim, once; it waits on their own pages."""
    before = {who: newest_mail(who) for who in (COORDINATOR, PIM)}
    assert tell_agreement_alarms() == 1
    assert tell_agreement_alarms() == 0
    subject = f"Kijk naar deze afspraak: {WHAT}"
    mails = {who: journey.mail(who, subject, after=number) for who, number in before.items()}
    assert f"Het geld houdt op na {YEAR}" in mails[COORDINATOR].text
    journey.become("beleid", at="/mijn-plek/")
    journey.reads(f"Kijk naar de afspraak: {WHAT}")
    journey.open_mail(mails[PIM])
    journey.reads("Deze afspraak vraagt aandacht")


def it_is_renewed(journey: Journey) -> None:
    """With money for the years after."""
    journey.fill("Tot en met", f"{YEAR + 2}-12-31")
    journey.choose("Van welk geld?", line(LATER))
    journey.fill("Waar zie je dat aan?", "Besluit van dit najaar.")
    journey.press("Verleng", within="main form")
    journey.reads("De afspraak is verlengd")
    assert "vraagt aandacht" not in journey.page.locator("main").inner_text()
    assert not AgreementAlarm.objects.filter(agreement__what=WHAT, over_at=None).exists()
    journey.look("renewed")
    journey.visit("/mijn-plek/")
    assert WHAT not in journey.page.locator("main").inner_text()


def the_list_on_paper(journey: Journey) -> None:
    """Coby prints what asks for attention; this one does not any more."""
    journey.become("coordinator", at="/werk/afspraken/papier/?let_op=on")
    journey.is_headed("Afspraken")
    assert WHAT not in journey.page.locator("main").inner_text()
    journey.look("paper")
