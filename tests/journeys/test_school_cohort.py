"""A school enrols a class from a spreadsheet, a student answers, and the class goes on to another training."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tests.journeys.browser import Journey
from veerkracht.bookings.models import Cohort
from veerkracht.people.models import Person, PersonKind
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

VENUE = "De Hoge School, lokaal 12"
NAMES = ("Ada", "Bas")  # in each of the three ways: all of them find a place


def test_a_school_enrols_a_class_and_follows_it(journey: Journey, chromium: Browser) -> None:
    edition = Edition.objects.select_related("course").get(venue=VENUE)
    enrols(journey, edition)
    student_says_yes(journey, chromium, address(journey, "Ada"))
    follows(journey)
    goes_on(journey)


def name_of_class(journey: Journey) -> str:
    return f"VP3-{journey.way.name}"


def address(journey: Journey, name: str) -> str:
    return f"{name.lower()}-{journey.way.name}@zuyd.voorbeeld.example"


def sheet(journey: Journey) -> bytes:
    """The class as the school's own system gives it."""
    book = Workbook()
    book.active.append(["Nr", "Naam", "E-mailadres"])
    for number, name in enumerate(NAMES, start=1):
        book.active.append([number, f"{name} Aankomend", address(journey, name)])
    book.active.append([3, "Gea Geenadres", None])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def enrols(journey: Journey, edition: Edition) -> None:
    """From the page of an edition for students, with a file."""
    journey.become("school", at=f"/leren/{edition.pk}/{edition.course.slug}/")
    journey.follow("Schrijf een klas in", within="main")
    journey.is_headed("Schrijf een klas in")
    journey.look("form")
    journey.fill("Naam van de klas", name_of_class(journey))
    journey.fill("Opleiding", "Verpleegkunde")
    file = {"name": "klas.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(journey)}
    journey.page.get_by_label("Of kies een bestand").set_input_files(file)  # type: ignore[arg-type]  # a file as playwright reads it
    journey.press("Kijk de lijst na")
    journey.is_headed("Klopt deze lijst?")
    journey.reads("2 mensen krijgen een mail")
    journey.reads("Gea Geenadres")
    journey.look("preview")
    journey.press("Boek 2 plaatsen")
    journey.reads("We mailen 2 mensen")


def student_says_yes(journey: Journey, chromium: Browser, student: str) -> None:
    """A student is a student of this school from her own yes on."""
    other = Journey(journey.name, journey.address, chromium, journey.way)
    other.open_mail(other.mail(student, "schreef je in"))
    assert Person.objects.get(email=student).organisation is None
    other.follow("Log in en antwoord", within="main")
    other.sign_in(student)
    other.is_headed("Kom je?")
    other.look("answer")
    other.press("Ja, ik kom")
    other.reads("Je doet mee")
    person = Person.objects.select_related("organisation").get(email=student)
    assert (person.kind, str(person.organisation)) == (PersonKind.STUDENT, "Zuyd Hogeschool")
    other.end()


def follows(journey: Journey) -> None:
    """The class stands in its study year, with who has a place and who did not answer."""
    journey.visit("/mijn-organisatie/")
    journey.reads("Jullie klassen")
    journey.look("overview")
    journey.follow(name_of_class(journey), within="#klassen ~ div")
    journey.is_headed(name_of_class(journey))
    journey.reads("1 heeft een plaats")
    journey.reads("1 antwoordde nog niet")
    journey.look("class")


def goes_on(journey: Journey) -> None:
    """The same list for another training, looked at again before it is sent."""
    journey.follow("Schrijf deze klas in voor nog een training")
    journey.is_headed("Waarvoor schrijf je")
    journey.look("choose")
    card = journey.page.locator("main article", has_text="De Watermolen").first
    journey.way.press(journey.page, card.get_by_role("link").first)
    journey.is_headed("Schrijf een klas in")
    journey.press("Kijk de lijst na")
    journey.reads("2 mensen krijgen een mail")
    journey.press("Boek 2 plaatsen")
    journey.reads("We mailen 2 mensen")
    cohort = Cohort.objects.get(name=name_of_class(journey))
    assert (cohort.students.count(), cohort.bookings.count()) == (2, 2)
    journey.look("again")
