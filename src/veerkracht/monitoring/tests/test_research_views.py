"""The pages of research, by role."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.counting import asked as questions
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring.models import ResearchExport, ResearchObjection, ResearchRequest
from veerkracht.monitoring.tests.researching import (
    AGREEMENT,
    approved,
    asked,
    decided,
    rows_in,
    trained,
    wish,
)
from veerkracht.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
OWN, WORK = "/mijn-plek/onderzoek/", "/werk/onderzoek/"


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.RATE_LIMITS = False
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def typed(**values: Any) -> dict[str, Any]:
    """A wish as a form sends it."""
    facts = vars(wish(**values))
    facts["region"] = facts["region"].pk
    facts.pop("records")
    return {name: str(one) if "until" in name else one for name, one in facts.items()}


def test_everybody_reads_what_was_approved_and_nothing_of_the_rest() -> None:
    waiting, yes = asked(title="Nog niet"), approved(title="Afmaken")
    page = text(Client().get("/onderzoek-met-gegevens/"))
    assert "Afmaken" in page
    assert yes.institution in page
    assert str(waiting) not in page
    assert yes.researcher not in page
    assert "Nog niets" in text_without_rows()


def text_without_rows() -> str:
    ResearchRequest.objects.all().delete()
    return text(Client().get("/onderzoek-met-gegevens/"))


def test_anybody_who_is_signed_in_asks_and_a_wrong_answer_says_why() -> None:
    client = client_of(factories.person())
    assert "Vraag om gegevens" in text(client.get(OWN))
    wrong = client.post(f"{OWN}vragen/", typed(columns=[]))
    assert wrong.status_code == 422
    assert ResearchRequest.objects.count() == 0
    back = typed()
    back["since"], back["until"] = back["until"], back["since"]
    answer = client.post(f"{OWN}vragen/", back)
    assert answer.status_code == 422
    assert "De laatste dag is voor de eerste." in text(answer)
    assert 'value="Hogeschool Voorbeeld"' in text(answer)
    done = client.post(f"{OWN}vragen/", typed(title="Wie maakt het af?"), follow=True)
    assert "Wie maakt het af?" in text(done)
    assert "wacht op een besluit" in text(done)


def test_a_kind_of_record_shows_its_own_columns_and_refuses_those_of_another() -> None:
    client = client_of(factories.person())
    assert "Soort training" in text(client.get(f"{OWN}vragen/"))
    page = f"{OWN}vragen/?over=intervision"
    assert "Soort training" not in text(client.get(page))
    assert client.post(page, typed(columns=["kind"])).status_code == 422
    assert client.post(page, typed(columns=["sector"])).status_code == 302
    assert ResearchRequest.objects.get().records == "intervision"
    assert "Wie welke training" in text(client.get(f"{OWN}vragen/?over=conversations"))


def test_a_coordinator_decides_and_the_second_to_do_so_hears_it() -> None:
    coby, request = factories.coordinator(), asked()
    client = client_of(coby)
    assert str(request) in text(client.get(WORK))
    page = f"{WORK}{request.pk}/"
    form = {
        "answer": "yes",
        "agreement": "",
        "columns": ["attended"],
        "keep_until": str(request.keep_until),
        "words": "Graag de uitkomst delen.",
        "seen": request.version,
    }
    wrong = client.post(page, form)
    assert (wrong.status_code, "kenmerk" in text(wrong)) == (422, True)
    form["agreement"] = AGREEMENT
    late = form | {"seen": request.version + 1}
    answer = client.post(page, late)
    assert (answer.status_code, "Iemand anders was je voor" in text(answer)) == (409, True)
    done = client.post(page, form, follow=True)
    assert "Je besluit staat er." in text(done)
    request.refresh_from_db()
    assert (request.state, request.columns) == ("approved", ["attended"])
    assert "Leg het besluit vast" not in text(client.get(page))


def test_nobody_sees_the_form_for_the_own_request() -> None:
    coby = factories.coordinator()
    request = asked(coby)
    page = text(client_of(coby).get(f"{WORK}{request.pk}/"))
    assert "besluit iemand anders" in page
    assert "Leg het besluit vast" not in page


def test_requests_of_others_and_of_other_regions_are_not_shown() -> None:
    request = approved()
    for person in (factories.person(), factories.trainer()):
        assert client_of(person).get(f"{OWN}{request.pk}/").status_code == 403
    nico = client_of(factories.coordinator(factories.NOORD))
    assert nico.get(f"{WORK}{request.pk}/").status_code == 403
    assert str(request) not in text(nico.get(WORK))
    assert "Nog geen verzoeken" in text(nico.get(WORK))


def test_the_file_is_made_while_the_page_waits_and_fetched_once() -> None:
    trained(factories.person())
    by = factories.person()
    request = approved(by)
    client, page = client_of(by), f"{OWN}{request.pk}/"
    assert "Laat het bestand maken" in text(client.get(page))
    waiting = client.post(f"{page}bestand/", follow=True)
    assert "We maken het bestand." in text(waiting)
    part = client.get(page, headers={"HX-Request": "true"})
    assert "hx-get" in text(part)
    assert "<html" not in text(part)
    actions.make_waiting_files()
    assert "hx-get" not in text(client.get(page, headers={"HX-Request": "true"}))
    export = ResearchExport.objects.get()
    fetch = f"{OWN}bestand/{export.pk}/"
    assert client.get(fetch).status_code == 405
    assert client_of(factories.administrator()).post(fetch).status_code == 403
    answer = client.post(fetch)
    assert answer.headers["Content-Type"] == "application/vnd.apache.parquet"
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(rows_in(answer.content)) == 1
    again = client.post(fetch, follow=True)
    assert "Dit bestand is er niet meer" in text(again)
    assert "Opgehaald op" in text(again)
    done = client.post(f"{page}vernietigd/", follow=True)
    assert "klaar: het bestand is vernietigd" in text(done)
    assert "Laat het opnieuw maken" not in text(done)


def test_a_request_is_withdrawn_from_its_page_while_it_waits() -> None:
    by = factories.person()
    request = asked(by)
    client, page = client_of(by), f"{OWN}{request.pk}/"
    assert "Trek het verzoek in" in text(client.get(page))
    assert "ingetrokken" in text(client.post(f"{page}intrekken/", follow=True))
    assert "Dat kan niet meer" in text(client.post(f"{page}intrekken/", follow=True))


def test_a_refusal_shows_its_reason() -> None:
    by = factories.person()
    request = decided(asked(by), agreed=False, agreement="", words="Het kan met cijfers.")
    assert "Het kan met cijfers." in text(client_of(by).get(f"{OWN}{request.pk}/"))


def test_everybody_chooses_to_stay_out_and_comes_back() -> None:
    person = factories.person()
    client = client_of(person)
    assert "Je doet niet mee" in text(client.post(f"{OWN}keuze/", {"out": "yes"}, follow=True))
    assert ResearchObjection.objects.filter(person=person).exists()
    assert "Je doet mee" in text(client.post(f"{OWN}keuze/", {"out": "no"}, follow=True))


def test_pages_with_many_requests_ask_few_questions() -> None:
    by, coby = factories.person(), factories.coordinator()
    for _nth in range(3):
        decided(asked(by), by=coby)
    for path, person in ((OWN, by), (WORK, coby), ("/onderzoek-met-gegevens/", by)):
        client = client_of(person)
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(path)
        assert questions(seen.captured_queries) <= 12


@pytest.mark.parametrize("path", ["/onderzoek-met-gegevens/", OWN, f"{OWN}vragen/"])
def test_pages_speak_english_too(path: str) -> None:
    answer = client_of(factories.person()).get(f"/en{path}")
    assert answer.status_code == 200
