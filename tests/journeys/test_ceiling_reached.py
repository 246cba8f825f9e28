"""The money of a subsidy is gone: wait for it, or pay yourself; it comes back, and who waits gets the place."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.config.demo.funding import FULL, SEAT
from veerkracht.enrolment.actions import leave
from veerkracht.enrolment.models import LIVE, Enrolment
from veerkracht.funding.actions import set_ceiling, stop_waiting
from veerkracht.funding.models import LIVE_WAITS, Account, Cover, MoneyWait, OwnPayment, Scheme
from veerkracht.people.models import Person

pytestmark = pytest.mark.browser

CARLA, BENTE = "coalitie@voorbeeld.example", "eigenaar@voorbeeld.example"


def test_a_full_ceiling_gives_two_choices(journey: Journey) -> None:
    scheme = as_before()
    cover = Cover.objects.select_related("edition").get(scheme=scheme)
    waits(journey, cover.edition_id)
    pays(journey, cover.edition_id)
    before = newest_mail(CARLA)
    is_raised(journey, scheme)
    gets_the_place(journey, cover.edition_id, after=before)


def as_before() -> Scheme:
    """As the demo began: nobody of another walk has a place or waits, and nothing is free."""
    scheme = Scheme.objects.get(name=FULL)
    coordinator = Person.objects.get(email="coordinator@voorbeeld.example")
    ours = Person.objects.filter(email__in=[CARLA, BENTE])
    for wait in MoneyWait.objects.filter(person__in=ours, state__in=LIVE_WAITS):
        stop_waiting(wait=wait, by=wait.person)
    edition = Cover.objects.get(scheme=scheme).edition
    for row in Enrolment.objects.filter(person__in=ours, edition=edition, state__in=LIVE):
        leave(enrolment=row, by=row.person)
    OwnPayment.objects.filter(person__in=ours).delete()
    balances = dict(Account.objects.filter(scheme=scheme).values_list("kind", "balance"))
    used = -balances["awarded"] - balances["available"]
    set_ceiling(scheme=scheme, amount=used, reason="Zoals het was", evidence="-", by=coordinator)
    return scheme


def waits(journey: Journey, edition: int) -> None:
    """Carla wants a place; the money is gone, and she waits for it."""
    journey.become("coalitie", at=f"/leren/{edition}/inschrijven/")
    journey.reads("Het geld van de subsidie is op")
    journey.reads("De volle prijs is")
    journey.look("choices")
    journey.press("Ik wacht op geld")
    journey.is_headed("Wachten op geld")
    journey.reads("Je krijgt een mail zodra er geld is")
    journey.look("waits")


def pays(journey: Journey, edition: int) -> None:
    """Bente does not want to wait."""
    journey.become("eigenaar", at=f"/leren/{edition}/inschrijven/")
    journey.press("Ik betaal zelf")
    journey.reads("Je betaalt deze training zelf. Gelukt: je plaats is van jou")
    paid = OwnPayment.objects.get(person__email=BENTE)
    assert paid.price >= SEAT


def is_raised(journey: Journey, scheme: Scheme) -> None:
    """Coby sees who waits, and raises the ceiling by the letter of the province."""
    journey.become("coordinator", at="/werk/subsidies/")
    journey.reads("geld is op")
    journey.look("schemes")
    journey.follow(FULL, within="main")
    journey.is_headed(FULL)
    journey.look("scheme")
    journey.follow("Wachten op geld", within="main")
    journey.reads("Carla Coalitie")
    journey.look("queue")
    journey.visit(f"/werk/subsidies/{scheme.pk}/")
    journey.follow("Wijzig het plafond", within="main")
    waiting = MoneyWait.objects.filter(scheme=scheme, state="waiting").count()
    awarded = -Account.objects.get(scheme=scheme, kind="awarded").balance
    journey.expected.append("422")
    journey.fill("Plafond in euro's", "100,123")
    journey.fill("Waarom?", "De provincie geeft meer")
    journey.fill("Kenmerk van de brief", "PL-2026-0533/wijziging")
    journey.press("Stel het plafond vast")
    journey.reads("Een bedrag heeft hoogstens twee cijfers")
    journey.fill("Plafond in euro's", f"{(awarded + waiting * SEAT) // 100}")
    journey.press("Stel het plafond vast")
    journey.reads("Het plafond is vastgesteld")


def gets_the_place(journey: Journey, edition: int, *, after: int) -> None:
    """Carla's mail leads to one page with one button."""
    mail = journey.mail(CARLA, "Er is weer geld voor", after=after)
    journey.become("coalitie")
    journey.open_mail(mail)
    journey.reads("Er is geld voor je plaats")
    journey.look("told")
    journey.press("Ja, ik wil de plaats")
    journey.reads("De subsidie betaalt. Gelukt: je plaats is van jou")
    row = Enrolment.objects.get(person__email=CARLA, edition=edition, state="placed")
    journey.become("beleid", at="/werk/subsidies/")
    journey.follow(FULL, within="main")
    journey.follow("Boekingen", within="main")
    journey.reads(f"een plaats {row.pk}")
    journey.look("ledger")
