"""The bank of questions: what comes along, what changes, and what is replaced."""

from __future__ import annotations

import pytest

from tests import factories
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.places.queries import region
from veerkracht.proof.actions import (
    Wording,
    add_question,
    arrange_evaluation,
    change_question,
    load_questions,
    retire_question,
)
from veerkracht.proof.evaluation_models import EvaluationForm, Question
from veerkracht.proof.evaluation_queries import bank, default_questions
from veerkracht.proof.tests.evaluating import held, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_each_region_has_its_own_questions_and_loading_again_changes_nothing() -> None:
    zuid, noord = region(factories.ZUID), region(factories.NOORD)
    assert bank(zuid.pk).count() == bank(noord.pk).count() == 12
    first = default_questions(zuid.pk)[0]
    wording = Wording("scale", "Hoe was het?")
    change_question(question=first, wording=wording, by=factories.coordinator())
    assert load_questions() == 0
    assert default_questions(zuid.pk)[0].text == "Hoe was het?"
    assert default_questions(noord.pk)[0].text != "Hoe was het?"


def test_a_question_that_was_asked_gets_a_new_version() -> None:
    form = opened(2)
    old = form.rows.all()[0].question
    waiting, by = held(2), factories.coordinator()
    arrange_evaluation(edition=waiting, questions=[old], days=5, shows="closed", by=by)
    new = change_question(question=old, wording=Wording("scale", "Anders?"), by=by)
    old.refresh_from_db()
    assert (new.replaces_id, old.retired_at is not None) == (old.pk, True)
    assert form.rows.all()[0].question_id == old.pk
    assert EvaluationForm.objects.get(edition=waiting).rows.get().question_id == new.pk
    assert default_questions(form.edition.region_id)[0] == new
    with pytest.raises(RuleBroken, match="al vervangen"):
        change_question(question=old, wording=Wording("scale", "Nog eens?"), by=by)


def test_a_question_that_was_put_away_is_not_asked_any_more() -> None:
    edition, by = held(2), factories.coordinator()
    first, second, *_rest = bank(edition.region_id)
    arrange_evaluation(edition=edition, questions=[first, second], days=5, shows="closed", by=by)
    retire_question(question=first, by=by)
    assert EvaluationForm.objects.get(edition=edition).rows.get().question_id == second.pk
    assert first not in default_questions(edition.region_id)


def test_only_the_coordinator_of_the_region_keeps_the_bank() -> None:
    zuid = region(factories.ZUID)
    question = bank(zuid.pk)[0]
    for by in (factories.trainer(), factories.coordinator(factories.NOORD), factories.person()):
        with pytest.raises(NotAllowed):
            add_question(region=zuid, wording=Wording("text", "Wat?"), by=by)
        with pytest.raises(NotAllowed):
            change_question(question=question, wording=Wording("text", "Wat?"), by=by)
        with pytest.raises(NotAllowed):
            retire_question(question=question, by=by)


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        (Wording("one", "Welke?", options=["een"]), "options"),
        (Wording("several", "Welke?"), "options"),
        (Wording("scale", "Hoe?", options=["slecht"]), "options"),
        (Wording("text", "Wat?", options=["a", "b"]), "options"),
        (Wording("one", "Welke?", options=["a", "b"], options_en=["a"]), "options_en"),
    ],
)
def test_options_fit_the_kind(wording: Wording, field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        add_question(region=region(factories.ZUID), wording=wording, by=factories.coordinator())
    assert broken.value.field == field
    assert not Question.objects.filter(text=wording.text).exists()
