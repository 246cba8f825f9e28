"""What tests of messages to participants do over and over."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment import messages_to_participants_actions as actions
from veerkracht.enrolment.messages_to_participants_models import MessageToParticipants
from veerkracht.enrolment.models import Enrolment
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.models import Edition

database = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script>"


def ask(edition: Edition, person: Person | None = None) -> Enrolment:
    someone = person or factories.person()
    return enrolment.request_places(people=[someone], editions=[edition], by=someone)[0]


def send(by: Person, *editions: Edition, **changes: Any) -> MessageToParticipants:
    given: dict[str, Any] = {
        "audience": "placed",
        "subject": "Neem je laptop mee",
        "text": "Dag allemaal,\n\nZie https://voorbeeld.example/kaart",
        "key": uuid4(),
        **changes,
    }
    return actions.write_to_participants(by=by, editions=editions, **given)


def mails(kind: str = "enrolment.to_participants") -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("pk"))
