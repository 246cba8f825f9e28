"""Answering a survey without a name: counts grow, and nothing tells who gave which answers, or which belong together.

One answer a page: it carries a random mark that counts once. Whoever opens the page again could answer again: to
prevent that we would have to recognise the device, and people were promised that we do not. What is left of the risk
is held in by a pace for each visitor, kept in memory only, and by a ceiling for each survey and hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from veerkracht.cocreation import survey_rules as rules
from veerkracht.cocreation.models import (
    OpenAnswer,
    Survey,
    SurveyPage,
    SurveyQuestion,
    SurveyTally,
)
from veerkracht.cocreation.survey_actions import PAUSED
from veerkracht.cocreation.wish_gate import check_mark, kept_form
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.people.models import Person, RoleKind

if TYPE_CHECKING:
    from veerkracht.cocreation.survey_rules import Given


def whose(survey: Survey) -> str:
    """For what a page of this survey carries its mark."""
    return f"survey {survey.pk}"


def answer_survey(*, survey: Survey, answers: Mapping[int, Given], mark: str) -> bool:
    """Count the answers of one page, by question; False when this page was counted before.

    Raises RuleBroken outside its days, while paused, for what does not fit, and when very many came in this hour: then
    the survey is paused and its coordinators hear of it. NotAllowed for a page that was not ours.
    """
    check_mark(whose(survey), mark)
    if not _has_room(survey):
        raise RuleBroken(_("Deze vragenlijst staat even stil. Probeer het later nog eens."))
    return _count(survey, answers, mark)


@transaction.atomic
def _has_room(survey: Survey) -> bool:
    """Whether one more may come in this hour; pauses the survey when not."""
    found = Survey.objects.select_for_update().get(pk=survey.pk)
    hour = now().replace(minute=0, second=0, microsecond=0)
    in_hour = found.in_hour if found.hour == hour else 0
    if found.paused or not rules.too_many(in_hour, found.most_an_hour):
        return not found.paused
    Survey.objects.filter(pk=found.pk).update(paused=True)
    _tell_coordinators(found)
    return False


def _tell_coordinators(survey: Survey) -> None:
    moment = now()
    people = Person.objects.filter(
        roles__kind=RoleKind.COORDINATOR, roles__region=survey.region_id, is_active=True
    ).distinct()
    queue(
        News(
            PAUSED,
            one.email,
            f"{PAUSED}:{survey.pk}:{one.pk}:{moment:%Y%m%d%H}",
            {"survey": survey.pk},
            person_id=one.pk,
            language=one.language,
        )
        for one in people
    )


@transaction.atomic
def _count(survey: Survey, answers: Mapping[int, Given], mark: str) -> bool:
    found = Survey.objects.select_for_update().get(pk=survey.pk)
    if not rules.is_open(
        found.state, found.opens_on, found.closes_on, today(), paused=found.paused
    ):
        raise RuleBroken(_("Deze vragenlijst is nu niet open."))
    questions = list(found.questions.all())
    _check(questions, answers)
    try:
        with transaction.atomic():
            SurveyPage.objects.create(mark=kept_form(mark), day=today())
    except IntegrityError:
        return False
    for question in questions:
        _add(question, answers.get(question.pk))
    _count_person(found)
    _show(found)
    return True


def _check(questions: Sequence[SurveyQuestion], answers: Mapping[int, Given]) -> None:
    known = {one.pk: one for one in questions}
    if not answers.keys() <= known.keys():
        raise RuleBroken(_("Deze vraag hoort niet bij deze vragenlijst."))
    for pk, question in known.items():
        given = answers.get(pk)
        if given is None or given.is_empty:
            if question.required:
                raise RuleBroken(_("Beantwoord deze vraag nog."), field=f"question-{pk}")
        elif not rules.fits(question.kind, len(question.options), given):
            raise RuleBroken(_("Kies een van de antwoorden."), field=f"question-{pk}")
    if all(one.is_empty for one in answers.values()):
        raise RuleBroken(_("Beantwoord ten minste één vraag."))


def _add(question: SurveyQuestion, given: Given | None) -> None:
    if given is None or given.is_empty:
        return
    SurveyQuestion.objects.filter(pk=question.pk).update(given=F("given") + 1)
    if given.text:
        OpenAnswer.objects.create(question=question, text=given.text)
    rows = [SurveyTally(question=question, mark=mark) for mark in given.marks]
    SurveyTally.objects.bulk_create(rows, ignore_conflicts=True)
    tallies = SurveyTally.objects.filter(question=question, mark__in=given.marks)
    tallies.update(number=F("number") + 1)


def _count_person(survey: Survey) -> None:
    hour = now().replace(minute=0, second=0, microsecond=0)
    in_hour = survey.in_hour + 1 if survey.hour == hour else 1
    survey.given += 1
    rows = Survey.objects.filter(pk=survey.pk)
    rows.update(given=survey.given, hour=hour, in_hour=in_hour)


def _show(survey: Survey) -> None:
    """Let out what has company of five: people in all, and of each question its answers."""
    shown = rules.shown_after(survey.given, survey.shown)
    if shown == survey.shown:
        return
    Survey.objects.filter(pk=survey.pk).update(shown=shown)
    for question in survey.questions.all():
        if rules.shown_after(question.given, question.shown) != question.shown:
            SurveyQuestion.objects.filter(pk=question.pk).update(shown=question.given)
            SurveyTally.objects.filter(question=question).update(shown=F("number"))
            OpenAnswer.objects.filter(question=question, shown=False).update(shown=True)


def forget_pages() -> int:
    """Marks of pages go after a day (a job); returns how many."""
    return SurveyPage.objects.filter(day__lt=today()).delete()[0]
