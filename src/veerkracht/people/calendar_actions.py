"""Verbs on the secret address of one's own agenda: make, renew, stop. Reached through ``actions``."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.sealing import seal
from veerkracht.people.models import CalendarFeed
from veerkracht.people.policies import check_may_change_profile

if TYPE_CHECKING:
    from veerkracht.people.models import Person

PURPOSE = "calendar feed"  # the seal of these addresses; another word opens none of them


@transaction.atomic
def open_calendar(*, person: Person, by: Person) -> CalendarFeed:
    """Give a person's agenda a new secret address; an address from before stops working at once."""
    check_may_change_profile(by, person)
    token = secrets.token_urlsafe(16)
    facts = {"digest": digest_of(token), "sealed": seal(PURPOSE, token)}
    feed, made = CalendarFeed.objects.update_or_create(
        person=person, defaults={**facts, "made_at": now(), "read_on": None}
    )
    record("calendar opened" if made else "calendar address renewed", person, by=by)
    return feed


@transaction.atomic
def close_calendar(*, person: Person, by: Person) -> None:
    """Let nobody read the agenda any more; again changes nothing."""
    check_may_change_profile(by, person)
    removed, _rows = CalendarFeed.objects.filter(person=person).delete()
    if removed:
        record("calendar closed", person, by=by)


def note_reading(feed: CalendarFeed) -> None:
    """Remember the day on which the agenda was read, at most once a day: who owns it can see that."""
    day = today()
    if feed.read_on != day:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=day)


def digest_of(token: str) -> str:
    """By which an address is found; 128 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
