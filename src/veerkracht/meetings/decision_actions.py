"""The verbs of decisions: writing one down while or after a meeting, and looking at it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.meetings import policies
from veerkracht.meetings.models import Decision, Meeting, MeetingState

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Person


@transaction.atomic
def decide(*, meeting: Meeting, what: str, review_on: date | None, by: Person) -> Decision:
    """Write down what a meeting decided, by who leads it or looks after the series.

    Raises RuleBroken where a purpose keeps no decisions, before the meeting, or for a day that is past.
    """
    policies.check_may_decide(by, meeting)
    if not policies.purpose_of(meeting.series).decisions:
        raise RuleBroken(_("Van deze bijeenkomsten bewaren we niet wat er besproken is."))
    if meeting.state == MeetingState.CANCELLED or meeting.starts_at > now():
        raise RuleBroken(_("Een besluit leg je vast tijdens of na de bijeenkomst."))
    _check_day(review_on, "review_on")
    made = Decision.objects.create(meeting=meeting, what=what, review_on=review_on, made_at=now())
    record("meetings.decided", made, by=by, region_id=meeting.series.region_id)
    return made


def _check_day(day: date | None, field: str) -> None:
    if day is not None and day <= today():
        raise RuleBroken(_("Kies een dag die nog komt."), field=field)


@transaction.atomic
def review_decision(*, decision: Decision, again_on: date | None, by: Person) -> None:
    """It was looked at again: done, or once more on a later day. Raises RuleBroken when it was done already."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("meeting__series")
    decision = found.get(pk=decision.pk)
    policies.check_may_decide(by, decision.meeting)
    if decision.reviewed_at is not None:
        raise RuleBroken(_("Dit besluit is al afgerond."))
    _check_day(again_on, "again_on")
    reviewed = None if again_on else now()
    Decision.objects.filter(pk=decision.pk).update(
        reviewed_at=reviewed, review_on=again_on or decision.review_on
    )
    record("meetings.reviewed", decision, by=by, region_id=decision.meeting.series.region_id)
