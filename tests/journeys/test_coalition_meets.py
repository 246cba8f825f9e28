"""A coalition meets: the agenda makes itself and goes to all; minutes, an action, and what goes along."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.coalitions.models import Agenda, Coalition, MinuteLine, Point
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Decision, Meeting
from veerkracht.programme.models import Action

pytestmark = pytest.mark.browser

NAME, SANNE, CARLA = (
    "Kansrijke Start Zuid-Limburg",
    "verloskundige@voorbeeld.example",
    "coalitie@voorbeeld.example",
)
BROUGHT, LATER = "Zwangerschapscafé in Heerlen", "Nieuwe naam voor de nieuwsbrief"
STORY = "Mevrouw Bokkepruik van 34 jaar wil graag mee"
DECISION, PROMISE = "Het zwangerschapscafé begint in maart.", "Regelt een ruimte in de bibliotheek."


def test_a_coalition_meets(journey: Journey) -> None:
    begin()
    meeting = plans(journey)
    brings_a_point(journey, meeting)
    prepares_and_mails(journey, meeting)
    writes_minutes(journey, meeting)
    finishes(journey, meeting)
    goes_along(journey, meeting)
    everybody_reads(journey)


def begin() -> None:
    """As the demo left it, also after another walk."""
    coalition = Coalition.objects.get(name=NAME)
    lines = MinuteLine.objects.filter(words__in=[DECISION, PROMISE])
    lines.delete()
    Action.objects.filter(what=PROMISE).delete()
    Decision.objects.filter(what=DECISION).delete()
    Point.objects.filter(title__in=[BROUGHT, LATER]).delete()
    planned = Meeting.objects.filter(series=coalition.series, place="Journey 1")
    planned.delete()


def plans(journey: Journey) -> Meeting:
    """Carla plans a meeting; its agenda is there at once and has filled itself."""
    journey.become("coalitie", at="/mijn-plek/coalities/")
    journey.follow(NAME, within="main")
    journey.is_headed(NAME)
    journey.look("inside")
    journey.follow("Weten jullie de datum al?", within="main")
    day = date.today() + timedelta(days=9)  # noqa: DTZ011 - a wall calendar
    journey.fill("Welke dag?", f"{day:%Y-%m-%d}")
    journey.fill("Hoe laat begint het?", "13:30")
    journey.fill("Waar?", "Journey 1")
    journey.press("Zet de datum vast")
    journey.reads("Gepland. Iedereen krijgt een mail")
    journey.reads("De agenda is open")
    meeting = Meeting.objects.get(place="Journey 1")
    journey.follow("Bekijk de agenda", within="main")
    for words in (
        "Positieve Gezondheid in ons gebied",
        "Acties die lopen",
        "Trainingen met plaats",
        "CBS",
    ):
        journey.reads(words)
    return meeting


def brings_a_point(journey: Journey, meeting: Meeting) -> None:
    """Sanne brings a point; what looks like somebody's story is asked to be written anew."""
    journey.become("verloskundige", at=f"/coalities/agenda/{meeting.pk}/")
    journey.fill("Waar gaat het over?", BROUGHT)
    journey.fill("Toelichting", STORY)
    journey.expected.append("422")
    journey.press("Zet op de agenda")
    journey.reads("Dit lijkt op")
    journey.look("asked-anew")
    assert not Point.objects.filter(title=BROUGHT).exists()
    journey.fill("Toelichting", "Wie doet mee, en waar kan het?")
    journey.fill("Hoeveel minuten?", "20")
    journey.press("Zet op de agenda")
    journey.reads("Je punt staat op de agenda")
    journey.fill("Waar gaat het over?", LATER)
    journey.press("Zet op de agenda")
    journey.reads(LATER)


