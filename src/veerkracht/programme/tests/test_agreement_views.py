"""The pages of agreements: list, file, paper, one agreement, and closed for others."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests import factories
from veerkracht.kernel.clock import today
from veerkracht.people.models import Person
from veerkracht.programme import agreement_actions as actions
from veerkracht.programme.agreement_models import Agreement
from veerkracht.programme.tests.promising import agreement, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_coordinator_writes_a_promise_down_and_it_is_changed_and_closed() -> None:
    client = client_of(factories.coordinator())
    typed = {"promised_by": factories.organisation().pk, "what": "Een uur intervisie per maand"}
    wrong = client.post(
        "/werk/afspraken/nieuw/", {**typed, "since": "2026-1", "until": "2020-01-01"}
    )
    assert wrong.status_code == 422
    assert "Een uur intervisie per maand" in text(wrong)  # nothing typed is lost
    early = client.post(
        "/werk/afspraken/nieuw/", {**typed, "since": "2026-01-01", "until": "2020-01-01"}
    )
    assert "niet eindigen voor die begint" in text(early)
    done = client.post("/werk/afspraken/nieuw/", {**typed, "since": "2026-01-01"}, follow=True)
    made = Agreement.objects.get()
    assert "als voornemen" in text(done)
    page = f"/werk/afspraken/{made.pk}/"
    assert "zonder einddatum" in text(client.get(page))
    changed = {"what": "Twee uur intervisie", "since": "2026-01-01", "version": "1"}
    client.post(f"{page}wijzig/", changed)
    second = client.post(f"{page}wijzig/", {**changed, "what": "Drie uur"})
    assert second.status_code == 409
    assert "Drie uur" in text(second)  # what was typed
    assert "Twee uur intervisie" in text(second)  # and what stands there now
    client.post(f"{page}wijzig/", {**changed, "what": "Drie uur", "version": "2"})
    made.refresh_from_db()
    assert made.what == "Drie uur"
    assert client.post(f"{page}einde/", {"reason": ""}).status_code == 422
    closed = client.post(f"{page}einde/", {"reason": "Ander beleid"}, follow=True)
    assert "Deze afspraak is afgesloten" in text(closed)
    assert "Ander beleid" in text(closed)


def test_who_promised_moves_it_on_and_cannot_do_what_is_the_coordinators() -> None:
    year, contact = today().year, factories.contact()
    made = agreement(step="signed", budget_line=line(year))
    client, page = client_of(contact), f"/werk/afspraken/{made.pk}/"
    seen = text(client.get(page))
    assert "Het geld houdt op na" in seen
    assert "Sluit de afspraak af" not in seen
    assert client.post(f"{page}stap/", {"evidence": " "}).status_code == 422
    client.post(f"{page}stap/", {"evidence": "Begroting, bladzijde 12"})
    reach = {"verleng-until": f"{year}-12-31", "verleng-evidence": "Besluit"}
    early = client.post(f"{page}verleng/", reach)
    assert "niet eerder is dan het einde nu" in text(early)
    money = line(year + 3)
    longer = {"verleng-until": f"{year + 3}-12-31", "verleng-budget_line": money.pk}
    done = client.post(f"{page}verleng/", {**reach, **longer}, follow=True)
    assert "De afspraak is verlengd" in text(done)
    assert "vraagt aandacht" not in text(done)
    back = client.post(f"{page}terug/", {"terug-to": "signed", "terug-reason": "Geen besluit"})
    assert back.status_code == 302
    client.post(f"{page}bekeken/", {"words": "Het loopt", "next_on": f"{year + 1}-06-01"})
    made.refresh_from_db()
    assert (made.step, made.review_on) == ("signed", date(year + 1, 6, 1))
    for path in ("wijzig/", "einde/", "weg/"):
        assert client.post(f"{page}{path}", {"reason": "Weg"}).status_code == 403
    other = client_of(factories.contact(factories.organisation("zuyd-hogeschool")))
    assert other.get(page).status_code == 403
    assert other.post(f"{page}stap/", {"evidence": "Ja"}).status_code == 403


def test_the_list_narrows_prints_and_comes_as_a_file_that_runs_nothing() -> None:
    client = client_of(factories.coordinator())
    agreement(what="=cmd|calc", step="specific", structural=True)
    agreement(what="Een late belofte", review_on=today())
    agreement(factories.NOORD, what="Van elders")
    everything = text(client.get("/werk/afspraken/"))
    assert "2 afspraken" in everything
    assert "Van elders" not in everything
    narrow = text(client.get("/werk/afspraken/?let_op=on&stap=intention"))
    assert "Een late belofte" in narrow
    assert "cmd" not in narrow
    assert "1 afspraak" in text(client.get("/werk/afspraken/?soort=yes&stap=nonsense&thema=x"))
    assert "Een late belofte" in text(client.get("/werk/afspraken/papier/"))
    book = load_workbook(io.BytesIO(client.get("/werk/afspraken/bestand/").content))
    cell = next(one for one in book.active["B"] if "cmd" in str(one.value))
    assert cell.data_type == "s"


def test_a_full_page_costs_a_handful_of_queries() -> None:
    client, year = client_of(factories.coordinator()), today().year
    money = line(year)
    for _number in range(8):
        made = agreement(step="signed", budget_line=money)
    for path in ("/werk/afspraken/", f"/werk/afspraken/{made.pk}/", "/werk/afspraken/papier/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= 12, path


def test_an_agreement_that_asks_for_attention_waits_on_mijn_plek() -> None:
    contact = factories.contact()
    made = agreement(what="Belofte met een dag", review_on=today())
    assert "Kijk naar de afspraak: Belofte met een dag" in text(
        client_of(contact).get("/mijn-plek/")
    )
    actions.review_agreement(agreement=made, words="Gezien", next_on=None, by=contact)
    assert "Belofte met een dag" not in text(client_of(contact).get("/mijn-plek/"))
