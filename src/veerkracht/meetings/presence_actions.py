"""The verbs of who is and was there: said beforehand, ticked by who led the meeting, corrected by oneself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.meetings import policies, queries, rules
from veerkracht.meetings.events import MeetingHeld
from veerkracht.meetings.models import Absence, Meeting, MeetingState, Presence
from veerkracht.meetings.rules import Deed

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def _begun(meeting: Meeting) -> Meeting:
    """The meeting under a lock; RuleBroken before it begins, or when it was called off."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("series")
    meeting = found.get(pk=meeting.pk)
    if meeting.starts_at > now():
        raise RuleBroken(_("Dit kan zodra de bijeenkomst begonnen is."))
    if rules.after(meeting.state, Deed.MARK) is None:
        raise RuleBroken(_("Deze bijeenkomst ging niet door."))
    return meeting


def _check_minutes(meeting: Meeting, minutes: int) -> None:
    if not 0 <= minutes <= meeting.minutes:
        most = {"most": meeting.minutes}
        raise RuleBroken(_("Deze bijeenkomst duurde %(most)s minuten.") % most, field="minutes")


@transaction.atomic
def mark_presence(*, meeting: Meeting, minutes: Mapping[int, int], by: Person) -> None:
    """Say of members, by their number, how many minutes they were there; 0 is not there.

    With that the meeting was held. What somebody corrected themselves stays as they said it. Raises
    NotAllowed for who does not lead it, and RuleBroken before it begins or for who was no member.
    """
    policies.check_leads(by, meeting)
    meeting = _begun(meeting)
    if not set(minutes) <= {person.pk for person in queries.members_at(meeting)}:
        raise RuleBroken(_("Kies mensen van de groep."))
    corrected = set(meeting.presences.filter(corrected=True).values_list("person", flat=True))
    for person, number in minutes.items():
        _check_minutes(meeting, number)
        if person not in corrected:
            _note(meeting, person, number, by)
    Meeting.objects.filter(pk=meeting.pk).update(state=rules.after(meeting.state, Deed.MARK))
    record("meetings.marked", meeting, by=by, region_id=meeting.series.region_id)
    announce(MeetingHeld(meeting.pk, meeting.series.purpose))


def _note(
    meeting: Meeting, person: int, minutes: int, by: Person, *, corrected: bool = False
) -> None:
    values = {
        "there": minutes > 0,
        "minutes": minutes,
        "marked_by": by,
        "marked_at": now(),
        "corrected": corrected,
    }
    Presence.objects.update_or_create(meeting=meeting, person_id=person, defaults=values)


@transaction.atomic
def correct_own(*, meeting: Meeting, minutes: int, by: Person) -> None:
    """Correct one's own minutes of a meeting whose list was made; 0 is not there.

    Raises NotAllowed for who was no member then, and RuleBroken before the list is there.
    """
    meeting = _begun(meeting)
    if by.pk not in {person.pk for person in queries.members_at(meeting)}:
        policies.check_may_see_meeting(by, meeting)
        raise RuleBroken(_("Je hoorde toen niet bij deze groep."))
    if meeting.state != rules.State.HELD:
        raise RuleBroken(_("Eerst vinkt wie de bijeenkomst leidde aan wie er was."))
    _check_minutes(meeting, minutes)
    _note(meeting, by.pk, minutes, by, corrected=True)
    record("meetings.corrected", meeting, by=by, region_id=meeting.series.region_id)


@transaction.atomic
def say_absent(*, meeting: Meeting, absent: bool, by: Person) -> None:
    """A member says that they cannot be there, or can after all; again changes nothing.

    Raises NotAllowed for who is no member, and RuleBroken once it began or was called off.
    """
    policies.check_is_member(by, meeting.series)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state != MeetingState.PLANNED or meeting.starts_at <= now():
        raise RuleBroken(_("Dat kan niet meer met deze bijeenkomst."))
    if absent:
        Absence.objects.get_or_create(meeting=meeting, person=by, defaults={"said_at": now()})
    else:
        Absence.objects.filter(meeting=meeting, person=by).delete()
