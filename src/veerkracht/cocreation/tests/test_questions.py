"""A question finds who can help: confirmed, passed on in time, answered; and nobody floods it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import actions
from veerkracht.cocreation.ask_words import why_in_words, why_you
from veerkracht.cocreation.join_words import as_written
from veerkracht.cocreation.models import Question, QuestionStep
from veerkracht.cocreation.tests import helping
from veerkracht.cocreation.tests.helping import client_of, mails, subjects, text
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.people.actions import erase_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ASKER = "frits@voorbeeld.example"
TYPED = {
    "title": "Hoe begin je een wandelgroep?",
    "text": "In onze flat kennen mensen elkaar niet.",
    "kind": "experience",
    "name": "Frits",
    "email": ASKER,
    "homepage": "",
}


def typed(**values: Any) -> dict[str, Any]:
    return {**TYPED, "area": helping.town().pk, **values}


def kinds(question: Question) -> list[str]:
    return [one.kind for one in question.steps.all()]


def test_a_visitor_asks_confirms_and_reads_the_answer() -> None:
    helper = helping.offer(organisation=factories.organisation()).person
    assert helper is not None
    visitor = client_of()
    assert "Kijk in je mail" in text(visitor.post("/vraag-de-beweging/", typed(), follow=True))
    row = Question.objects.get()
    assert (row.state, subjects(ASKER)) == ("asked", ["Klopt je vraag aan de beweging?"])
    page = f"/vraag-de-beweging/volg/{row.token}/"
    assert "Klopt je vraag?" in text(visitor.get(page))
    assert "GGD Zuid Limburg" in text(visitor.post(f"{page}ja/", follow=True))
    visitor.post(f"{page}ja/")  # again changes nothing
    assert kinds(row) == ["asked", "sent"]
    assert subjects(helper.email)[-1].startswith("Kun jij helpen?")
    asked = mails(helper.email)[-1]
    assert ASKER not in asked.text
    mine = client_of(helper)
    assert "Hoe begin je een wandelgroep?" in text(mine.get("/mijn-plek/"))
    here = f"/mijn-plek/vragen/{row.pk}/"
    assert ASKER not in text(mine.get(here))
    assert mine.post(here, {"text": "  "}).status_code == 422
    assert "Je antwoord is verstuurd" in text(
        mine.post(here, {"text": "Begin klein.\n\nHang een briefje op."}, follow=True)
    )
    answer = mails(ASKER)[-1]
    assert ("Hang een briefje op." in answer.text, helper.email in answer.text) == (True, False)
    read = text(visitor.get(page))
    assert ("Hang een briefje op." in read, helper.email in read) == (True, False)
    visitor.post(f"{page}geholpen/", {"helped": "yes"})
    row.refresh_from_db()
    assert (row.state, row.helped) == ("answered", "yes")


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Geldzorgen bij ouders", "Wie weet raad?", {"geldzorg": "geldzorgen", "ouder": "ouders"}),
        ("Een vraag", "Wandelgroepen? (Ouders) NS.", {"wandelgroep": "wandelgroepen"}),
        ("Voor de WMO in Heerlen", "", {"heerlen": "Heerlen"}),
    ],
)
def test_shared_words_are_shown_as_somebody_wrote_them(
    title: str, text: str, words: dict[str, str]
) -> None:
    found = as_written([title, text])
    assert {lemma: found.get(lemma) for lemma in words} == words


def test_the_reasons_speak_to_the_helper_and_of_the_helper_to_others() -> None:
    helper = helping.offer(themes="wandelgroepen, ouders").person
    assert helper is not None
    row = helping.question(title="Wandelgroepen voor ouders")
    others = text(client_of().get(f"/vraag-de-beweging/volg/{row.token}/"))
    assert "Waarom deze helper?" in others
    assert "weet iets van ouders en wandelgroepen" in others
    own = text(client_of(helper).get(f"/mijn-plek/vragen/{row.pk}/"))
    assert "Waarom jij? Je biedt deze hulp aan, je weet iets van ouders en wandel" in own
    assert "Waarom jij?" in mails(helper.email)[-1].text
    assert (why_you([], row), why_in_words([], row)) == ("", "")


def test_it_goes_on_by_itself_and_after_three_the_coordinator_looks(clock: Any) -> None:
    coordinator = factories.coordinator()
    helpers = [helping.offer(by=coordinator) for _one in range(4)]
    row = helping.question()
    seen = []
    for _turn in range(3):
        row.refresh_from_db()
        seen.append(row.offer_id)
        clock.shift(timedelta(days=3))
        clock.shift(timedelta(days=2))  # over a weekend, whatever the day
        assert actions.pass_on_late() == 1
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("stuck", None)
    assert seen == [one.pk for one in helpers[:3]]
    assert actions.pass_on_late() == 0
    assert kinds(row)[-2:] == ["late", "stuck"]
    assert any("ligt bij jou" in one for one in subjects(coordinator.email))
    assert "antwoordde niet op tijd" in mails(ASKER)[-1].text
    work = f"/werk/vragen/{row.pk}/"
    client = client_of(coordinator)
    assert "Deze vraag ligt bij jou" in text(client.get("/mijn-plek/"))
    client.post(f"{work}geef/", {"offer": helpers[3].pk})
    row.refresh_from_db()
    assert (row.state, row.offer_id) == ("sent", helpers[3].pk)


def test_a_helper_passes_it_on_and_the_asker_reads_why() -> None:
    first, second = helping.offer(), helping.offer()
    row = helping.question()
    assert first.person is not None
    client = client_of(first.person)
    client.post(f"/mijn-plek/vragen/{row.pk}/doorgeven/", {"reason": "Ik weet dit niet."})
    row.refresh_from_db()
    assert row.offer_id == second.pk
    assert "Ik weet dit niet." in text(client_of().get(f"/vraag-de-beweging/volg/{row.token}/"))
    assert client.get(f"/mijn-plek/vragen/{row.pk}/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.answer_question(question=row, text="Toch wel", by=first.person)


def test_not_yet_helped_goes_on_to_the_next() -> None:
    first, second = helping.offer(), helping.offer()
    row = helping.question()
    assert first.person is not None
    actions.answer_question(question=row, text="Begin klein.", by=first.person)
    actions.tell_helped(question=row, helped="not_yet")
    row.refresh_from_db()
    assert (row.state, row.offer_id, row.ended_at) == ("sent", second.pk, None)


def test_a_helper_who_leaves_or_is_erased_hands_on_what_lies_there() -> None:
    first, second, third = helping.offer(), helping.offer(), helping.offer()
    row = helping.question()
    actions.leave(offer=first, by=None)
    row.refresh_from_db()
    assert row.offer_id == second.pk
    assert second.person is not None
    erase_person(person=second.person, by=second.person)
    row.refresh_from_db()
    assert row.offer_id == third.pk
    with pytest.raises(RuleBroken, match="doet nu niet mee"):
        actions.give_to(question=row, offer=first, by=factories.coordinator())


def test_nobody_who_fits_means_the_coordinator_at_once() -> None:
    coordinator = factories.coordinator()
    row = helping.question(kind="room")
    assert (row.state, kinds(row)) == ("stuck", ["asked", "stuck"])
    client = client_of(coordinator)
    here = f"/werk/vragen/{row.pk}/"
    assert client.post(f"{here}sluit/", {"reason": ""}).status_code == 422
    client.post(f"{here}sluit/", {"reason": "Bel de Wmo-taxi."})
    assert "Bel de Wmo-taxi." in mails(ASKER)[-1].text
    with pytest.raises(OutOfDate):
        actions.answer_question(question=row, text="Te laat", by=coordinator)


def test_machines_floods_and_forged_headers_get_nowhere() -> None:
    visitor = client_of()
    visitor.post("/vraag-de-beweging/", typed(homepage="https://spam.example"))
    assert not Question.objects.exists()
    bad = visitor.post("/vraag-de-beweging/", typed(email="a@b.example\nBcc: x@y.example"))
    assert (bad.status_code, Question.objects.count()) == (422, 0)
    assert "In onze flat" in text(bad)  # what was typed is kept
    visitor.post("/vraag-de-beweging/", typed(title="Hallo\r\nBcc: x@y.example", name="F\nX: y"))
    row = Question.objects.get()
    assert (row.title, row.name) == ("Hallo Bcc: x@y.example", "F X: y")
    visitor.post("/vraag-de-beweging/", typed(title="Hallo Bcc: x@y.example", name="F X: y"))
    assert Question.objects.count() == 1  # asking twice
    for number in range(3):
        answer = visitor.post("/vraag-de-beweging/", typed(title=f"Vraag {number}"))
    assert (answer.status_code, Question.objects.count()) == (422, 3)
    assert len(mails(ASKER)) == 3


def test_script_and_links_are_shown_as_text() -> None:
    helping.offer()
    row = helping.question(text="<script>alert(1)</script> http://spam.example")
    page = text(client_of().get(f"/vraag-de-beweging/volg/{row.token}/"))
    assert "<script>alert(1)" not in page
    assert 'href="http://spam.example' not in page


def test_only_who_has_it_and_the_region_read_a_question() -> None:
    helping.offer()
    row = helping.question()
    others = (factories.person(), factories.coordinator(factories.NOORD), factories.trainer())
    for person in others:
        assert client_of(person).get(f"/mijn-plek/vragen/{row.pk}/").status_code == 403
        assert client_of(person).get(f"/werk/vragen/{row.pk}/").status_code == 403
    assert row.title not in text(client_of(others[1]).get("/werk/vragen/"))
    assert client_of().get("/vraag-de-beweging/volg/geraden/").status_code == 404
    response = client_of().get(f"/vraag-de-beweging/volg/{row.token}/")
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_withdrawn_question_is_left_alone() -> None:
    first = helping.offer()
    row = helping.question()
    client_of().post(f"/vraag-de-beweging/volg/{row.token}/intrekken/")
    assert first.person is not None
    assert not any("Kun jij" in one for one in subjects(first.person.email))
    with pytest.raises(OutOfDate):
        actions.answer_question(question=row, text="x", by=first.person)


def test_addresses_go_after_thirty_days_and_questions_after_a_year(clock: Any) -> None:
    first = helping.offer()
    row = helping.question()
    assert first.person is not None
    actions.answer_question(question=row, text="Begin klein.", by=first.person)
    actions.ask(asking=helping.asking(title="Niet bevestigd"), by=None)
    rules = dict(retention.items())
    clock.shift(timedelta(days=31))
    assert rules["cocreation.question_addresses"].carry_out() == 1
    assert rules["cocreation.questions"].carry_out() == 1  # the one that nobody confirmed
    row.refresh_from_db()
    assert (row.email, row.name) == ("", "")
    clock.shift(timedelta(days=340))
    assert rules["cocreation.questions"].overdue() == 1
    rules["cocreation.questions"].carry_out()
    assert not QuestionStep.objects.exists()


def test_who_is_signed_in_need_not_confirm_and_is_not_asked_to_help() -> None:
    person = factories.person("Petra Professional")
    helping.offer(person)
    other = helping.offer()
    client = client_of(person)
    page = client.post("/vraag-de-beweging/", typed(email=""), follow=True)
    assert "onderweg" in text(page) or "ligt bij iemand" in text(page)
    row = Question.objects.get()
    assert (row.offer_id, row.email) == (other.pk, person.email)
    assert row.title in text(client.get("/mijn-plek/vragen/"))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"title": ""}, "question_says_something"),
        ({"state": "answered", "due_at": None}, "question_ended_has_moment"),
        ({"state": "stuck"}, "question_due_lies_somewhere"),
    ],
)
def test_the_database_holds_what_holds(values: dict[str, Any], name: str) -> None:
    helping.offer()
    row = helping.question()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Question.objects.filter(pk=row.pk).update(**values)
    with (
        pytest.raises(IntegrityError, match="question_answer_has_words"),
        transaction.atomic(),
    ):
        QuestionStep.objects.filter(question=row).update(kind="answered")


def test_lists_of_questions_stay_within_fifteen_queries(django_assert_max_num_queries: Any) -> None:
    by = factories.coordinator()
    someone = helping.offer(by=by).person
    assert someone is not None
    for number in range(12):
        helping.question(title=f"Vraag {number}", email=f"v{number}@voorbeeld.example")
    for person, path in ((by, "/werk/vragen/"), (someone, "/mijn-plek/vragen/")):
        client = client_of(person)
        client.get(path)
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
