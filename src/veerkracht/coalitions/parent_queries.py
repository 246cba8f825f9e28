"""Reading what parents take part in: seats, invitations, words, and counted activities."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from veerkracht.coalitions.models import (
    Coalition,
    ParentActivity,
    ParentInvitation,
    ParentWord,
    Seat,
)
from veerkracht.coalitions.parent_policies import PARENT_KINDS
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Meeting, MeetingState, Presence
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person

LOOK_BACK = timedelta(days=60)  # how long a meeting asks what was done with what a parent said


def guided_by(person: Person) -> QuerySet[Coalition]:
    """The coalitions that somebody guides, by name."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    mine = Q(coordinator=person) | Q(region__in=regions)
    found = Coalition.objects.filter(mine).select_related("region", "series", "parent_terms")
    return found.order_by("name")


def parents_in(coalition: Coalition) -> QuerySet[Seat]:
    """Who sits in a coalition now as parent or expert by experience, by name."""
    found = Seat.objects.filter(coalition=coalition, kind__in=PARENT_KINDS, until=None)
    return found.select_related("person").order_by("person__name", "pk")


def invitations_of(coalition: Coalition) -> QuerySet[ParentInvitation]:
    """The latest first."""
    return ParentInvitation.objects.filter(coalition=coalition).select_related("seat__person")


def invitation_with(token: str) -> ParentInvitation | None:
    """An invitation by what stands in its address."""
    related = ("coalition__parent_terms", "coalition__series", "coalition__area", "made_by")
    return ParentInvitation.objects.select_related(*related).filter(token=token).first()


def words_of(person: Person) -> QuerySet[ParentWord]:
    """What somebody said, and what was done with it, the latest first."""
    mine = ParentWord.objects.filter(person=person, nothing=False)
    return mine.select_related("meeting", "coalition").order_by("-meeting__starts_at", "-pk")


def without_done(person: Person) -> QuerySet[ParentWord]:
    """What parents said in coalitions that somebody guides, and nobody answered; the oldest first."""
    waiting = ParentWord.objects.filter(done="", nothing=False, coalition__in=guided_by(person))
    related = waiting.select_related("meeting", "coalition", "person")
    return related.order_by("meeting__starts_at", "pk")


def heard_nothing(person: Person) -> QuerySet[Presence]:
    """Parents at meetings of the last two months of whom nothing was written yet; the oldest first."""
    written = ParentWord.objects.filter(meeting=OuterRef("meeting"), person=OuterRef("person"))
    seated = Seat.objects.filter(
        coalition__series=OuterRef("meeting__series"),
        person=OuterRef("person"),
        kind__in=PARENT_KINDS,
    )
    found = Presence.objects.filter(
        Exists(seated),
        ~Exists(written),
        there=True,
        meeting__state=MeetingState.HELD,
        meeting__starts_at__gt=now() - LOOK_BACK,
        meeting__series__coalition__in=guided_by(person),
    ).exclude(person=person)
    related = found.select_related("meeting__series__coalition", "person")
    return related.order_by("meeting__starts_at", "person__name", "pk")


def words_at(coalition: Coalition, meeting: Meeting) -> dict[int, ParentWord]:
    """What parents said at a meeting, by the number of the person."""
    found = ParentWord.objects.filter(coalition=coalition, meeting=meeting)
    return {one.person_id: one for one in found.select_related("person", "done_by")}


def past_meetings(coalition: Coalition) -> QuerySet[Meeting]:
    """Meetings that have begun and were not called off, the latest first."""
    found = Meeting.objects.filter(series=coalition.series_id, starts_at__lte=now())
    return found.exclude(state=MeetingState.CANCELLED).order_by("-starts_at")


def coming_meetings(person: Person) -> QuerySet[Meeting]:
    """Meetings that are to come of the coalitions in which somebody sits as a parent."""
    mine = Coalition.objects.filter(
        seats__person=person, seats__kind__in=PARENT_KINDS, seats__until=None
    )
    found = Meeting.objects.filter(series__coalition__in=mine, state=MeetingState.PLANNED)
    related = found.filter(starts_at__gt=now()).select_related("series__coalition")
    return related.order_by("starts_at")


# Activities: numbers of people, so that only the organisation that counted reads them as they are.
# Everybody else reads what was released (``parent_reached``).


def activities_of(organisation: Organisation) -> QuerySet[ParentActivity]:
    """What one organisation counted, the latest first, for its own eyes."""
    found = ParentActivity.objects.filter(organisation=organisation)
    return found.select_related("municipality")
