"""The verbs of decisions: writing one down while or after a meeting, and looking at it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.searching import changed
from veerkracht.meetings import policies
from veerkracht.meetings.models import Decision, Meeting, MeetingState

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Person

FOUND_AS = "decisions"  # under this name an app above tells the search of those that are public


@transaction.atomic
def decide(
    *, meeting: Meeting, what: str, review_on: date | None, by: Person, inside: bool = False
) -> Decision:
    """Write down what a meeting decided, by who leads it or looks after the series.

    ``inside`` keeps it off a public page, where the purpose has one.

    Raises RuleBroken where a purpose keeps no decisions, before the meeting, or for a day that is past.
    """
    policies.check_may_decide(by, meeting)
    if not policies.purpose_of(meeting.series).decisions:
        raise RuleBroken(_("Van deze bijeenkomsten bewaren we niet wat er besproken is."))
    if meeting.state == MeetingState.CANCELLED or meeting.starts_at > now():
        raise RuleBroken(_("Een besluit leg je vast tijdens of na de bijeenkomst."))
    _check_day(review_on, "review_on")
    made = Decision.objects.create(
        meeting=meeting, what=what, review_on=review_on, inside=inside, made_at=now()
    )
    record("meetings.decided", made, by=by, region_id=meeting.series.region_id)
    changed(FOUND_AS, made.pk)
    return made


def _check_day(day: date | None, field: str) -> None:
    if day is not None and day <= today():
        raise RuleBroken(_("Kies een dag die nog komt."), field=field)


@transaction.atomic
def review_decision(*, decision: Decision, again_on: date | None, by: Person) -> None:
    """It was looked at again: done, or once more on a later day. Raises RuleBroken when it was done already."""
    decision = _open(decision, by)
    _check_day(again_on, "again_on")
    reviewed = None if again_on else now()
    Decision.objects.filter(pk=decision.pk).update(
        reviewed_at=reviewed, review_on=again_on or decision.review_on
    )
    record("meetings.reviewed", decision, by=by, region_id=decision.meeting.series.region_id)


@transaction.atomic
def reword_decision(*, decision: Decision, what: str, by: Person) -> None:
    """Say the same decision better. Raises NotAllowed as ``decide``, RuleBroken when it was closed."""
    decision = _open(decision, by)
    Decision.objects.filter(pk=decision.pk).update(what=what)
    record("meetings.reworded", decision, by=by, region_id=decision.meeting.series.region_id)
    changed(FOUND_AS, decision.pk)


@transaction.atomic
def show_decision(*, decision: Decision, inside: bool, by: Person) -> None:
    """Keep a decision inside the group, or let everybody read it. By who looks after the series."""
    found = Decision.objects.select_related("meeting__series")
    decision = found.get(pk=decision.pk)
    policies.check_looks_after(by, decision.meeting.series)
    Decision.objects.filter(pk=decision.pk).update(inside=inside)
    verb = "meetings.decision_inside" if inside else "meetings.decision_public"
    record(verb, decision, by=by, region_id=decision.meeting.series.region_id)
    changed(FOUND_AS, decision.pk)


@transaction.atomic
def take_back_decision(*, decision: Decision, by: Person) -> None:
    """It was not decided after all. Raises NotAllowed as ``decide``, RuleBroken when it was closed."""
    decision = _open(decision, by)
    record("meetings.taken_back", decision, by=by, region_id=decision.meeting.series.region_id)
    changed(FOUND_AS, decision.pk)
    decision.delete()


def _open(decision: Decision, by: Person) -> Decision:
    """The decision under a lock, that was not closed and that ``by`` may keep."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("meeting__series")
    decision = found.get(pk=decision.pk)
    policies.check_may_decide(by, decision.meeting)
    if decision.reviewed_at is not None:
        raise RuleBroken(_("Dit besluit is al afgerond."))
    return decision
