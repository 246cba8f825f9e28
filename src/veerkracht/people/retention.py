"""What of people goes when its time has passed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q

from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.erasure import erase_person
from veerkracht.people.models import CalendarFeed, KnownDevice, Role
from veerkracht.people.sleeping import overdue_accounts

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROLE_KEPT = timedelta(days=2 * 365)
DEVICE_KEPT = timedelta(days=365)
CALENDAR_KEPT = timedelta(days=365)  # since it was read last


def erase_sleeping_accounts() -> int:
    """Empty them one by one; one that something still holds (RuleBroken) stays until that ended."""
    erased = 0
    for person in overdue_accounts():
        try:
            erase_person(person=person, by=None)
        except RuleBroken:
            continue
        erased += 1
    return erased


def ended_roles() -> QuerySet[Role]:
    """Roles that ended more than two years ago."""
    return Role.objects.filter(until__lt=today() - ROLE_KEPT)


def unread_calendars() -> QuerySet[CalendarFeed]:
    """Addresses of calendars that nobody read for a year (or ever, a year after they were made)."""
    unread = Q(read_on__lt=today() - CALENDAR_KEPT) | Q(
        read_on=None, made_at__lt=now() - CALENDAR_KEPT
    )
    return CalendarFeed.objects.filter(unread)


def expired_sessions() -> QuerySet[Session]:
    """Sessions past their time; they open nothing any more."""
    return Session.objects.filter(expire_date__lt=now())


def delete_expired_sessions() -> int:
    """Delete them, and the rows that show them to their owner."""
    deleted, _rows = expired_sessions().delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return deleted


def old_devices() -> QuerySet[KnownDevice]:
    """Devices where nobody signed in for a year."""
    return KnownDevice.objects.filter(seen_on__lt=today() - DEVICE_KEPT)
