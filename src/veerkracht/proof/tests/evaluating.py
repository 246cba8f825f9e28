"""An edition that was held, with people who can answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import held_at, now
from veerkracht.people.models import Person
from veerkracht.proof.actions import answer_evaluation, arrange_evaluation, open_evaluations
from veerkracht.proof.evaluation_models import EvaluationForm, Question, Shows
from veerkracht.proof.evaluation_queries import bank
from veerkracht.proof.evaluation_rules import Given
from veerkracht.proof.evaluation_tokens import token_of
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Edition

KEYS = ("worth-it", "pace", "take-home", "best")  # one of each kind


def held(people: int = 6, **values: Any) -> Edition:
    """An edition whose one session ended an hour ago, with so many people who had a place."""
    starts = now() - timedelta(hours=4, minutes=30)
    with held_at(now() - timedelta(days=40)):
        edition = factories.edition(starts=starts, capacity=max(people, 1), **values)
        for person in [factories.person() for _ in range(people)]:
            request_places(people=[person], editions=[edition], by=person)
    return edition


def with_trainer(edition: Edition) -> Person:
    """A trainer of this edition."""
    trainer = factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    return trainer


def questions(edition: Edition) -> list[Question]:
    """One question of each kind: a scale, one choice, several choices, own words."""
    found = {one.key: one for one in bank(edition.region_id)}
    return [found[key] for key in KEYS]


def opened(people: int = 6, shows: str = Shows.CLOSED, **values: Any) -> EvaluationForm:
    """A form with one question of each kind, open since now."""
    edition = held(people, **values)
    arrange_evaluation(
        edition=edition,
        questions=questions(edition),
        days=14,
        shows=shows,
        by=factories.coordinator(),
    )
    assert open_evaluations() == 1
    return EvaluationForm.objects.select_related("edition__course").get(edition=edition)


def tokens(form: EvaluationForm) -> list[str]:
    """The tokens of who was there, first come first."""
    rows = Enrolment.objects.filter(edition=form.edition).order_by("pk")
    return [token_of(form, row.pk) for row in rows]


def said(form: EvaluationForm, *values: Any) -> dict[int, Given]:
    """Answers in the order of the questions; None leaves one out."""
    asked = [row.question for row in form.rows.select_related("question")]
    return {
        question.pk: Given(text=value) if isinstance(value, str) else Given(marks=value)
        for question, value in zip(asked, values, strict=True)
        if value is not None
    }


def answers(form: EvaluationForm, number: int, skip: int = 0) -> None:
    """So many people answer, each otherwise, after ``skip`` that did."""
    for nth, token in list(enumerate(tokens(form)))[skip : skip + number]:
        given = said(form, (nth % 5 + 1,), (nth % 3,), (nth % 4, 4), f"Woord {nth}")
        answer_evaluation(token=token, given=given)


def text(response: Any) -> str:
    """The main part of a page, without the proof of its forms."""
    content = response.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)
