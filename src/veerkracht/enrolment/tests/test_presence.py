"""Who was there: kept in step with presence per meeting, shown in list and spreadsheet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Enrolment
from veerkracht.enrolment.sources import OwnEnrolments
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.people.models import Person
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def ask(edition: Edition) -> Enrolment:
    person = factories.person()
    return actions.request_places(people=[person], editions=[edition], by=person)[0]


def came(*rows: Enrolment) -> list[bool | None]:
    return [Enrolment.objects.get(pk=row.pk).came for row in rows]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_who_came_is_kept_and_can_be_said_again(clock: time_machine.Traveller) -> None:
    edition = factories.edition(capacity=3)
    rows = [ask(edition) for _ in range(3)]
    by = factories.coordinator()
    with pytest.raises(RuleBroken, match="vanaf de eerste dag"):
        actions.mark_came(edition=edition, came=[rows[0].pk], by=by)
    clock.shift(timedelta(days=31))
    assert actions.mark_came(edition=edition, came=[rows[0].pk, rows[1].pk], by=by) == 2
    assert came(*rows) == [True, True, False]
    assert actions.mark_came(edition=edition, came=[rows[2].pk], by=by) == 1
    assert came(*rows) == [False, False, True]


def test_only_places_in_this_edition_count(clock: time_machine.Traveller) -> None:
    edition, other = factories.edition(capacity=1), factories.edition(capacity=1)
    row, elsewhere, waits = ask(edition), ask(other), ask(edition)
    clock.shift(timedelta(days=31))
    given = [row.pk, elsewhere.pk, waits.pk]
    assert actions.mark_came(edition=edition, came=given, by=factories.coordinator()) == 1
    assert came(row, elsewhere, waits) == [True, None, None]


def test_a_stranger_or_another_trainer_says_nothing(clock: time_machine.Traveller) -> None:
    edition = factories.edition()
    ask(edition)
    clock.shift(timedelta(days=31))
    for by in (factories.person(), factories.trainer(), factories.coordinator(factories.NOORD)):
        with pytest.raises(NotAllowed):
            actions.mark_came(edition=edition, came=[], by=by)


def test_what_is_known_per_meeting_is_kept_in_step() -> None:
    edition = factories.edition(capacity=3)
    rows = [ask(edition) for _ in range(3)]
    elsewhere = ask(factories.edition())
    pks = [row.pk for row in rows]
    actions.note_came(edition_id=edition.pk, came=pks[:1], missed=[*pks[:2], elsewhere.pk])
    assert came(*rows, elsewhere) == [True, False, None, None]
    actions.note_came(edition_id=edition.pk, came=pks[1:2])
    assert came(*rows) == [True, True, None]


def test_the_list_says_who_came(clock: time_machine.Traveller) -> None:
    edition, trainer = factories.edition(capacity=2), factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    one, _other = ask(edition), ask(edition)
    page = f"/werk/edities/{edition.pk}/lijst/"
    assert "nog niet bekend" not in text(signed_in(trainer).get(page))
    clock.shift(timedelta(days=31))
    actions.note_came(edition_id=edition.pk, came=[one.pk])
    shown = text(signed_in(trainer).get(page))
    assert "was er" in shown
    assert "nog niet bekend" in shown


def test_the_spreadsheet_and_my_data_say_who_came(clock: time_machine.Traveller) -> None:
    edition, by = factories.edition(capacity=2), factories.coordinator()
    one, _other = ask(edition), ask(edition)
    clock.shift(timedelta(days=31))
    actions.mark_came(edition=edition, came=[one.pk], by=by)
    lines = text(signed_in(by).get(f"/werk/edities/{edition.pk}/deelnemers.csv")).splitlines()
    assert lines[0].endswith("Was er")
    assert sorted(line.rsplit(";", 1)[1] for line in lines[1:]) == ["ja", "nee"]
    assert alone(OwnEnrolments().export(one.person))[0]["Was er"] == "ja"
