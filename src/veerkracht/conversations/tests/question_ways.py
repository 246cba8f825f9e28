"""What tests of question sets do over and over."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from tests import factories
from veerkracht.conversations import question_actions as actions
from veerkracht.conversations.models import (
    QuestionEdition,
)
from veerkracht.conversations.question_actions import Owner, Rights
from veerkracht.conversations.tests.question_files import six_groups
from veerkracht.people.models import Person, RoleKind


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(name: str, *arguments: object) -> str:
    return reverse(f"conversations:{name}", args=arguments)


def licensed(by: Person, file: bytes = b"", **rights: Any) -> QuestionEdition:
    made = actions.take_over(
        file=file or six_groups(),
        rights=Rights(**rights),
        owner=Owner(organisation=factories.organisation()),
        by=by,
    )
    actions.publish(edition=made, by=by)
    made.refresh_from_db()
    return made


def house(code: str = "volwassenen") -> QuestionEdition:
    actions.load_question_sets()
    return QuestionEdition.objects.get(question_set__code=code)


def editor() -> Person:
    return factories.with_role(RoleKind.EDITOR, factories.ZUID)
