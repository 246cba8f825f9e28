"""A coordinator makes a training, runs an edition of it, and calls it off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.browser import Journey, events, method
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local, today
from veerkracht.training.models import Course, Edition

pytestmark = pytest.mark.browser

REASON = "De trainer is ziek en er is geen vervanger."
ROW = "main fieldset.session-row:has(legend:text-is('Bijeenkomst {}'))"


def test_a_coordinator_runs_an_edition(journey: Journey) -> None:
    title = f"Werken met het web ({journey.way.name})"
    journey.become("coordinator")
    sees_what_waits(journey)
    makes_a_course(journey, title)
    edition = makes_an_edition(journey, title)
    publishes(journey, edition)
    adds_people(journey, edition)
    makes_room(journey, edition)
    changes_a_date(journey, edition)
    copies(journey, edition)
    prints_the_list(journey, edition)
    trainer_sees_the_list(journey, edition, title)
    calls_off(journey, edition)


def sees_what_waits(journey: Journey) -> None:
    """The workbench says what needs attention."""
    journey.reads("Dag Coby")
    journey.follow("Mijn werk", within="main")
    journey.is_headed("Mijn werk")
    journey.reads("nog maar 3 deelnemers")
    journey.look("workbench")


def makes_a_course(journey: Journey, title: str) -> None:
    """A training: what one learns and for whom."""
    journey.follow("Alle trainingen", within="main")
    journey.is_headed("Trainingen van je regio")
    journey.look("courses")
    journey.follow("Nieuwe training", within="main")
    journey.is_headed("Nieuwe training")
    journey.fill("Titel", title)
    journey.choose("Soort", "Basistraining")
    journey.fill("In één zin", "Je leert het web gebruiken in je eigen werk.")
    journey.fill("Wat je leert", "Je kent de zes kanten van het leven")
    journey.tick("Verloskunde")
    journey.fill("Uren", "7")
    journey.fill("Kleinste groep", "2")
    journey.fill("Grootste groep", "3")
    journey.look("course-form")
    journey.press("Maak de training")
    journey.is_headed(title)
    journey.look("course")


def makes_an_edition(journey: Journey, title: str) -> Edition:
    """Two meetings, a place, three places, and a trainer."""
    journey.follow("Nieuwe editie", within="main")
    journey.is_headed("Nieuwe editie van")
    for number, weeks in ((1, 6), (2, 8)):
        row = ROW.format(number)
        journey.fill("Datum", monday(weeks).isoformat(), within=row)
        journey.fill("Van", "09:00", within=row)
        journey.fill("Tot", "12:30", within=row)
    journey.choose("Gemeente", "Heerlen")
    journey.fill("Locatie", "De Proeftuin, kelder")
    journey.fill("Aantal plaatsen", "3")
    journey.tick("Tess Trainersma")
    journey.look("edition-form")
    journey.press("Bewaar als concept")
    journey.reads("De editie staat klaar als concept")
    journey.look("draft")
    return Edition.objects.get(course=Course.objects.get(title=title))


def publishes(journey: Journey, edition: Edition) -> None:
    """From now on people can find it."""
    journey.press("Zet open")
    journey.reads("De editie staat open")
    edition.refresh_from_db()
    assert edition.state == "published"


def adds_people(journey: Journey, edition: Edition) -> None:
    """Two who come together, and then two more, of whom one has to wait."""
    journey.follow("Wie er komt", within="main")
    journey.reads("Nog niemand")
    way = journey.way.name
    journey.fill(
        "Wie wil je inschrijven?",
        f"Ada Duo, ada-{way}@voorbeeld.example\nBo Duo, bo-{way}@voorbeeld.example",
    )
    journey.tick("Ze willen alleen samen komen")
    journey.press("Schrijf in")
    journey.reads("2 mensen hebben een plaats.")
    journey.fill(
        "Wie wil je inschrijven?",
        f"Cas Alleen cas-{way}@voorbeeld.example\nDee Alleen <dee-{way}@voorbeeld.example>",
    )
    journey.press("Schrijf in")
    journey.reads("1 persoon heeft een plaats. 1 persoon wacht.")
    journey.reads("Er is geen plaats vrij.")
    journey.unfold("Wat er gebeurde")
    journey.look("list-with-queue")
    assert counts(edition) == {State.PLACED: 3, State.WAITING: 1}


def makes_room(journey: Journey, edition: Edition) -> None:
    """One place more, and who waits gets an offer."""
    journey.follow("Wijzig", within="main")
    journey.fill("Aantal plaatsen", "4")
    journey.press("Bewaar", within="main form:has(fieldset)")
    journey.reads("Bewaard.")
    journey.mail(f"dee-{journey.way.name}@voorbeeld.example", "Er is een plaats voor je")
    assert counts(edition) == {State.PLACED: 3, State.OFFERED: 1}


def changes_a_date(journey: Journey, edition: Edition) -> None:
    """The second meeting moves; calendars hear of it."""
    address = f"ada-{journey.way.name}@voorbeeld.example"
    before = journey.mail(address, "Je plaats is van jou")
    journey.fill("Datum", (monday(8) + timedelta(days=1)).isoformat(), within=ROW.format(2))
    journey.press("Bewaar", within="main form:has(fieldset)")
    after = journey.mail(address, "er is iets veranderd")
    for old, new in zip(events(before), events(after), strict=True):
        assert new["UID"] == old["UID"]
        assert new["SEQUENCE"] > old["SEQUENCE"]
    assert local(events(after)[1]["DTSTART"].dt).date() == monday(8) + timedelta(days=1)


def copies(journey: Journey, edition: Edition) -> None:
    """The same again, later, as a draft."""
    journey.follow("Kopieer", within="main")
    journey.is_headed("Kopieer")
    journey.fill("Eerste dag van de nieuwe editie", monday(20).isoformat())
    journey.look("copy")
    journey.press("Maak de kopie")
    journey.reads("De kopie staat klaar als concept")
    copy = Edition.objects.filter(course=edition.course_id).exclude(pk=edition.pk).get()
    assert copy.state == "draft"
    assert copy.starts_at is not None
    assert local(copy.starts_at).date() == monday(20)


def prints_the_list(journey: Journey, edition: Edition) -> None:
    """The attendance list on paper."""
    journey.visit(f"/werk/edities/{edition.pk}/lijst/")
    journey.follow("Presentielijst", within="main")
    journey.is_headed("Presentielijst")
    journey.reads("Ada Duo")
    journey.look("attendance-sheet")


def trainer_sees_the_list(journey: Journey, edition: Edition, title: str) -> None:
    """The trainer sees who comes, and cannot change it."""
    journey.become("trainer", at="/werk/")
    journey.is_headed("Mijn werk")
    journey.look("trainer-work")
    journey.follow(title, within="main")
    journey.is_headed(title)
    journey.reads("Ada Duo")
    assert journey.page.get_by_role("button", name="Meld af").count() == 0
    journey.look("trainer-list")


def calls_off(journey: Journey, edition: Edition) -> None:
    """Everybody is told why, and it leaves their calendars."""
    journey.become("coordinator", at=f"/werk/edities/{edition.pk}/")
    journey.follow("Laat niet doorgaan", within="main")
    journey.is_headed("niet door?")
    journey.fill("Waarom gaat het niet door?", REASON)
    journey.look("call-off")
    journey.press("Ja, dit gaat niet door")
    journey.reads("De editie gaat niet door")
    journey.look("called-off")
    for name in ("ada", "bo", "cas", "dee"):
        mail = journey.mail(f"{name}-{journey.way.name}@voorbeeld.example", "Gaat niet door")
        assert REASON in mail.text
        assert method(mail) == "CANCEL"
    assert counts(edition) == {State.CALLED_OFF: 4}


def monday(weeks: int) -> date:
    """The Monday some weeks from now."""
    return today() + timedelta(days=7 - today().weekday(), weeks=weeks)


def counts(edition: Edition) -> dict[str, int]:
    """How many people are in each state."""
    states = Enrolment.objects.filter(edition=edition).values_list("state", flat=True)
    return {state: list(states).count(state) for state in set(states)}
