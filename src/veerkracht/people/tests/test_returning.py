"""Session and person in one message; and never somebody else than the session says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.people.models import Person
from veerkracht.people.returning import SessionStore, WhoReturns

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

pytestmark = pytest.mark.django_db


def session_of(person: Person, *, noted_for: Person | None) -> str:
    """A session's key; ``noted_for`` is whom the list of open sessions names."""
    client = Client()
    client.force_login(person)
    key = str(client.session.session_key)
    UserSession.objects.filter(session_key=key).delete()
    if noted_for:
        UserSession.objects.create(user=noted_for, session_key=key, ip="0.0.0.0")  # noqa: S104
    return key


def arrives(key: str) -> HttpRequest:
    """A request with this session."""
    request = RequestFactory().get("/")
    request.session = SessionStore(key)

    def answer(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("no view is wanted here")

    WhoReturns(answer).process_request(request)
    return request


def test_session_and_person_come_in_one_message() -> None:
    person = factories.person()
    key = session_of(person, noted_for=person)
    assert arrives(key).user == person  # plans are made
    with CaptureQueriesContext(connection) as seen:
        assert arrives(key).user == person
    assert len(seen) == 1


@pytest.mark.parametrize("noted", ["nobody", "somebody else"])
def test_only_the_session_says_who_one_is(noted: str) -> None:
    person = factories.person()
    other = factories.person() if noted == "somebody else" else None
    assert arrives(session_of(person, noted_for=other)).user == person


def test_a_closed_account_does_not_come_in() -> None:
    person = factories.person()
    key = session_of(person, noted_for=person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert not arrives(key).user.is_authenticated


def test_an_unknown_session_is_nobody_even_when_it_stands_in_the_list() -> None:
    person = factories.person()
    UserSession.objects.create(user=person, session_key="made-up", ip="0.0.0.0")  # noqa: S104
    assert not arrives("made-up").user.is_authenticated
