"""Verbs on the life of an evaluation: arranged, opened, reminded of, closed. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.proof import policies
from veerkracht.proof.attendance_queries import attended
from veerkracht.proof.evaluation_answering import finish
from veerkracht.proof.evaluation_models import (
    MOST_QUESTIONS,
    Ballot,
    EvaluationForm,
    FormQuestion,
    Question,
)
from veerkracht.proof.evaluation_queries import default_questions
from veerkracht.proof.evaluation_tokens import hash_of, token_of, tokens_of
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.people.models import Person

LATEST = timedelta(days=14)  # an edition that ended longer ago is not asked about any more
REMIND_AFTER = timedelta(days=5)
ASKED, REMINDED = "proof.evaluation_asked", "proof.evaluation_reminded"


@transaction.atomic
def arrange_evaluation(
    *, edition: Edition, questions: Sequence[Question], days: int, shows: str, by: Person
) -> EvaluationForm:
    """Choose what is asked about an edition, for how long, and when results are seen; until it opens.

    Raises NotAllowed unless ``by`` coordinates the region, and RuleBroken when it is open, when there
    are no or more than ten questions, or one of another region.
    """
    policies.check_may_arrange_evaluation(by, edition)
    form, _new = EvaluationForm.objects.select_for_update().get_or_create(edition=edition)
    if form.opened_at:
        raise RuleBroken(_("De evaluatie is al open. Je kunt de vragen niet meer wijzigen."))
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise RuleBroken(_("Kies minstens 1 en hoogstens 10 vragen."), field="questions")
    if any(one.region_id != edition.region_id or one.retired_at for one in questions):
        raise RuleBroken(_("Kies vragen van je eigen regio."), field="questions")
    form.days, form.shows = days, shows
    form.save(update_fields=["days", "shows"])
    _ask(form, questions)
    record("proof.evaluation_arranged", form, by=by, region_id=edition.region_id)
    return form


def _ask(form: EvaluationForm, questions: Sequence[Question]) -> None:
    FormQuestion.objects.filter(form=form).delete()
    FormQuestion.objects.bulk_create(
        FormQuestion(form=form, question=question, position=nth)
        for nth, question in enumerate(questions, 1)
    )


def open_evaluations() -> int:
    """Open the evaluation of each edition whose last session ended (a job); returns how many."""
    moment = now()
    ended = Edition.objects.filter(
        state=EditionState.PUBLISHED, ends_at__lte=moment, ends_at__gt=moment - LATEST
    )
    not_open = Q(evaluation=None) | Q(evaluation__opened_at=None)
    return sum(_open(edition, moment) for edition in ended.filter(not_open))


@transaction.atomic
def _open(edition: Edition, moment: datetime) -> int:
    people = who_was_there(edition)
    form, _new = EvaluationForm.objects.select_for_update().get_or_create(edition=edition)
    if form.opened_at or not people or not _has_questions(form, edition):
        return 0
    form.opened_at, form.closes_at = moment, moment + timedelta(days=form.days)
    form.save(update_fields=["opened_at", "closes_at"])
    hashes = sorted(hash_of(token_of(form, row.pk)) for row in people)
    Ballot.objects.bulk_create(Ballot(token_hash=one, form=form) for one in hashes)
    queue(_news(ASKED, form, people))
    record("proof.evaluation_opened", form, by=None, region_id=edition.region_id)
    return 1


def _has_questions(form: EvaluationForm, edition: Edition) -> bool:
    """Whether there is something to ask: what was chosen, or else what comes along."""
    if not form.rows.exists():
        _ask(form, default_questions(edition.region_id))
    return form.rows.exists()


def who_was_there(edition: Edition) -> list[Enrolment]:
    """Who was at any session when that was kept, and otherwise everybody with a place."""
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED)
    came = attended([edition.pk])
    found = placed.filter(pk__in=came) if came else placed
    return list(found.select_related("person").order_by("pk"))


def _news(kind: str, form: EvaluationForm, people: Iterable[Enrolment]) -> list[News]:
    due = after_quiet(now())
    return [
        News(
            kind=kind,
            address=row.person.email,
            once=f"{kind}:{form.pk}:{row.pk}",
            facts={"form": form.pk, "enrolment": row.pk},
            person_id=row.person_id,
            language=row.person.language,
            due_at=due,
        )
        for row in people
    ]


def remind_of_evaluations() -> int:
    """Remind, once, who has not used the ballot after five days (a job); returns how many letters."""
    moment = now()
    due = EvaluationForm.objects.filter(
        opened_at__lte=moment - REMIND_AFTER, closes_at__gt=moment, reminded_at=None
    )
    return sum(_remind(form.pk, moment) for form in due)


@transaction.atomic
def _remind(pk: int, moment: datetime) -> int:
    form = EvaluationForm.objects.select_for_update().select_related("edition").get(pk=pk)
    if form.reminded_at:
        return 0
    unused = set(form.ballots.filter(used=False).values_list("token_hash", flat=True))
    placed = Enrolment.objects.filter(edition=form.edition, state=State.PLACED)
    people = [
        row
        for row in placed.select_related("person")
        if unused & {hash_of(token) for token in tokens_of(form, row.pk)}
    ]
    queue(_news(REMINDED, form, people))
    EvaluationForm.objects.filter(pk=pk).update(reminded_at=moment)
    return len(people)


def close_evaluations() -> int:
    """Close what is past its time: show what may be shown, throw away the rest (a job)."""
    due = EvaluationForm.objects.filter(closes_at__lte=now(), closed_at=None)
    return sum(_close(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _close(pk: int) -> int:
    form = EvaluationForm.objects.select_for_update().select_related("edition").get(pk=pk)
    if form.closed_at:
        return 0
    finish(form)
    record("proof.evaluation_closed", form, by=None, region_id=form.edition.region_id)
    return 1
