"""The pages of evaluation: answering without sign-in, results, arranging, the bank; wrong and hostile too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.people.models import Person
from veerkracht.proof.actions import close_evaluations
from veerkracht.proof.evaluation_models import Answer, Ballot, EvaluationForm, Question
from veerkracht.proof.tests.evaluating import (
    answers,
    held,
    opened,
    questions,
    text,
    tokens,
    with_trainer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def typed(form: EvaluationForm, *values: Any) -> dict[str, Any]:
    """What a browser sends, in the order of the questions."""
    asked = [row.question_id for row in form.rows.all()]
    return {f"question-{pk}": value for pk, value in zip(asked, values, strict=True)}


def test_answering_needs_no_sign_in_and_leaves_no_cookie_but_the_proof_of_the_form() -> None:
    form, client = opened(2), Client()
    page = f"/mening/{tokens(form)[0]}/"
    sessions = Session.objects.count()
    assert "Niemand ziet wie wat antwoordt" in text(client.get(page))
    response = client.post(page, typed(form, "4", "1", ["0", "2"], "Fijn."))
    assert response.headers["Location"] == "/mening/bedankt/"
    assert "Je antwoorden zijn binnen" in text(client.get("/mening/bedankt/"))
    assert set(client.cookies) <= {"csrftoken"}
    assert Session.objects.count() == sessions
    kept = sorted((tuple(one.marks), one.text) for one in Answer.objects.all())
    assert kept == [((), "Fijn."), ((0, 2), ""), ((1,), ""), ((4,), "")]


def test_opening_the_link_changes_nothing_and_does_not_look_who_is_signed_in() -> None:
    form = opened(2)
    person = form.edition.enrolments.all()[0].person
    content = client_of(person).get(f"/mening/{tokens(form)[0]}/").content.decode()
    assert "Inloggen" in content
    assert not Ballot.objects.filter(used=True).exists()


def test_a_page_of_questions_costs_few_queries() -> None:
    form, client = opened(2), Client()
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/mening/{tokens(form)[0]}/")
    assert len(seen) <= 6


def test_what_was_typed_stays_when_something_is_wrong(clock: Any) -> None:
    form, client = opened(2), Client()
    page = f"/mening/{tokens(form)[0]}/"
    wrong = client.post(page, typed(form, "9", "1", [], "Mijn lange verhaal"))
    assert wrong.status_code == 422
    assert "Mijn lange verhaal" in text(wrong)
    nothing = client.post(page, {})
    assert nothing.status_code == 422
    assert "Geef minstens één antwoord" in text(nothing)
    clock.shift(timedelta(days=14))
    late = client.post(page, typed(form, "4", "1", [], "Mijn lange verhaal"))
    assert late.status_code == 422
    assert "De evaluatie is gesloten" in text(late)
    assert "Mijn lange verhaal" in text(late)
    assert not Answer.objects.exists()


def test_used_forged_and_closed_links_say_so_in_plain_words(clock: Any) -> None:
    form, client = opened(2), Client()
    first, second = tokens(form)
    page = f"/mening/{first}/"
    client.post(page, typed(form, "4", "1", [], ""))
    assert "al geantwoord" in text(client.get(page))
    again = client.post(page, typed(form, "1", "0", [], "Nog eens"))
    assert "al geantwoord" in text(again)
    assert Answer.objects.count() == 2
    forged = client.post("/mening/niet-echt/", {})
    assert (forged.status_code, "Deze link klopt niet" in text(forged)) == (404, True)
    clock.shift(timedelta(days=14))
    assert "gesloten" in text(client.get(f"/mening/{second}/"))


def test_results_are_for_the_trainer_and_coordinator_of_the_edition(clock: Any) -> None:
    form = opened(6)
    trainer = with_trainer(form.edition)
    answers(form, 6)
    clock.shift(timedelta(days=14))
    close_evaluations()
    page = f"/werk/edities/{form.edition_id}/evaluatie/"
    for person in (trainer, factories.coordinator(), factories.administrator()):
        shown = text(client_of(person).get(page))
        assert "6 mensen antwoordden." in shown
        assert "Gemiddeld 2,7 van 5." in shown
        assert "Toon als tabel" in shown
    strangers = [
        factories.trainer(),
        factories.coordinator(factories.NOORD),
        factories.contact(),
        form.edition.enrolments.all()[0].person,
    ]
    for person in strangers:
        for address in (page, f"{page}uitkomsten.xlsx", f"{page}vragen/"):
            assert client_of(person).get(address).status_code == 403
    assert client_of(trainer).get(f"{page}vragen/").status_code == 403


def test_results_cost_few_queries_and_the_list_says_how_it_stands(clock: Any) -> None:
    form = opened(6)
    client = client_of(factories.coordinator())
    assert "open tot" in text(client.get("/werk/evaluaties/"))
    answers(form, 6)
    clock.shift(timedelta(days=14))
    close_evaluations()
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/werk/edities/{form.edition_id}/evaluatie/")
    assert len(seen) <= 12
    assert "6 mensen antwoordden" in text(client.get("/werk/evaluaties/"))
    assert "De evaluatie is klaar" in text(client.get("/werk/"))


def test_a_coordinator_chooses_the_questions_before_it_opens() -> None:
    edition = held(2)
    client, page = (
        client_of(factories.coordinator()),
        f"/werk/edities/{edition.pk}/evaluatie/vragen/",
    )
    assert "Hoeveel had je aan deze training?" in text(client.get(page))
    chosen = [one.pk for one in questions(edition)]
    done = client.post(page, {"questions": chosen, "days": "7", "shows": "steps"}, follow=True)
    assert "Deze vragen stellen we" in text(done)
    form = EvaluationForm.objects.get(edition=edition)
    assert [row.question_id for row in form.rows.all()] == sorted(chosen)
    too_many = [one.pk for one in Question.objects.filter(region=edition.region)]
    wrong = client.post(page, {"questions": too_many, "days": "99", "shows": "nooit"})
    assert wrong.status_code == 422
    assert "Kies er hoogstens 10" in text(wrong)


def test_the_bank_is_kept_on_pages() -> None:
    edition = held(1)
    client, here = (
        client_of(factories.coordinator()),
        f"/werk/evaluaties/regio/{edition.region_id}/",
    )
    new = {"kind": "one", "text": "Kom je terug?", "options": "ja\nnee\n"}
    assert "De vraag staat in de lijst" in text(client.post(f"{here}nieuw/", new, follow=True))
    made = Question.objects.get(text="Kom je terug?")
    assert made.options == ["ja", "nee"]
    change = f"/werk/evaluaties/vragen/{made.pk}/"
    assert "ja\nnee" in client.get(change).content.decode()
    wrong = client.post(change, new | {"options": "ja"})
    assert wrong.status_code == 422
    assert "minstens twee keuzes" in text(wrong)
    client.post(change, new | {"text": "Kom je nog eens?"})
    made.refresh_from_db()
    assert made.text == "Kom je nog eens?"
    client.post(f"{change}weg/")
    assert "Kom je nog eens?" not in text(client.get(here))
    assert client.get(change).status_code == 404
    elsewhere = client_of(factories.coordinator(factories.NOORD))
    assert elsewhere.get(here).status_code == 403


def test_before_it_opens_the_page_says_when() -> None:
    edition = factories.edition(starts=now() + timedelta(days=3))
    shown = text(client_of(factories.coordinator()).get(f"/werk/edities/{edition.pk}/evaluatie/"))
    assert "gaat vanzelf na de laatste bijeenkomst" in shown
    assert "Kies de vragen" in shown
