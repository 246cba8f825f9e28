"""Pages of the newsletter: nothing tells whether an address is known, machines confirm and leave nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from veerkracht.kernel.together import alone
from veerkracht.kernel.waiting import own_pages, tasks
from veerkracht.messages.models import Message
from veerkracht.outreach.models import AddressList, Issue, Subscriber, SubscriberState
from veerkracht.outreach.newsletter_issue_actions import send_issue, take_step
from veerkracht.outreach.newsletter_sending import send_some
from veerkracht.outreach.tests import mailing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ASK = {"email": "lezer@lezer.example", "language": "nl", "kinds": ["news"]}


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.RATE_LIMITS = False


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_answer_is_the_same_for_known_and_unknown_addresses() -> None:
    mailing.reader("bekend")
    answers = [
        Client().post("/nieuwsbrief/", {**ASK, "email": f"{name}@lezer.example"}, follow=True)
        for name in ("bekend", "nieuw")
    ]
    assert text(answers[0]) == text(answers[1])
    assert answers[0].redirect_chain == answers[1].redirect_chain


def test_a_wrong_address_keeps_what_was_typed() -> None:
    response = Client().post("/nieuwsbrief/", {**ASK, "email": "x\r\nBcc: a@b.nl"})
    assert response.status_code == 422
    assert "geen e-mailadres" in text(response)
    assert 'value="news" class' in text(response) or "checked" in text(response)
    assert not Subscriber.objects.exists()


def test_a_machine_that_fills_in_everything_asks_nothing() -> None:
    response = Client().post("/nieuwsbrief/", {**ASK, "homepage": "https://spam.example"})
    assert response.status_code == 302
    assert not Subscriber.objects.exists()


def test_ten_times_in_ten_minutes_is_enough(settings: Any) -> None:
    settings.RATE_LIMITS = True
    client = Client()
    statuses = [
        client.post("/nieuwsbrief/", {**ASK, "email": f"a{n}@lezer.example"}).status_code
        for n in range(11)
    ]
    assert statuses == [302] * 10 + [429]


def test_looking_at_a_link_confirms_nothing_and_the_button_does() -> None:
    one = mailing.asked()
    path = f"/nieuwsbrief/aanmelden/{one.token}/"
    client = Client()
    assert "Wil je de nieuwsbrief?" in text(client.get(path))
    client.head(path)
    assert mailing.subscriber().state == SubscriberState.ASKED
    response = client.post(path, follow=True)
    assert "Je krijgt onze nieuwsbrief" in text(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_a_mail_program_leaves_by_one_post_without_cookie_or_proof() -> None:
    one = mailing.reader()
    path = f"/nieuwsbrief/afmelden/{one.token}/"
    client = Client(enforce_csrf_checks=True)
    assert "Eén klik is genoeg" in text(client.get(path))
    assert mailing.subscriber().state == SubscriberState.CONFIRMED
    assert client.post(path).status_code == 403
    assert mailing.subscriber().state == SubscriberState.CONFIRMED
    response = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert mailing.subscriber().state == SubscriberState.LEFT
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_choices_change_by_the_link_and_a_wrong_link_is_not_found() -> None:
    one = mailing.reader()
    path = f"/nieuwsbrief/kiezen/{one.token}/"
    response = Client().post(path, {"kinds": ["pilots"], "language": "en"}, follow=True)
    assert response.status_code == 200
    assert mailing.subscriber().kinds == ["pilots"]
    for name in ("kiezen", "afmelden", "aanmelden"):
        assert Client().get(f"/nieuwsbrief/{name}/geraden/").status_code == 404


def test_the_archive_holds_what_was_sent_and_may_be_read() -> None:
    mailing.reader()
    for subject, public in (("Open", True), ("Besloten", False)):
        issue = mailing.issue(subject=subject, public=public)
        send_issue(issue=issue, by=mailing.maker(issue))
    mailing.issue(subject="Concept")
    page = text(Client().get("/nieuwsbrief/archief/"))
    assert "Open" in page
    assert "Besloten" not in page
    assert "Concept" not in page
    shown = {
        one.subject: Client().get(f"/nieuwsbrief/{one.pk}/").status_code
        for one in Issue.objects.all()
    }
    assert shown == {"Open": 200, "Besloten": 404, "Concept": 404}


def test_a_maker_composes_tests_and_sends_without_scripts() -> None:
    mailing.reader()
    editor = factories.with_role("editor", factories.ZUID)  # type: ignore[arg-type] # its value
    coming = factories.edition()
    client = client_of(editor)
    head = {
        "region": factories.ZUID,
        "subject": "Nieuws",
        "intro": "Hallo",
        "pace": "300",
        "public": "on",
    }
    response = client.post("/werk/nieuwsbrief/nieuw/", head)
    issue = Issue.objects.get()
    page = response.headers["Location"]
    assert page == f"/werk/nieuwsbrief/{issue.pk}/"
    assert str(coming.course) in text(client.get(page))
    client.post(f"{page}kiezen/", {"thing": [f"trainings|{coming.pk}", "kapot"]})
    piece = {"kind": "news", "title": "Zelf geschreven", "url": "javascript:alert(1)"}
    assert client.post(f"{page}stukje/", piece).status_code == 422
    client.post(f"{page}stukje/", {**piece, "url": "https://nieuws.example/"})
    assert "Zelf geschreven" in text(client.get(f"{page}bekijk/"))
    client.post(f"{page}test/")
    assert Message.objects.get(kind="newsletter.test").address == editor.email
    client.post(f"{page}versturen/")
    assert "wordt verstuurd" in text(client.get(page))
    send_some()
    assert "verstuurd" in text(client.get(page))
    assert client.post(f"{page}versturen/", follow=True).status_code == 200


def test_a_list_comes_in_by_file_with_a_ground() -> None:
    by = factories.coordinator()
    file = SimpleUploadedFile("lijst.csv", b"naam;mail\nAnna;anna@lezer.example\nPiet;geen\n")
    facts = {"region": factories.ZUID, "ground": "asked", "source": "de markt"}
    client = client_of(by)
    assert client.post("/werk/nieuwsbrief/lijsten/", facts).status_code == 422
    without = {**facts, "ground": "", "file": SimpleUploadedFile("l.csv", b"a@b.nl")}
    assert client.post("/werk/nieuwsbrief/lijsten/", without).status_code == 422
    odd = {**facts, "file": SimpleUploadedFile("l.xlsx", b"PK\x03\x04kapot")}
    assert client.post("/werk/nieuwsbrief/lijsten/", odd).status_code == 422
    response = client.post("/werk/nieuwsbrief/lijsten/", {**facts, "file": file}, follow=True)
    assert "de markt" in text(response)
    assert AddressList.objects.get().asked == 1
    assert "anna@lezer.example" not in text(response)


def test_a_newsletter_that_stands_still_waits_for_its_makers() -> None:
    mailing.reader()
    issue = mailing.issue()
    by = mailing.maker(issue)
    send_issue(issue=issue, by=by)
    take_step(issue=issue, step="pause", by=by)
    source = dict(tasks.items())["outreach.newsletter"]
    assert [one.title for one in alone(source(by))] == ["De nieuwsbrief staat stil"]
    assert alone(source(factories.person())) == []
    pages = dict(own_pages.items())["outreach.newsletter"]
    assert [one.label for one in pages(by)] == ["Nieuwsbrief"]
    assert pages(factories.trainer()) == []
