"""Verbs on the bank of questions. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.places.queries import regions
from veerkracht.proof import policies
from veerkracht.proof.evaluation_come_along import come_along
from veerkracht.proof.evaluation_models import CHOOSING, FormQuestion, Question, QuestionKind

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

WORDS = ("kind", "text", "text_en", "options", "options_en")
SCALE_WORDS = 2


@dataclass(frozen=True)
class Wording:
    """A question in words. ``options``: what one can choose; of a scale none, or the words at 1 and at 5."""

    kind: str
    text: str
    text_en: str = ""
    options: Sequence[str] = ()
    options_en: Sequence[str] = ()

    def values(self) -> dict[str, Any]:
        """As the fields of a question."""
        return {name: _plain(getattr(self, name)) for name in WORDS}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else list(value)


@transaction.atomic
def load_questions() -> int:
    """Give each region the questions that come along and are not there yet; returns how many are new."""
    known = set(Question.objects.exclude(key="").values_list("region_id", "key"))
    missing = [
        Question(
            region=region, key=one["key"], **{name: one[name] for name in WORDS if name in one}
        )
        for region in regions()
        for one in come_along()
        if (region.pk, one["key"]) not in known
    ]
    Question.objects.bulk_create(missing)
    return len(missing)


@transaction.atomic
def add_question(*, region: Area, wording: Wording, by: Person) -> Question:
    """Put a question in a region's bank. Raises NotAllowed, and RuleBroken for words that do not fit."""
    policies.check_may_keep_bank(by, region.pk)
    _check(wording)
    made = Question.objects.create(region=region, **wording.values())
    record("proof.question_added", made, by=by, region_id=region.pk)
    return made


@transaction.atomic
def change_question(*, question: Question, wording: Wording, by: Person) -> Question:
    """Word a question otherwise; returns it, or its new version when it was asked already.

    Forms that are not open yet take the new version.
    """
    policies.check_may_keep_bank(by, question.region_id)
    _check(wording)
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.retired_at:
        raise RuleBroken(_("Deze vraag is al vervangen of weggelegd."))
    if is_in_use(question):
        question = _replace(question, wording)
    else:
        Question.objects.filter(pk=question.pk).update(**wording.values())
        question.refresh_from_db()
    record("proof.question_changed", question, by=by, region_id=question.region_id)
    return question


def is_in_use(question: Question) -> bool:
    """Whether a question stands on a form that opened."""
    return question.rows.filter(form__opened_at__isnull=False).exists()


def _replace(question: Question, wording: Wording) -> Question:
    Question.objects.filter(pk=question.pk).update(retired_at=now())
    made = Question.objects.create(
        region_id=question.region_id, replaces=question, **wording.values()
    )
    FormQuestion.objects.filter(question=question, form__opened_at=None).update(question=made)
    return made


@transaction.atomic
def retire_question(*, question: Question, by: Person) -> None:
    """Put a question away: new forms do not ask it; where it was asked, it stays."""
    policies.check_may_keep_bank(by, question.region_id)
    FormQuestion.objects.filter(question=question, form__opened_at=None).delete()
    Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=now())
    record("proof.question_retired", question, by=by, region_id=question.region_id)


def _check(wording: Wording) -> None:
    """Raise RuleBroken when the options do not fit the kind, or the English ones not the Dutch."""
    number = len(wording.options)
    if wording.kind in CHOOSING and number < SCALE_WORDS:
        raise RuleBroken(_("Geef minstens twee keuzes, één per regel."), field="options")
    if wording.kind == QuestionKind.SCALE and number not in {0, SCALE_WORDS}:
        message = _("Geef twee regels: de woorden bij 1 en bij 5. Of laat dit leeg.")
        raise RuleBroken(message, field="options")
    if wording.kind == QuestionKind.TEXT and number:
        raise RuleBroken(_("Bij eigen woorden horen geen keuzes."), field="options")
    if wording.options_en and len(wording.options_en) != number:
        message = _("Geef evenveel Engelse als Nederlandse keuzes, of geen.")
        raise RuleBroken(message, field="options_en")
