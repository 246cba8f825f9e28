"""Answering with a ballot, and letting answers be seen in company. Reached through ``actions``.

Nothing here is written in the audit trail or a log: a line with a time would tie an answer to who was
seen answering.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.proof import evaluation_rules as rules
from veerkracht.proof.evaluation_models import Answer, Ballot, EvaluationForm, Shows
from veerkracht.proof.evaluation_queries import ballot_of, questions_of

if TYPE_CHECKING:
    from veerkracht.proof.evaluation_models import Question
    from veerkracht.proof.evaluation_rules import Given

_chance = random.SystemRandom()


@transaction.atomic
def answer_evaluation(*, token: str, given: Mapping[int, Given]) -> None:
    """Use a ballot: what is said to each question, by its number. The ballot is the only permission.

    Raises RuleBroken, and changes nothing, for a token that is no ballot, one that was used, a form that
    is not open, or answers that do not fit the questions.
    """
    ballot = ballot_of(token)
    if ballot is None:
        raise RuleBroken(_("Deze link klopt niet. Gebruik de link uit je mail."))
    form = EvaluationForm.objects.select_for_update().get(pk=ballot.form_id)
    if not form.is_open(now()):
        raise RuleBroken(_("De evaluatie is gesloten. Je kunt niet meer antwoorden."))
    if not Ballot.objects.filter(pk=ballot.pk, used=False).update(used=True):
        raise RuleBroken(_("Met deze link is al geantwoord."))
    _mix(form, list(_fitting(form, given)))
    _show(form, closing=False)


def _fitting(form: EvaluationForm, given: Mapping[int, Given]) -> Iterable[Answer]:
    """The answers as rows. Raises RuleBroken when there is none, or one that does not fit."""
    said = {number: one for number, one in given.items() if not one.is_empty}
    asked: dict[int, Question] = {one.pk: one for one in questions_of(form)}
    if not said:
        raise RuleBroken(_("Geef minstens één antwoord."))
    for number, one in said.items():
        question = asked.get(number)
        if question is None or not rules.fits(question.kind, len(question.options), one):
            raise RuleBroken(_("Dit antwoord past niet bij de vraag."), field=f"question-{number}")
        yield Answer(form=form, question=question, marks=list(one.marks), text=one.text)


def _mix(form: EvaluationForm, new: list[Answer]) -> None:
    """Put all answers of the form back with new keys, in a chance order.

    So neither keys, nor the order on disk, nor the transaction that wrote a row tell who came when.
    """
    everything = [*form.answers.all(), *new]
    form.answers.all().delete()
    for one in everything:
        one.pk = uuid.uuid4()
    _chance.shuffle(everything)
    Answer.objects.bulk_create(everything)


def _show(form: EvaluationForm, *, closing: bool) -> None:
    """Let be seen what has company enough. The caller holds the form."""
    used = form.ballots.filter(used=True).count()
    in_steps = form.shows == Shows.STEPS
    shown = rules.shown_after(in_steps=in_steps, closing=closing, used=used, shown=form.shown)
    if shown == form.shown:
        return
    waiting = form.answers.filter(shown=False).values_list("question").annotate(n=Count("pk"))
    form.answers.filter(question__in=rules.enough(dict(waiting))).update(shown=True)
    form.shown = shown
    EvaluationForm.objects.filter(pk=form.pk).update(shown=shown)


def finish(form: EvaluationForm) -> None:
    """Close a form: show what may be shown; what never had company enough is thrown away.

    The caller holds the form.
    """
    _show(form, closing=True)
    form.answers.filter(shown=False).delete()
    EvaluationForm.objects.filter(pk=form.pk).update(closed_at=now())
