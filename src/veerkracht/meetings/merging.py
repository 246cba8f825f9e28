"""What meetings settle before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.meetings.models import Absence, Member, PollAnswer, PollInvitation, Presence

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """Once in a series at a time, once in a poll, once at a meeting: what ``keep`` has stays."""
    mine = list(Member.objects.filter(person=keep, until=None).values_list("series", flat=True))
    Member.objects.filter(person=drop, until=None, series__in=mine).delete()
    invited = list(PollInvitation.objects.filter(person=keep).values_list("poll", flat=True))
    PollInvitation.objects.filter(person=drop, poll__in=invited).delete()
    said = list(PollAnswer.objects.filter(person=keep).values_list("date", flat=True))
    PollAnswer.objects.filter(person=drop, date__in=said).delete()
    absent = list(Absence.objects.filter(person=keep).values_list("meeting", flat=True))
    Absence.objects.filter(person=drop, meeting__in=absent).delete()
    there = list(Presence.objects.filter(person=keep).values_list("meeting", flat=True))
    Presence.objects.filter(person=drop, meeting__in=there).delete()
