"""What coaching settles before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from veerkracht.practice.coaching_handover_models import CoachingHandover
from veerkracht.practice.coaching_models import (
    BusyCalendar,
    ClaimedQuarter,
    CoachingRequest,
    CoachProfile,
    RequestState,
)

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """One profile, one calendar, one open request; nobody coaches themselves; a quarter is claimed once."""
    for model in (CoachProfile, BusyCalendar):
        if model._default_manager.filter(person=keep).exists():  # noqa: SLF001 - a public name
            model._default_manager.filter(person=drop).delete()  # noqa: SLF001
    waits = CoachingRequest.objects.filter(state=RequestState.WAITING)
    if waits.filter(person=keep).exists():
        waits.filter(person=drop).delete()
    CoachingRequest.objects.filter(Q(person=keep, coach=drop) | Q(person=drop, coach=keep)).delete()
    either = (keep, drop)
    CoachingHandover.objects.filter(
        Q(coaching__person__in=either) | Q(coaching__coach__in=either), to__in=either
    ).delete()
    claimed = list(ClaimedQuarter.objects.filter(person=keep).values_list("slot", flat=True))
    ClaimedQuarter.objects.filter(person=drop, slot__in=claimed).delete()
