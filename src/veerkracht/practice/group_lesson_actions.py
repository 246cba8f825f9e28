"""The verbs of a shared lesson. Who said no is kept nowhere: not in a row, and not in the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.meetings.models import Presence
from veerkracht.practice import group_policies as policies
from veerkracht.practice.group_lesson_models import Lesson, LessonVoice

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

FEWEST = 3  # of two people, each would know who said no


@transaction.atomic
def propose_lesson(*, meeting: Meeting, sentence: str, by: Person) -> Lesson:
    """Propose one sentence to share; who was there is asked. Proposing is a yes.

    Raises NotAllowed for who was not there, and RuleBroken below three people or when one is waiting.
    """
    policies.check_was_there(by, meeting)
    there = _there(meeting)
    if len(there) < FEWEST:
        raise RuleBroken(_("Een les delen kan vanaf drie mensen."), field="sentence")
    try:
        with transaction.atomic():
            lesson = Lesson.objects.create(
                region_id=meeting.series.region_id,
                theme=meeting.theme,
                sentence=sentence,
                meeting=meeting,
                proposed_at=now(),
            )
    except IntegrityError as error:
        waiting = _("Er wacht al een les van deze bijeenkomst.")
        raise RuleBroken(waiting, field="sentence") from error
    LessonVoice.objects.bulk_create(
        LessonVoice(lesson=lesson, person_id=one, agreed=one == by.pk) for one in there
    )
    record("practice.lesson_proposed", meeting, by=None, region_id=lesson.region_id)
    return lesson


def _there(meeting: Meeting) -> set[int]:
    rows = Presence.objects.filter(meeting=meeting, there=True)
    return set(rows.values_list("person", flat=True))


@transaction.atomic
def answer_lesson(*, lesson: Lesson, agrees: bool, by: Person) -> bool:
    """Say yes or no; whether it is published now.

    A no takes it away, for good. The last yes publishes it, without its meeting and without who was asked.
    Raises NotAllowed for who was not asked, and RuleBroken when it is gone or shared already.
    """
    held = Lesson.objects.select_for_update(of=("self",)).select_related("meeting")
    found = held.filter(pk=lesson.pk, published_on=None).first()
    if found is None or found.meeting is None:
        raise RuleBroken(_("Deze les is al gedeeld, of weg."))
    require(found.voices.filter(person=by).exists(), _("Dit kan alleen wie erbij was."))
    if not agrees:
        found.delete()
        return False
    found.voices.filter(person=by).update(agreed=True)
    _ask_who_came_later(found, found.meeting)
    if found.voices.filter(agreed=False).exists():
        return False
    _publish(found)
    return True


def _ask_who_came_later(lesson: Lesson, meeting: Meeting) -> None:
    """The list may have been corrected after the lesson was proposed."""
    asked = set(lesson.voices.values_list("person", flat=True))
    LessonVoice.objects.bulk_create(
        LessonVoice(lesson=lesson, person_id=one) for one in _there(meeting) - asked
    )


def _publish(lesson: Lesson) -> None:
    lesson.voices.all().delete()
    lesson.meeting, lesson.published_on = None, today()
    lesson.proposed_at = now()
    lesson.save()
    record("practice.lesson_published", lesson, by=None, region_id=lesson.region_id)
