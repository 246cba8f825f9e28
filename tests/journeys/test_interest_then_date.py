"""A coordinator opens a training without dates; people say they are interested; dates come, and places in order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.browser import Journey, events, method
from veerkracht.config.demo.people import DOMAIN
from veerkracht.enrolment.actions import leave, request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import today
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person
from veerkracht.training.models import Course, Edition

pytestmark = pytest.mark.browser

COURSE = "starten-met-positieve-gezondheid"
SECOND = timedelta(seconds=1)
ROW = "main fieldset.session-row:has(legend:text-is('Bijeenkomst 1'))"


def test_interest_first_and_a_date_later(journey: Journey) -> None:
    edition = opens_without_dates(journey)
    first = other("Vera Vroeg", edition, journey.way.name)
    anna = lets_us_know(journey, edition)
    last = other("Lars Laat", edition, journey.way.name)
    waits_for_a_date(journey, edition)
    gives_dates(journey, edition)
    journey.mail(anna.email, "De datum is bekend")  # before an offer would make it old news
    offer_is_turned_down(journey, edition, first)
    says_yes(journey, anna)
    assert [state_of(one, edition) for one in (first, anna, last)] == [
        State.DECLINED,
        State.PLACED,
        State.WAITING,
    ]


def opens_without_dates(journey: Journey) -> Edition:
    """Everything is known but when and where."""
    course = Course.objects.get(slug=COURSE)
    journey.become("coordinator", at=f"/werk/edities/nieuw/?training={course.pk}")
    journey.is_headed("Nieuwe editie van")
    venue = f"De Wachtkamer ({journey.way.name})"
    journey.tick("De datum volgt nog")
    journey.fill("Locatie", venue)
    journey.fill("Aantal plaatsen", "2")
    journey.look("form")
    journey.press("Bewaar als concept")
    journey.reads("De editie staat klaar als concept")
    journey.press("Zet open")
    journey.reads("De editie staat open")
    journey.look("open-without-dates")
    return Edition.objects.get(venue=venue)


def other(name: str, edition: Edition, way: str) -> Person:
    """Somebody else who lets us know."""
    person = invite_person(
        email=f"{name.split(maxsplit=1)[0].lower()}-{way}@{DOMAIN}", name=name, by=None
    )
    request_places(people=[person], editions=[edition], by=person)
    return person


def lets_us_know(journey: Journey, edition: Edition) -> Person:
    """A visitor finds it apart from what has dates, and lets us know in two steps."""
    address = f"anna-{journey.way.name}@{DOMAIN}"
    journey.become_nobody()
    journey.visit("/leren/")
    journey.reads("Nog zonder datum")
    journey.look("finder")
    journey.visit(f"/leren/{edition.pk}/{COURSE}/")
    journey.reads("De datum volgt nog")
    journey.look("edition")
    journey.follow("Laat weten dat je mee wilt doen", within="main")
    journey.sign_in(address)
    journey.is_headed("Welkom")
    journey.follow("Sla over", within="main")
    journey.is_headed("Laat weten dat je mee wilt doen")
    journey.reads("1 ander wil ook meedoen")
    journey.look("request")
    journey.press("Laat weten dat je mee wilt doen", within="main")
    journey.reads("Je staat 2e op de lijst")
    journey.look("on-the-list")
    journey.mail(address, "Je staat op de lijst")
    return Person.objects.get(email=address)


def waits_for_a_date(journey: Journey, edition: Edition) -> None:
    """The coordinator sees who would come."""
    journey.become("coordinator", at=f"/werk/edities/{edition.pk}/lijst/")
    journey.reads("Wie mee wil doen")
    journey.look("who-would-come")


def gives_dates(journey: Journey, edition: Edition) -> None:
    """A day and a place; offers go out in order."""
    journey.follow("Wijzig", within="main")
    journey.fill("Datum", day().isoformat(), within=ROW)
    journey.fill("Van", "09:30", within=ROW)
    journey.fill("Tot", "16:00", within=ROW)
    journey.choose("Gemeente", "Heerlen")
    journey.fill("Aantal plaatsen", "1")
    journey.press("Bewaar", within="main form:has(fieldset)")
    journey.reads("Bewaard.")
    journey.look("dated")
    edition.refresh_from_db()
    assert edition.starts_at is not None


def offer_is_turned_down(journey: Journey, edition: Edition, person: Person) -> None:
    """Who was first cannot come; the place goes to the next."""
    mail = journey.mail(person.email, "De datum is bekend")
    assert "We houden de plaats voor je vrij tot" in mail.text
    row = Enrolment.objects.select_related("edition", "person").get(person=person, edition=edition)
    assert row.offer_expires_at is not None
    assert timedelta(0) <= row.changed_at + timedelta(days=5) - row.offer_expires_at < SECOND
    leave(enrolment=row, by=person)


def says_yes(journey: Journey, person: Person) -> None:
    """The next knows the date already, gets the offer and says yes."""
    journey.become_nobody()
    journey.open_mail(journey.mail(person.email, "Er is een plaats voor je"))
    journey.sign_in(person.email)
    journey.reads("We houden hem vrij tot")
    journey.look("offer")
    journey.press("Ja, ik kom", within="main")
    journey.reads("Je doet mee")
    journey.look("placed")
    mail = journey.mail(person.email, "Je plaats is van jou")
    assert (method(mail), len(events(mail))) == ("REQUEST", 1)


def state_of(person: Person, edition: Edition) -> str:
    """Where somebody is in this edition; nowhere is empty."""
    row = Enrolment.objects.filter(person=person, edition=edition).first()
    return row.state if row else ""


def day() -> date:
    """A Tuesday ten weeks ahead."""
    return today() + timedelta(days=8 - today().weekday(), weeks=10)
