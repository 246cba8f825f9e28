"""What can be done about being signed in: end a session, remember a device. See ``actions``."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.messages.actions import News, queue
from veerkracht.people.models import KnownDevice

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@transaction.atomic
def end_session(*, person: Person, number: int) -> bool:
    """End one of a person's own sessions; False when there is none with this number (any more)."""
    session = UserSession.objects.filter(user=person, pk=number).first()
    if session is None:
        return False
    session.end()
    record("session ended", person, by=person)
    return True


@transaction.atomic
def end_other_sessions(*, person: Person, key: str) -> int:
    """End every session of a person but the one with this key; returns how many."""
    others = UserSession.objects.filter(user=person).exclude(session_key=key)
    for session in others:
        session.end()
    if others:
        record("other sessions ended", person, by=person, values={"sessions": len(others)})
    return len(others)


@transaction.atomic
def remember_device(*, person: Person, token: str, user_agent: str) -> None:
    """Remember the browser that holds this token; a new one beside others is told by mail, once."""
    mark = hashlib.sha256(token.encode()).hexdigest()
    devices = KnownDevice.objects.filter(person=person)
    if devices.filter(mark=mark).update(seen_on=today()):
        return
    is_first = not devices.exists()
    device, made = KnownDevice.objects.get_or_create(person=person, mark=mark)
    if made and not is_first:
        queue(
            [
                News(
                    kind="people.new_device",
                    address=person.email,
                    once=f"people.new_device:{device.pk}",
                    facts={"user_agent": user_agent[:200], "at": now().isoformat()},
                    person_id=person.pk,
                    language=person.language,
                )
            ]
        )
