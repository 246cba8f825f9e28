"""A crowd to measure with: people with a session each, and editions to want. Bulk rows, no history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session as WebSession

from veerkracht.kernel.clock import now
from veerkracht.people.models import Person, Sector

CSRF = "a" * 32


def people(number: int, *, prefix: str) -> list[Person]:
    """So many persons, written at once, in the first four sectors by turns."""
    sectors = list(Sector.objects.all()[:4])
    rows = [
        Person(
            email=f"{prefix}-{count}@voorbeeld.example",
            name=f"Bezoeker {count}",
            password="!",
            sector=sectors[count % 4],
        )
        for count in range(number)
    ]
    return Person.objects.bulk_create(rows, batch_size=2_000)


def cookies(crowd: Sequence[Person]) -> list[str]:
    """A signed-in browser's cookies for each person, with what signing in writes down."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows, own = [], []
    for person in crowd:
        values = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: "veerkracht.people.returning.OneClick",
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        rows.append(
            WebSession(
                session_key=f"bench{person.pk:027}",
                session_data=store.encode(values),
                expire_date=now() + timedelta(days=1),
            )
        )
        own.append(UserSession(user=person, session_key=rows[-1].session_key, ip="0.0.0.0"))  # noqa: S104
    WebSession.objects.bulk_create(rows, batch_size=2_000)
    UserSession.objects.bulk_create(own, batch_size=2_000)
    return [f"sessionid={row.session_key}; csrftoken={CSRF}" for row in rows]
