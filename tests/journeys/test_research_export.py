"""A researcher asks for records, a second person says yes to less, the file is made and fetched once, and destroyed."""

from __future__ import annotations

import io
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from tests.journeys.browser import Journey
from veerkracht.audit.models import Entry
from veerkracht.kernel.clock import today
from veerkracht.messages.models import Message
from veerkracht.monitoring.models import ResearchExport, ResearchRequest
from veerkracht.people.models import Person

pytestmark = pytest.mark.browser

TITLE = "Helpt een avondtraining?"
ADDRESS, SHORT = "school@voorbeeld.example", "DVO-2026-099"


def test_records_leave_for_an_approved_purpose_and_once(journey: Journey) -> None:
    ResearchRequest.objects.filter(title=TITLE).delete()  # of the walk before, with its letters
    Message.objects.filter(address=ADDRESS).delete()
    asks(journey)
    request = ResearchRequest.objects.get(title=TITLE)
    cannot_decide_alone(journey, request)
    decides(journey, request)
    fetches(journey, request)
    destroys(journey, request)
    everybody_reads(journey)
    it_was_written_down(request)


def asks(journey: Journey) -> None:
    """Sjoerd says what for, what and how long; a period that is turned round is refused."""
    journey.become("school", at="/mijn-plek/onderzoek/")
    journey.is_headed("Onderzoek")
    journey.look("own-choice")
    journey.follow("Vraag om gegevens", within="main")
    journey.fill("Waar gaat je onderzoek over?", TITLE)
    journey.fill("Wat wil je weten", "Of mensen met een avondtraining vaker tot het einde komen.")
    journey.fill("Wie doet het onderzoek?", "Dr. Lotte Leerzaam")
    journey.fill("Voor welke instelling?", "Hogeschool Voorbeeld")
    journey.tick("Gemeente")
    journey.tick("Was er")
    journey.choose("Uit welke regio?", "Zuid-Limburg")
    journey.fill("Vanaf welke dag?", today().isoformat())
    journey.fill("Tot en met welke dag?", (today() - timedelta(days=1)).isoformat())
    journey.fill("Wanneer vernietig je het bestand?", (today() + timedelta(days=90)).isoformat())
    journey.expected.append("422")
    journey.press("Verstuur het verzoek")
    journey.reads("De laatste dag is voor de eerste.")
    journey.look("refused")
    journey.fill("Vanaf welke dag?", (today() - timedelta(days=300)).isoformat())
    journey.press("Verstuur het verzoek")
    journey.is_headed(TITLE)
    journey.reads("wacht op een besluit")
    journey.look("asked")


def cannot_decide_alone(journey: Journey, request: ResearchRequest) -> None:
    """Who asked has no page to decide on."""
    journey.expected.append("403")
    journey.visit(f"/werk/onderzoek/{request.pk}/")
    journey.expected.remove("403")
    journey.visit(f"/mijn-plek/onderzoek/{request.pk}/")
    assert not journey.page.get_by_role("button", name="Laat het bestand maken").count()


def decides(journey: Journey, request: ResearchRequest) -> None:
    """Coby takes the municipality out and says yes; without an agreement that is refused."""
    coby = Person.objects.get(email="coordinator@voorbeeld.example")
    journey.mail(coby.email, TITLE)
    journey.become("coordinator", at="/werk/onderzoek/")
    journey.look("requests")
    journey.follow(TITLE, within="main")
    journey.tick("Ja, er is een overeenkomst")
    journey.press("Leg het besluit vast")
    journey.reads("Vul het kenmerk in")
    journey.look("no-agreement")
    journey.fill("Kenmerk van de overeenkomst", SHORT)
    journey.page.locator("main").get_by_label("Gemeente:").press("Space")  # off it goes
    journey.fill("Toelichting", "De gemeente is hiervoor niet nodig.")
    journey.press("Leg het besluit vast")
    journey.reads("Je besluit staat er")
    journey.look("decided")
    request.refresh_from_db()
    assert "municipality" not in request.columns


def fetches(journey: Journey, request: ResearchRequest) -> None:
    """The mail says yes; the file is made, and there once."""
    journey.become("school")
    journey.open_mail(journey.mail(ADDRESS, "Besluit over je verzoek"))
    journey.is_headed(TITLE)
    journey.reads("goedgekeurd")
    journey.press("Laat het bestand maken")
    journey.look("making")
    mail = journey.mail(ADDRESS, "Je bestand voor onderzoek staat klaar")
    journey.become("school")  # the page that waits would look again while we leave it
    journey.open_mail(mail)
    journey.reads("Dat kan één keer")
    journey.look("ready")
    with journey.page.expect_download() as coming:
        journey.press("Haal het bestand op")
    content = coming.value.path().read_bytes()
    rows: list[dict[str, Any]] = (
        import_module("pyarrow.parquet").read_table(io.BytesIO(content)).to_pylist()
    )
    assert rows
    assert list(rows[0]) == ["person", *request.columns]
    assert b"voorbeeld.example" not in content
    journey.visit(f"/mijn-plek/onderzoek/{request.pk}/")
    journey.reads("Opgehaald op")
    journey.look("fetched")
    export = ResearchExport.objects.get(request=request)
    assert (export.downloads, export.content) == (1, None)


def destroys(journey: Journey, request: ResearchRequest) -> None:
    """Done: every copy is gone."""
    journey.confirm("Het bestand is vernietigd")
    journey.reads("Je verzoek is hiermee klaar")
    request.refresh_from_db()
    assert request.state == "ended"


def everybody_reads(journey: Journey) -> None:
    """What left, and for what, is public; and everybody may stay out."""
    journey.become_nobody()
    journey.visit("/onderzoek-met-gegevens/")
    journey.reads(TITLE)
    journey.reads("het bestand is vernietigd")
    journey.look("in-public")
    journey.become("verloskundige", at="/mijn-plek/onderzoek/")
    journey.press("Ik wil niet meedoen")
    journey.reads("Je doet niet mee")
    journey.look("staying-out")
    journey.press("Ik wil weer meedoen")
    journey.reads("Je doet mee, zonder je naam")


def it_was_written_down(request: ResearchRequest) -> None:
    """Each step stands in the audit trail."""
    verbs = Entry.objects.filter(subject_id=request.pk, verb__startswith="research.")
    assert set(verbs.values_list("verb", flat=True)) >= {
        "research.asked",
        "research.approved",
        "research.file_made",
        "research.file_fetched",
        "research.destroyed",
    }
