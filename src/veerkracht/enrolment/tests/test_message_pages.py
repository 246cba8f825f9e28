"""Messages to participants: who may, the pages, and what is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.enrolment import messages_to_participants_queries as queries
from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.enrolment.messages_to_participants_sources import OwnMessages, carry_out, overdue
from veerkracht.enrolment.tests.messaging import HOSTILE, ask, database, mails, send
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.limits import forget
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.people.actions import merge_people
from veerkracht.people.models import Person
from veerkracht.training.actions import assign_trainers, call_off_edition


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    forget()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


# The pages


def form(**changes: Any) -> dict[str, Any]:
    return {
        "key": str(UUID(int=7)),
        "audience": "placed",
        "subject": "Neem je laptop mee",
        "text": "Zie https://voorbeeld.example\n\nTot dan.",
        **changes,
    }


# Who may


@database
def test_a_trainer_writes_to_the_own_placed_people_and_nobody_else(clock: Any) -> None:
    edition, other, trainer = factories.edition(), factories.edition(), factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    ask(edition), ask(other)
    assert send(trainer, edition).by == trainer
    for wrong in ({"audience": "waiting"}, {"audience": "everybody"}):
        with pytest.raises(NotAllowed):
            send(trainer, edition, **wrong)
    with pytest.raises(NotAllowed):
        send(trainer, other)
    with pytest.raises(NotAllowed):
        send(trainer, edition, other)


@database
def test_a_coordinator_elsewhere_and_a_participant_write_to_nobody(clock: Any) -> None:
    edition = factories.edition()
    row = ask(edition)
    for person in (factories.coordinator(factories.NOORD), row.person, factories.trainer()):
        with pytest.raises(NotAllowed):
            send(person, edition)
        assert signed_in(person).get(f"/werk/edities/{edition.pk}/bericht/").status_code == 403
    assert mails() == []


@database
def test_a_coordinator_elsewhere_does_not_see_or_stop_a_message(clock: Any) -> None:
    edition, by = factories.edition(), factories.coordinator()
    ask(edition)
    message = send(by, edition, moment=now() + timedelta(days=1))
    elsewhere = signed_in(factories.coordinator(factories.NOORD))
    assert elsewhere.get(f"/werk/berichten/{message.pk}/").status_code == 403
    assert elsewhere.post(f"/werk/berichten/{message.pk}/intrekken/").status_code == 403
    assert message.subject not in text(elsewhere.get("/werk/berichten/"))
    assert message.subject in text(signed_in(factories.coordinator()).get("/werk/berichten/"))


@database
def test_editions_of_two_regions_are_not_written_at_once(clock: Any) -> None:
    far = factories.edition(of=factories.course(factories.NOORD))
    with pytest.raises(RuleBroken, match="één regio"):
        send(factories.administrator(), factories.edition(), far)


@database
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"text": "\n\n"}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"subject": "a\x07"}, "subject"),
        ({"audience": "waiting"}, "audience"),
    ],
)
def test_what_is_missing_is_named(clock: Any, changes: dict[str, str], field: str) -> None:
    edition = factories.edition()
    ask(edition)
    with pytest.raises(RuleBroken) as broken:
        send(factories.coordinator(), edition, **changes)
    assert broken.value.field == field
    assert MessageToParticipants.objects.count() == 0


@database
def test_one_looks_at_the_mail_before_it_goes_and_can_go_back(clock: Any) -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    ask(edition)
    page = f"/werk/edities/{edition.pk}/bericht/"
    assert "Wie een plaats heeft (1 persoon)" in text(client.get(page)).replace(
        "wie een", "Wie een"
    )
    shown = text(client.post(page, form(look="1")))
    assert "Zo wordt je bericht" in shown
    assert 'href="https://voorbeeld.example"' in shown
    assert 'lang="en"' in shown
    assert mails() == []
    back = client.post(page, form(back="1"))
    assert (back.status_code, "Tot dan." in text(back)) == (200, True)
    sent = client.post(page, form(send="1"), follow=True)
    assert "Je bericht gaat nu weg." in text(sent)
    client.post(page, form(send="1"), follow=True)
    assert len(mails()) == 1
    assert Entry.objects.filter(verb="enrolment.participants_written_to").count() == 1


@database
def test_a_test_copy_goes_to_the_writer_alone(clock: Any) -> None:
    edition, by = factories.edition(), factories.coordinator()
    ask(edition)
    shown = signed_in(by).post(f"/werk/edities/{edition.pk}/bericht/", form(test="1"))
    assert "Een proef is onderweg" in text(shown)
    assert "Zo wordt je bericht" in text(shown)
    assert [one.address for one in mails("enrolment.to_participants_test")] == [by.email]
    assert mails() == []
    send_due()
    assert "Tot dan." in str(mail.outbox[-1].body)


@database
def test_what_is_wrong_stands_by_its_field_and_what_was_typed_stays(clock: Any) -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    ask(edition)
    page = f"/werk/edities/{edition.pk}/bericht/"
    for wrong in (
        {"subject": ""},
        {"text": "x" * 5_001},
        {"audience": "waiting"},
        {"moment": "2020-01-01T10:00"},
        {"moment": "2030-01-01T10:00"},
        {"moment": "gisteren"},
        {"key": "x"},
        {"text": "nul\0"},
        {"audience": "allemaal"},
    ):
        answer = client.post(page, form(send="1", **wrong))
        assert answer.status_code == 422, wrong
        assert "Neem je laptop" in text(answer) or "subject" in wrong
        if "moment" in wrong:  # told before one looks at it
            assert client.post(page, form(look="1", **wrong)).status_code == 422
    assert mails() == []


@database
def test_who_had_a_place_can_still_be_written_to_when_it_is_called_off(clock: Any) -> None:
    edition, client = factories.edition(capacity=1), signed_in(factories.coordinator())
    placed, waiting = ask(edition), ask(edition)
    call_off_edition(by=None, edition=edition, reason="Ziek")
    page = f"/werk/edities/{edition.pk}/bericht/"
    shown = text(client.get(page))
    assert "wie een plaats heeft (1 persoon)" in shown
    assert "wie op de wachtlijst staat (1 persoon)" in shown
    client.post(page, form(send="1"))
    assert [one.address for one in mails()] == [placed.person.email]
    client.post(page, form(send="1", audience="waiting", key=str(UUID(int=8))))
    assert [one.address for one in mails()][1:] == [waiting.person.email]


@database
def test_html_in_a_message_is_text_on_every_page(clock: Any) -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    ask(edition)
    page = f"/werk/edities/{edition.pk}/bericht/"
    hostile = form(subject=HOSTILE, text=f"{HOSTILE} javascript:alert(1)")
    shown = [
        client.post(page, hostile | {"look": "1"}),
        client.post(page, hostile | {"send": "1"}, follow=True),
        client.get("/werk/berichten/"),
    ]
    for one in shown:
        assert HOSTILE not in text(one)
        assert 'href="javascript' not in text(one)


@database
@pytest.mark.parametrize(
    "query", ["", "editie=", "editie=%00", "editie=99999999999999", "editie=x&editie=²"]
)
def test_no_editions_chosen_is_said_kindly(clock: Any, query: str) -> None:
    shown = signed_in(factories.coordinator()).get(f"/werk/bericht/?{query}")
    assert shown.status_code == 200
    assert "Kies eerst een of meer edities" in text(shown)


@database
def test_several_editions_are_written_at_once(clock: Any) -> None:
    one, other = factories.edition(), factories.edition()
    sanne = factories.person()
    ask(one, sanne), ask(other)
    client = signed_in(factories.coordinator())
    page = f"/werk/bericht/?editie={one.pk}&editie={other.pk}"
    assert "2 edities" in text(client.get(page))
    assert client.post(page, form(send="1")).status_code == 302
    assert len(mails()) == 2


@database
def test_the_list_says_how_each_message_fared(
    clock: time_machine.Traveller, django_assert_max_num_queries: Any
) -> None:
    edition, by = factories.edition(capacity=5), factories.coordinator()
    ask(edition), ask(edition)
    for _ in range(5):
        send(by, edition)
    send_due()
    held = send(by, edition, moment=now() + timedelta(days=1))
    client = signed_in(by)
    with django_assert_max_num_queries(12):
        shown = text(client.get("/werk/berichten/"))
    assert shown.count("2 verstuurd") == 5
    assert shown.count("2 wachten") == 1
    assert "Trek in" in text(client.get(f"/werk/berichten/{held.pk}/"))
    after = client.post(f"/werk/berichten/{held.pk}/intrekken/", follow=True)
    assert "2 mails gaan niet meer weg" in text(after)
    assert "2 niet verstuurd" in text(after)


# What is kept


@database
def test_a_message_goes_two_years_after_the_last_session(clock: time_machine.Traveller) -> None:
    old, running = factories.edition(), factories.edition(starts=now() + timedelta(days=200))
    ask(old), ask(running)
    by = factories.coordinator()
    send(by, old)
    send(by, old, running)
    clock.shift(timedelta(days=730 + 100))
    assert overdue() == 1
    assert carry_out() == 1
    assert MessageToParticipants.objects.count() == 1
    assert overdue() == 0


@database
def test_what_one_got_and_wrote_is_shown_and_can_go(clock: Any) -> None:
    edition, by = factories.edition(), factories.coordinator()
    row = ask(edition)
    send(by, edition)
    send(by, edition)
    assert [one["Je kreeg"] for one in alone(OwnMessages().export(row.person))] == [
        "Neem je laptop mee",
        "Neem je laptop mee",
    ]
    assert [one["Je schreef"] for one in alone(OwnMessages().export(by))] == [
        "Neem je laptop mee"
    ] * 2
    OwnMessages().erase(row.person)
    assert alone(OwnMessages().export(row.person)) == []


@database
def test_of_two_accounts_that_become_one_the_one_that_stays_got_it_once(clock: Any) -> None:
    one, other = factories.edition(), factories.edition(starts=now() + timedelta(days=60))
    keep, drop = factories.person(), factories.person()
    ask(one, keep), ask(other, drop)
    by = factories.coordinator()
    both = send(by, one, other)
    only = send(by, other, moment=now() + timedelta(days=1))
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    got = Addressee.objects.filter(person=keep).values_list("message", flat=True)
    assert set(got) == {both.pk, only.pk}
    Message.objects.update(due_at=now())
    send_due()
    held = [row for row in mails() if row.once.startswith(queries.key_of(only))]
    assert [row.state for row in held] == [MessageState.SENT]
