"""Recognising somebody who is signed in: the two look-ups of every page, with their SQL made once.

Nothing here decides who may come in; Django and allauth do. See ``kernel.rows`` for what it saves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection

from veerkracht.kernel.clock import now
from veerkracht.kernel.rows import Prepared
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

FIELDS = [field.attname for field in Person._meta.concrete_fields]


def _query() -> QuerySet[Person, Any]:
    return Person.objects.filter(pk=-1).values_list(*FIELDS)


_rows = Prepared(_query, -1)


def _person(number: int | str) -> Person | None:
    found = _rows(int(number))
    return Person.from_db(connection.alias, FIELDS, found[0]) if found else None


class ByCode(AuthenticationBackend):  # type: ignore[misc]
    """allauth's way in, with the quick look-up of who returns."""

    def get_user(self, user_id: int) -> Person | None:
        """The person with this number, unless the account is closed."""
        person = _person(user_id)
        return person if person and person.is_active else None


class OneClick(ModelBackend):
    """Django's way in (the demo and the tests use it), with the quick look-up of who returns."""

    def get_user(self, user_id: int) -> Person | None:
        """The person with this number, unless the account is closed."""
        person = _person(user_id)
        return person if person and person.is_active else None


def _session_query() -> QuerySet[Any, Any]:
    sessions = DatabaseSessions.get_model_class().objects
    return sessions.filter(session_key="-key-").values_list("session_data", "expire_date")


_sessions = Prepared(_session_query, "-key-")


class SessionStore(DatabaseSessions):
    """Sessions in the database, read with SQL that is made once."""

    def load(self) -> dict[str, Any]:
        """What the session holds; an unknown or expired one is empty and loses its key."""
        found = _sessions(self.session_key)
        if found and found[0][1] > now():
            return self.decode(found[0][0])
        self._session_key = None
        return {}
