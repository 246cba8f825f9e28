"""Opening, asking, reminding, answering once, closing; and that nothing ties an answer to anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.proof.actions import (
    Mark,
    answer_evaluation,
    arrange_evaluation,
    close_evaluations,
    mark,
    open_evaluations,
    remind_of_evaluations,
)
from veerkracht.proof.evaluation_models import (
    Answer,
    Ballot,
    EvaluationForm,
    FormQuestion,
    Question,
)
from veerkracht.proof.evaluation_queries import bank
from veerkracht.proof.evaluation_sources import (
    overdue_answers,
    overdue_ballots,
    remove_answers,
    remove_ballots,
)
from veerkracht.proof.models import Presence
from veerkracht.proof.tests.evaluating import answers, held, opened, questions, said, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def letters(subject: str) -> list[Message]:
    """What was sent with these words in the subject."""
    send_due()
    return list(Message.objects.filter(subject__contains=subject, state="sent"))


def test_it_opens_by_itself_after_the_last_session_and_asks_everybody_once() -> None:
    edition = held(3)
    assert open_evaluations() == 1
    assert open_evaluations() == 0
    form = EvaluationForm.objects.get(edition=edition)
    assert form.closes_at == now() + timedelta(days=14)
    assert form.rows.count() == 8
    assert len(letters("Wat vond je van")) == 3
    assert Ballot.objects.filter(form=form, used=False).count() == 3


def test_who_was_not_there_is_not_asked_when_attendance_was_kept() -> None:
    edition = held(3)
    first, second, third = Enrolment.objects.filter(edition=edition).order_by("pk")
    marks = {
        first.pk: Mark(Presence.PRESENT),
        second.pk: Mark(Presence.ABSENT),
        third.pk: Mark(Presence.LATE),
    }
    mark(session=edition.sessions.get(), marks=marks, by=factories.coordinator())
    open_evaluations()
    asked = {message.person_id for message in letters("Wat vond je van")}
    assert asked == {first.person_id, third.person_id}


def test_an_edition_to_come_without_people_or_long_past_is_not_asked_about(clock: Any) -> None:
    factories.edition()
    held(0)
    late = held(2)
    clock.shift(timedelta(days=15))
    assert open_evaluations() == 0
    assert not EvaluationForm.objects.filter(edition=late, opened_at__isnull=False).exists()


def test_one_reminder_goes_to_who_did_not_answer(clock: Any) -> None:
    form = opened(3)
    assert remind_of_evaluations() == 0
    answers(form, 1)
    clock.shift(timedelta(days=5, minutes=1))
    assert remind_of_evaluations() == 2
    assert remind_of_evaluations() == 0
    assert len(letters("Nog even")) == 2


def test_a_letter_that_is_no_longer_news_does_not_go(clock: Any) -> None:
    form = opened(2)
    answers(form, 2)
    assert letters("Wat vond je van") == []
    clock.shift(timedelta(days=15))
    assert remind_of_evaluations() == 0


def test_a_ballot_works_once_and_a_second_time_changes_nothing() -> None:
    form = opened(2)
    answers(form, 1)
    before = set(Answer.objects.values_list("pk", flat=True))
    with pytest.raises(RuleBroken, match="al geantwoord"):
        answer_evaluation(token=tokens(form)[0], given=said(form, (1,), None, None, None))
    assert set(Answer.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("token", ["", "x", "a" * 24])
def test_a_forged_ballot_changes_nothing(token: str) -> None:
    form = opened(2)
    with pytest.raises(RuleBroken, match="klopt niet"):
        answer_evaluation(token=token, given=said(form, (1,), None, None, None))
    assert not Answer.objects.exists()


def test_a_closed_form_takes_nothing(clock: Any) -> None:
    form = opened(2)
    clock.shift(timedelta(days=14))
    with pytest.raises(RuleBroken, match="gesloten"):
        answers(form, 1)
    assert not Answer.objects.exists()
    assert not Ballot.objects.filter(used=True).exists()


@pytest.mark.parametrize(
    "values", [(None,) * 4, ((6,), None, None, None), ("ja", None, None, None)]
)
def test_answers_that_do_not_fit_leave_the_ballot_unused(values: tuple[Any, ...]) -> None:
    form = opened(2)
    with pytest.raises(RuleBroken), transaction.atomic():
        answer_evaluation(token=tokens(form)[0], given=said(form, *values))
    assert not Ballot.objects.filter(used=True).exists()
    answers(form, 1)


def test_a_question_of_another_form_is_not_answered() -> None:
    form, other = opened(1), opened(1)
    stranger = Question.objects.get(region=other.edition.region, key="safe")
    with pytest.raises(RuleBroken, match="past niet"):
        answer_evaluation(
            token=tokens(form)[0],
            given={stranger.pk: next(iter(said(form, (1,), None, None, None).values()))},
        )


def test_nothing_in_the_database_ties_an_answer_to_a_ballot() -> None:
    """No time, no order, no number that grows, no shared transaction, no line in the audit trail."""
    form = opened(6)
    keys: list[set[Any]] = []
    audited = Entry.objects.count()
    for nth in range(3):
        answers(form, 1, skip=nth)
        keys.append(set(Answer.objects.values_list("pk", flat=True)))
    assert not keys[0] & keys[1]
    assert not keys[1] & keys[2]
    assert Entry.objects.count() == audited
    kinds = {field.get_internal_type() for field in Answer._meta.fields}
    assert not kinds & {"DateTimeField", "DateField", "BigAutoField", "AutoField"}
    assert {field.name for field in Ballot._meta.fields} == {"token_hash", "form", "used"}
    with connection.cursor() as cursor:  # which transaction wrote each row, and where it lies
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM proof_answer")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT text FROM proof_answer WHERE text <> '' ORDER BY ctid")
        assert {row[0] for row in cursor.fetchall()} == {"Woord 0", "Woord 1", "Woord 2"}


def test_what_never_had_company_is_thrown_away(clock: Any) -> None:
    form = opened(7)
    answers(form, 4)
    clock.shift(timedelta(days=14))
    assert close_evaluations() == 1
    assert close_evaluations() == 0
    form.refresh_from_db()
    assert (form.shown, Answer.objects.count()) == (0, 0)


def test_at_the_end_all_are_shown_when_there_are_five(clock: Any) -> None:
    form = opened(7)
    answers(form, 6)
    assert not Answer.objects.filter(shown=True).exists()
    clock.shift(timedelta(days=14))
    close_evaluations()
    form.refresh_from_db()
    assert (form.shown, Answer.objects.filter(shown=True).count()) == (6, 24)


def test_only_the_coordinator_arranges_until_it_opens() -> None:
    edition = held(2)
    asked = questions(edition)
    for by in (factories.trainer(), factories.coordinator(factories.NOORD), factories.person()):
        with pytest.raises(NotAllowed):
            arrange_evaluation(edition=edition, questions=asked, days=3, shows="steps", by=by)
    by = factories.coordinator()
    arrange_evaluation(edition=edition, questions=asked, days=3, shows="steps", by=by)
    open_evaluations()
    form = EvaluationForm.objects.get(edition=edition)
    assert form.closes_at == now() + timedelta(days=3)
    with pytest.raises(RuleBroken, match="al open"):
        arrange_evaluation(edition=edition, questions=asked[:1], days=9, shows="closed", by=by)


def test_at_least_one_and_at_most_ten_questions_of_the_own_region() -> None:
    edition, by = held(2), factories.coordinator()
    every = list(bank(edition.region_id))
    elsewhere = Question.objects.exclude(region=edition.region_id)[:1]
    for wrong in ([], every[:11], list(elsewhere)):
        with pytest.raises(RuleBroken):
            arrange_evaluation(edition=edition, questions=wrong, days=3, shows="closed", by=by)
    arrange_evaluation(edition=edition, questions=every[:10], days=3, shows="closed", by=by)
    assert FormQuestion.objects.count() == 10


def test_ballots_go_after_a_month_and_answers_after_five_years(clock: Any) -> None:
    form = opened(6)
    answers(form, 5)
    clock.shift(timedelta(days=14))
    close_evaluations()
    clock.shift(timedelta(days=31))
    assert (overdue_ballots(), remove_ballots(), overdue_ballots()) == (6, 6, 0)
    assert overdue_answers() == 0
    clock.shift(timedelta(days=5 * 365))
    assert (overdue_answers(), remove_answers()) == (20, 20)


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (EvaluationForm, {"shown": 4}, "evaluation_shows_five_or_more"),
        (EvaluationForm, {"days": 0}, "evaluation_open_days"),
        (EvaluationForm, {"closes_at": None}, "evaluation_closes_after_opening"),
        (FormQuestion, {"position": 11}, "form_asks_at_most_ten"),
        (Question, {"kind": "one", "options": ["ja"]}, "question_has_choices"),
    ],
)
def test_the_database_guards(model: Any, values: dict[str, Any], name: str) -> None:
    opened(1)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=model.objects.latest("pk").pk).update(**values)


def test_the_database_guards_what_is_there_once() -> None:
    form = opened(1)
    row = form.rows.all()[0]
    same = {"form": form, "question": row.question, "position": 9}
    with pytest.raises(IntegrityError, match="form_question_once"), transaction.atomic():
        FormQuestion.objects.create(**same)
    other = Question.objects.get(region=form.edition.region, key="safe")
    with pytest.raises(IntegrityError, match="form_position_once"), transaction.atomic():
        FormQuestion.objects.create(**same | {"question": other, "position": row.position})
    with pytest.raises(IntegrityError, match="question_comes_along_once"), transaction.atomic():
        Question.objects.create(region=form.edition.region, key="safe", kind="text", text="?")
    with pytest.raises(IntegrityError, match="answer_says_something"), transaction.atomic():
        Answer.objects.create(form=form, question=other)