def prepares_and_mails(journey: Journey, meeting: Meeting) -> None:
    """Carla moves the point up, and everybody gets the agenda; also as PDF."""
    before = newest_mail(SANNE)
    journey.become("coalitie", at="/mijn-plek/")
    journey.reads("De agenda is nog niet verstuurd")
    journey.visit(f"/coalities/agenda/{meeting.pk}/")
    place = Point.objects.get(title=BROUGHT).order
    journey.press(f"Omhoog: {BROUGHT}")
    journey.reads(BROUGHT)
    assert Point.objects.get(title=BROUGHT).order == place - 1
    journey.look("agenda")
    journey.press("Zet vast en mail de agenda")
    journey.reads("krijgen ieder een mail")
    journey.look("closed")
    mail = journey.mail(SANNE, f"Agenda: {NAME}", after=before)
    assert BROUGHT in mail.text
    paper = journey.page.request.get(f"{journey.address}/coalities/agenda/{meeting.pk}/agenda.pdf")
    assert paper.body().startswith(b"%PDF")


def writes_minutes(journey: Journey, meeting: Meeting) -> None:
    """During the meeting: a decision and an action, each saved at once."""
    starts = now() - timedelta(minutes=30)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    journey.visit(f"/samenkomen/bijeenkomst/{meeting.pk}/")
    journey.follow("Schrijf het verslag", within="main")
    point = Point.objects.get(title=BROUGHT)
    journey.follow(f"Schrijf: {BROUGHT}", within="main")
    journey.is_headed(BROUGHT)
    journey.tick("Besluit")
    journey.fill("In één zin", DECISION)
    journey.fill("Wanneer bekijken jullie het opnieuw?", f"{date.today().year + 1}-06-01")  # noqa: DTZ011
    journey.press("Bewaar deze regel")
    journey.reads(DECISION)
    journey.tick("Actie")
    journey.fill("In één zin", PROMISE)
    journey.press("Bewaar deze regel")
    journey.reads("Kies wie dit gaat doen")
    journey.choose("Wie gaat het doen?", "Burgerkracht Limburg (Burt Burgersma)")
    journey.fill("Wanneer is het klaar?", f"{date.today().year + 1}-02-01")  # noqa: DTZ011
    journey.press("Bewaar deze regel")
    journey.reads(PROMISE)
    journey.wait_until(lambda: point.minute_lines.count() == 2, "both lines are saved")
    journey.look("minutes")


def finishes(journey: Journey, meeting: Meeting) -> None:
    """The minutes are ready; all hear what was decided and who does what."""
    before = newest_mail(CARLA)
    journey.visit(f"/coalities/verslag/{meeting.pk}/")
    journey.look("whole")
    journey.press("Het verslag is klaar")
    journey.reads("Het verslag is klaar. Iedereen krijgt een mail")
    told = journey.mail(CARLA, f"Verslag: {NAME}", after=before).text
    assert DECISION in told
    assert "Burt Burgersma" in told
    assert Action.objects.get(what=PROMISE).owner.slug == "burgerkracht-limburg"


def goes_along(journey: Journey, meeting: Meeting) -> None:
    """What nobody came to stands on the agenda of the next meeting, which was planned already."""
    carried = Point.objects.get(title=LATER, carried=1)
    assert carried.agenda.meeting_id != meeting.pk
    assert Agenda.objects.get(meeting=meeting).finished_at is not None
    journey.visit(f"/coalities/agenda/{carried.agenda.meeting_id}/")
    journey.reads("1 keer meegenomen")
    journey.look("next")


def everybody_reads(journey: Journey) -> None:
    """A visitor reads what was decided, and no names."""
    journey.become_nobody()
    journey.visit("/coalities/")
    journey.look("public-list")
    journey.follow(NAME, within="main")
    journey.reads("Burgerkracht Limburg")
    journey.look("public")
    journey.follow("Alle besluiten", within="main")
    journey.reads(DECISION)
    journey.look("decisions")
    assert "Carla" not in journey.page.locator("main").inner_text()
