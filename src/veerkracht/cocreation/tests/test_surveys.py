"""Short surveys: built, answered without a name, safe from floods, shown in steps of five."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from tests import factories
from veerkracht.cocreation import survey_actions as actions
from veerkracht.cocreation import survey_answering as answering
from veerkracht.cocreation import survey_queries as queries
from veerkracht.cocreation.models import (
    Need,
    NeedSource,
    OpenAnswer,
    Survey,
    SurveyPage,
    SurveyQuestion,
    SurveyState,
    SurveyTally,
)
from veerkracht.cocreation.survey_actions import Asked
from veerkracht.cocreation.survey_rules import Given
from veerkracht.cocreation.tests.wishing import answered, client_of, mark_on, survey, text
from veerkracht.cocreation.wish_gate import fresh_mark
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.limits import forget
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Person, Sector

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
CHOICE = Asked("one", "Waar werk je?", ("Zorg", "Welzijn"))
SCALE = Asked("scale", "Hoe gaat het?", ("slecht", "goed"), required=True)
MANY = Asked("many", "Wat helpt?", ("Tijd", "Geld", "Rust"))
OPEN = Asked("open", "Wat mis je?")
WORK = "/werk/vragenlijsten/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget()


def shown(of: Survey) -> list[Any]:
    of.refresh_from_db()
    return queries.results(of)


def test_a_visitor_answers_without_a_name_or_a_cookie(clock: Any, settings: Any) -> None:
    settings.RATE_LIMITS = True
    of = survey(factories.coordinator(), CHOICE, SCALE, MANY, OPEN)
    visitor, here = Client(enforce_csrf_checks=True), f"/vragenlijst/{of.slug}/"
    page = visitor.get(here)
    assert "Waar werk je?" in text(page)
    first, second, third, fourth = of.questions.values_list("pk", flat=True)
    form = {"mark": mark_on(page), f"question-{first}": "1", f"question-{third}": ["0", "2"]}
    form[f"question-{fourth}"] = "Rust <b>nu</b>"
    assert "heel snel" in text(visitor.post(here, {**form, f"question-{second}": "4"}))
    clock.shift(5)
    half = visitor.post(here, form)
    assert (half.status_code, "Rust &lt;b&gt;nu" in text(half)) == (422, True)
    whole = {**form, f"question-{second}": "4"}
    assert "Dank je wel" in text(visitor.post(here, whole, follow=True))
    visitor.post(here, whole)  # back and again: counted once
    assert not visitor.cookies
    of.refresh_from_db()
    assert of.given == 1
    told = SurveyTally.objects.values_list("question", "mark", "number")
    assert set(told) == {(first, 1, 1), (second, 4, 1), (third, 0, 1), (third, 2, 1)}
    fields = {field.name for field in OpenAnswer._meta.get_fields()}
    assert fields == {"id", "question", "text", "shown", "need"}


@pytest.mark.parametrize(
    "wrong",
    [{"0": "7"}, {"0": "x"}, {"1": "6"}, {"1": "0"}, {"2": ["0", "9"]}, {"3": "x" * 601}],
)
def test_what_an_answer_may_not_be(wrong: dict[str, Any]) -> None:
    of = survey(factories.coordinator(), CHOICE, SCALE, MANY, OPEN)
    keys = list(of.questions.values_list("pk", flat=True))
    here = f"/vragenlijst/{of.slug}/"
    form: dict[str, Any] = {"mark": mark_on(Client().get(here)), f"question-{keys[1]}": "3"}
    form |= {f"question-{keys[int(place)]}": value for place, value in wrong.items()}
    assert Client().post(here, form).status_code == 422
    assert not SurveyTally.objects.exists()
    assert not OpenAnswer.objects.exists()


def test_what_the_answering_itself_refuses() -> None:
    of = survey(factories.coordinator(), CHOICE, SCALE)
    other = survey(factories.coordinator())
    choice, scale = of.questions.all()
    cases = [
        ({choice.pk: Given((5,)), scale.pk: Given((3,))}, "Kies een van"),
        ({choice.pk: Given((1,))}, "Beantwoord deze vraag nog"),
        ({other.questions.get().pk: Given(text="x"), scale.pk: Given((3,))}, "hoort niet bij"),
    ]
    for answers, words in cases:
        with pytest.raises(RuleBroken, match=words):
            answering.answer_survey(
                survey=of, answers=answers, mark=fresh_mark(answering.whose(of))
            )
    with pytest.raises(RuleBroken, match="ten minste één"):
        answering.answer_survey(survey=other, answers={}, mark=fresh_mark(answering.whose(other)))
    for mark in ("", "forged", fresh_mark(answering.whose(other))):
        with pytest.raises(NotAllowed):
            answering.answer_survey(survey=of, answers={scale.pk: Given((3,))}, mark=mark)
    assert not Survey.objects.filter(given__gt=0).exists()


def test_results_change_by_five_or_more_and_never_by_fewer() -> None:
    of = survey(factories.coordinator(), CHOICE, OPEN)
    seen = []
    for number in range(1, 13):
        texts = (Given(text=f"Antwoord {number}"),) if number % 2 else (Given(),)
        answered(of, Given((number % 2,)), *texts)
        found = shown(of)
        seen.append((of.shown, sum(bar.number for bar in found[0].bars), len(found[1].texts)))
    assert [one[0] for one in seen] == [0] * 4 + [5] * 5 + [10] * 3
    assert [one[1] for one in seen] == [0] * 4 + [5] * 5 + [10] * 3
    assert [one[2] for one in seen] == [0] * 9 + [5] * 3, "three of five answered: not enough yet"


def test_what_had_no_company_goes_when_it_closes(clock: Any) -> None:
    by = factories.coordinator()
    of = survey(by, CHOICE, OPEN)
    answered(of, Given((0,)), Given(text="Iets"), times=7)
    actions.close_survey(survey=of, by=by)
    of.refresh_from_db()
    assert (of.given, of.shown, of.state) == (5, 5, SurveyState.CLOSED)
    assert SurveyTally.objects.get().number == 5
    assert OpenAnswer.objects.count() == 5
    with pytest.raises(RuleBroken, match="nu niet open"):
        answered(of, Given((0,)))
    late = survey(by)
    clock.shift(timedelta(days=15))
    assert actions.close_past() == 1
    late.refresh_from_db()
    assert late.state == SurveyState.CLOSED
    assert "is gesloten" in text(Client().get(f"/vragenlijst/{late.slug}/"))


def test_a_flood_pauses_the_survey_and_tells_the_coordinator(clock: Any) -> None:
    by = factories.coordinator()
    of = survey(by, most_an_hour=10)
    answered(of, Given(text="Spam"), times=10)
    for _time in range(3):
        with pytest.raises(RuleBroken, match="staat even stil"):
            answered(of, Given(text="Spam"))
    send_due()
    told = [one for one in mail.outbox if "zetten je vragenlijst even stil" in one.subject]
    assert [one.to for one in told].count([by.email]) == 1
    client = client_of(by)
    assert "Je vragenlijst staat stil" in text(client.get("/mijn-plek/"))
    assert "staat even stil" in text(Client().get(f"/vragenlijst/{of.slug}/"))
    client.post(f"{WORK}{of.pk}/verder/")
    answered(of, Given(text="Echt"))
    of.refresh_from_db()
    assert (of.given, of.in_hour, of.paused) == (11, 1, False)
    clock.shift(timedelta(hours=1))
    assert actions.forget_hours() == 1
    assert Survey.objects.get().hour is None
    clock.shift(timedelta(days=1))
    assert answering.forget_pages() == 11
    assert not SurveyPage.objects.exists()


def test_one_visitor_cannot_bomb_a_survey(clock: Any, settings: Any) -> None:
    settings.RATE_LIMITS = True
    of = survey(factories.coordinator(), most_an_hour=100)
    here, key = f"/vragenlijst/{of.slug}/", f"question-{of.questions.get().pk}"
    visitor = Client()
    forms = [{"mark": mark_on(visitor.get(here)), key: "Spam"} for _time in range(65)]
    clock.shift(5)
    answers = [visitor.post(here, form).status_code for form in forms]
    assert (answers.count(302), answers.count(429)) == (60, 5)
    trapped = Client(REMOTE_ADDR="10.0.0.2").post(here, {**forms[64], "website": "x"}, follow=True)
    assert "Dank je wel" in text(trapped)
    of.refresh_from_db()
    assert of.given == 60


def test_questions_stand_still_once_it_is_open_and_a_copy_can_change() -> None:
    by = factories.coordinator()
    of = survey(by, CHOICE, SCALE)
    question = of.questions.all()[0]
    for refused in (
        lambda: actions.ask(survey=of, asked=OPEN, by=by),
        lambda: actions.ask(survey=of, asked=OPEN, by=by, question=question),
        lambda: actions.drop_question(question=question, by=by),
        lambda: actions.raise_question(question=question, by=by),
        lambda: actions.drop_survey(survey=of, by=by),
        lambda: actions.open_survey(survey=of, by=by),
    ):
        with pytest.raises(RuleBroken, match="staan vast"):
            refused()
    made = actions.copy_survey(survey=of, by=by)
    assert (made.state, made.given) == (SurveyState.DRAFT, 0)
    assert [one.words for one in made.questions.all()] == [CHOICE.words, SCALE.words]
    actions.raise_question(question=made.questions.all()[1], by=by)
    assert [one.words for one in made.questions.all()] == [SCALE.words, CHOICE.words]
    assert Client().get(f"/vragenlijst/{made.slug}/").status_code == 404


def test_what_a_survey_refuses() -> None:
    by = factories.coordinator()
    draft = survey(by, CHOICE, opened=False)
    for asked in (
        Asked("one", "Wat?", ("ja",)),
        Asked("scale", "Wat?", ("ja",)),
        Asked("open", "Wat?", ("ja",)),
    ):
        with pytest.raises(RuleBroken):
            actions.ask(survey=draft, asked=asked, by=by)
    for _time in range(14):
        actions.ask(survey=draft, asked=OPEN, by=by)
    with pytest.raises(RuleBroken, match="hoogstens 15"):
        actions.ask(survey=draft, asked=OPEN, by=by)
    with pytest.raises(RuleBroken, match="laatste dag"):
        survey(by, opened=False, closes_on=today() - timedelta(days=1))
    draft.questions.all().delete()
    with pytest.raises(RuleBroken, match="eerst een vraag"):
        actions.open_survey(survey=draft, by=by)
    with pytest.raises(NotAllowed):
        actions.open_survey(survey=draft, by=factories.coordinator(factories.NOORD))


def test_a_coordinator_builds_opens_and_reads_a_survey() -> None:
    by = factories.coordinator()
    client = client_of(by)
    typed = {
        "title": "Wat wil je leren?",
        "opens_on": today(),
        "closes_on": today() + timedelta(days=7),
        "most_an_hour": 60,
        "region": "zuid-limburg",
        "sectors": [Sector.objects.all()[0].pk],
    }
    assert "Zet er nu vragen in" in text(client.post(WORK, typed, follow=True))
    of = Survey.objects.get()
    wrong = client.post(f"{WORK}{of.pk}/vraag/", {"words": "Wat?", "kind": "one", "options": "ja"})
    assert (wrong.status_code, "2 tot 12 antwoorden" in text(wrong)) == (422, True)
    client.post(f"{WORK}{of.pk}/vraag/", {"words": "Wat?", "kind": "one", "options": "ja\nnee"})
    client.post(f"{WORK}{of.pk}/vraag/", {"words": "Wat mis je?", "kind": "open"})
    first, second = of.questions.all()
    client.post(f"{WORK}vraag/{second.pk}/omhoog/")
    assert [one.pk for one in of.questions.all()] == [second.pk, first.pk]
    client.post(f"{WORK}{of.pk}/open/")
    assert "Poster met QR-code" in text(client.get(f"{WORK}{of.pk}/"))
    assert "<svg" in text(client.get(f"{WORK}{of.pk}/poster/"))
    assert "Nog te weinig antwoorden" in text(client.get(f"{WORK}{of.pk}/uitslag/"))
    of.refresh_from_db()
    answered(of, Given(text="=1+1"), Given((0,)), times=5)
    page = text(client.get(f"{WORK}{of.pk}/uitslag/"))
    assert "Dit zijn de antwoorden van 5 mensen" in page
    book = load_workbook(io.BytesIO(client.get(f"{WORK}{of.pk}/uitslag.xlsx").content))
    texts = [row[1].value for row in book["Eigen woorden"].iter_rows()]
    assert texts[1:] == ["'=1+1"] * 5
    changed = {**typed, "title": "Anders", "closes_on": today() + timedelta(days=9)}
    client.post(f"{WORK}{of.pk}/wijzigen/", changed)
    of.refresh_from_db()
    assert (of.title, of.closes_on) == ("Wat wil je leren?", today() + timedelta(days=9))


def test_an_open_answer_becomes_a_wish_with_one_press() -> None:
    by = factories.coordinator()
    of = survey(by)
    of.sectors.set(Sector.objects.all()[:1])
    answered(of, Given(text="Meer tijd"), times=6)
    answer = OpenAnswer.objects.filter(shown=True)[0]
    client = client_of(by)
    page = client.post(f"{WORK}antwoord/{answer.pk}/wens/", follow=True)
    assert "Meer tijd" in text(page)
    client.post(f"{WORK}antwoord/{answer.pk}/wens/")
    made = Need.objects.get()
    assert (made.came, made.words, made.sectors.count()) == (NeedSource.SURVEY, "Meer tijd", 1)
    with pytest.raises(RuleBroken, match="nog niet te zien"):
        actions.make_wish(answer=OpenAnswer.objects.filter(shown=False)[0], by=by)


def test_words_are_read_in_an_order_that_tells_nothing() -> None:
    of = survey(factories.coordinator())
    for number in range(25):
        answered(of, Given(text=f"{number:02}"))
    read = [one.text for one in shown(of)[0].texts]
    assert sorted(read) == [f"{number:02}" for number in range(25)]
    assert read != sorted(read)


def test_the_database_holds_what_a_survey_is() -> None:
    by: Person = factories.coordinator()
    of = survey(by, CHOICE)
    question = of.questions.get()
    tally = SurveyTally.objects.create(question=question, mark=0)
    wrong: list[tuple[str, Any]] = [
        ("survey_closes_after", lambda: Survey.objects.update(closes_on="2020-01-01")),
        ("survey_shows_given", lambda: Survey.objects.update(shown=1)),
        ("survey_draft_unanswered", lambda: Survey.objects.update(state="draft", given=1)),
        ("survey_question_asks", lambda: SurveyQuestion.objects.update(words="")),
        ("survey_question_shows", lambda: SurveyQuestion.objects.update(shown=1)),
        ("survey_tally_once", lambda: SurveyTally.objects.create(question=question, mark=0)),
        ("survey_tally_shows", lambda: SurveyTally.objects.filter(pk=tally.pk).update(shown=1)),
        ("open_answer_says", lambda: OpenAnswer.objects.create(question=question, text="")),
    ]
    for name, write in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()
