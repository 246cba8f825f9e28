"""Recognising somebody who is signed in: session and person in one message, with their SQL made once.

Nothing here decides who may come in; Django and allauth do. See ``kernel.rows`` for what it saves.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection
from django.utils.functional import SimpleLazyObject

from veerkracht.kernel.clock import now
from veerkracht.kernel.rows import Prepared, in_one_go
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest

FIELDS = [field.attname for field in Person._meta.concrete_fields]
NUMBER = FIELDS.index("id")


def _query() -> QuerySet[Person, Any]:
    return Person.objects.filter(pk=-1).values_list(*FIELDS)


_rows = Prepared(_query, -1)


def _person(number: int | str) -> Person | None:
    session = _session.get()
    along = session.read_along if session is not None else []
    found = [row for row in along if row[NUMBER] == int(number)] or _rows(int(number))
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


def _person_query() -> QuerySet[Person, Any]:
    return Person.objects.filter(usersession__session_key="-key-").values_list(*FIELDS)


_sessions = Prepared(_session_query, "-key-")
_persons = Prepared(_person_query, "-key-")


class SessionStore(DatabaseSessions):
    """Sessions in the database, read along with the person who opened them.

    The session itself says who that is; the row is only taken when it is the same person's.
    """

    read_along: list[tuple[Any, ...]] = []  # noqa: RUF012 - replaced, never changed

    def load(self) -> dict[str, Any]:
        """What the session holds; an unknown or expired one is empty and loses its key."""
        found = (
            self._rows() if str(self.session_key).isalnum() else []
        )  # a cookie may hold anything
        if found and found[0][1] > now():
            return self.decode(found[0][0])
        self._session_key = None
        return {}

    def _rows(self) -> list[tuple[Any, ...]]:
        with in_one_go():
            session, person = _sessions.ask(self.session_key), _persons.ask(self.session_key)
        found, self.read_along = session.rows(), person.rows()
        return found


_session: ContextVar[SessionStore | None] = ContextVar("session", default=None)


@contextmanager
def _known_from(session: SessionStore) -> Iterator[None]:
    """Within the block a person may be taken from what was read along with this session."""
    token = _session.set(session)
    try:
        yield
    finally:
        _session.reset(token)


class WhoReturns(AuthenticationMiddleware):
    """Django's own ``request.user``, which finds the person read along with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Look when somebody asks, as Django does."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _who(request))  # type: ignore[assignment]


def _who(request: HttpRequest) -> Any:
    with _known_from(request.session):  # type: ignore[arg-type]
        return get_user(request)
