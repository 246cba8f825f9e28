"""Messages to participants: once each, at a decent hour, to nobody else, and taken back in time."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment import messages_to_participants_actions as actions
from veerkracht.enrolment import messages_to_participants_queries as queries
from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.enrolment.messages_to_participants_sources import OwnMessages, carry_out, overdue
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.limits import forget
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.people.actions import merge_people
from veerkracht.people.models import Person
from veerkracht.training.actions import assign_trainers
from veerkracht.training.models import Edition

database = pytest.mark.django_db
EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # half past ten in Maastricht, a Monday
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    forget()


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


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def html_of(letter: mail.EmailMessage) -> str:
    assert isinstance(letter, mail.EmailMultiAlternatives)
    return str(letter.alternatives[0][0])


# Who gets it


@database
@pytest.mark.parametrize(
    ("audience", "reached"),
    [("placed", 1), ("offered", 1), ("waiting", 1), ("everybody", 3)],
)
def test_each_audience_gets_its_own_people(clock: Any, audience: str, reached: int) -> None:
    edition = factories.edition()
    first, _second = ask(edition), ask(edition)
    ask(edition), ask(edition)
    enrolment.leave(enrolment=first, by=first.person)
    by = factories.coordinator()
    send(by, edition, audience=audience)
    assert len(mails()) == reached
    assert queries.sizes([edition.pk])[audience] == reached
    assert first.person_id not in {one.person_id for one in mails()}


@database
def test_somebody_in_two_editions_gets_it_once_with_both_trainings(clock: Any) -> None:
    one, other = factories.edition(), factories.edition(starts=now() + timedelta(days=50))
    sanne = factories.person("Sanne Voorbeeld")
    ask(one, sanne), ask(other, sanne), ask(other)
    send(factories.coordinator(), one, other)
    send_due()
    assert sorted(len(found.to) for found in mail.outbox if found.to == [sanne.email])
    (mine,) = Message.objects.filter(kind="enrolment.to_participants", person=sanne)
    assert one.course.title in mine.text
    assert other.course.title in mine.text
    assert len(mails()) == 2


@database
def test_the_mail_greets_by_name_has_paragraphs_links_and_an_answer_address(clock: Any) -> None:
    edition, by = factories.edition(), factories.coordinator()
    ask(edition, factories.person(f"Noor {HOSTILE}"))
    send(by, edition, text=f"Eén.\nNog één.\r\n\r\nTwee: www.voorbeeld.example {HOSTILE}")
    send_due()
    letter = mail.outbox[-1]
    html = html_of(letter)
    assert letter.reply_to == [by.email]
    assert "Hallo Noor," in str(letter.body)
    assert "<p>Eén.<br>Nog één.</p>" in html
    assert '<a href="http://www.voorbeeld.example"' in html
    assert HOSTILE not in html
    assert "Dit bericht is van" in str(letter.body)


@database
def test_an_english_reader_gets_an_english_frame_around_the_same_words(clock: Any) -> None:
    edition, reader = factories.edition(), factories.person()
    reader.language = "en"
    reader.save(update_fields=["language"])
    ask(edition, reader)
    send(factories.coordinator(), edition)
    send_due()
    html = html_of(mail.outbox[-1])
    assert '<html lang="en"' in html
    assert "Dag allemaal" in html


@database
def test_who_leaves_before_it_goes_does_not_get_it(clock: time_machine.Traveller) -> None:
    edition = factories.edition()
    row, _stays = ask(edition), ask(edition)
    send(factories.coordinator(), edition, moment=now() + timedelta(hours=3))
    enrolment.leave(enrolment=row, by=row.person)
    send_due()
    clock.shift(timedelta(hours=3))
    send_due()
    assert [one.state for one in mails()] == [MessageState.WITHDRAWN, MessageState.SENT]


# Once


@database
def test_a_double_click_is_one_message(clock: Any) -> None:
    edition, by, key = factories.edition(), factories.coordinator(), uuid4()
    ask(edition)
    assert send(by, edition, key=key) == send(by, edition, key=key)
    assert (MessageToParticipants.objects.count(), len(mails())) == (1, 1)
    with pytest.raises(NotAllowed):
        send(factories.coordinator(), edition, key=key)


@pytest.mark.usefixtures("committed")
def test_two_clicks_at_the_same_moment_are_one_message() -> None:
    edition, by, key = factories.edition(capacity=30), factories.coordinator(), uuid4()
    for _ in range(20):
        ask(edition)
    start = threading.Barrier(4)

    def click() -> None:
        start.wait()
        try:
            send(by, edition, key=key)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert MessageToParticipants.objects.count() == 1
    assert (len(mails()), Addressee.objects.count()) == (20, 20)


@database
def test_a_process_that_dies_on_the_way_leaves_all_or_nothing(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, by, key = factories.edition(), factories.coordinator(), uuid4()
    ask(edition), ask(edition)

    class Killed(BaseException):
        """The process stops here."""

    def die(*_arguments: Any, **_named: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(actions, "record", die)
        with pytest.raises(Killed), transaction.atomic():
            send(by, edition, key=key)
    assert (MessageToParticipants.objects.count(), len(mails())) == (0, 0)
    send(by, edition, key=key)
    assert len(mails()) == 2


@database
def test_the_database_lets_nobody_be_written_twice(clock: Any) -> None:
    edition = factories.edition()
    row = ask(edition)
    message = send(factories.coordinator(), edition)
    with pytest.raises(IntegrityError, match="addressee_once"), transaction.atomic():
        Addressee.objects.create(message=message, person=row.person)


@database
@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"subject": ""}, "message_to_participants_says_something"),
        ({"text": ""}, "message_to_participants_says_something"),
        (
            {"due_at": datetime(2020, 1, 1, tzinfo=UTC)},
            "message_to_participants_goes_after_made",
        ),
    ],
)
def test_the_database_refuses_a_message_that_cannot_be(
    clock: Any, values: dict[str, Any], name: str
) -> None:
    edition = factories.edition()
    ask(edition)
    message = send(factories.coordinator(), edition)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MessageToParticipants.objects.filter(pk=message.pk).update(**values)


# When


@database
def test_in_the_evening_it_waits_for_the_morning() -> None:
    with time_machine.travel(EVENING, tick=False) as clock:
        edition = factories.edition()
        ask(edition)
        message = send(factories.coordinator(), edition)
        assert message.due_at == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
        send_due()
        assert mails()[0].state == MessageState.QUEUED
        clock.move_to(message.due_at)
        send_due()
        assert mails()[0].state == MessageState.SENT


@database
@pytest.mark.parametrize(("hours", "may"), [(10, True), (23, True), (25, False), (24 * 30, False)])
def test_toch_nu_is_for_a_session_within_a_day(hours: int, may: bool) -> None:
    with time_machine.travel(EVENING, tick=False):
        edition = factories.edition(
            starts=now() + timedelta(hours=hours), closes_at=now() + timedelta(hours=1)
        )
        ask(edition)
        if not may:
            with pytest.raises(RuleBroken, match="binnen 24 uur"):
                send(factories.coordinator(), edition, urgent=True)
            return
        assert send(factories.coordinator(), edition, urgent=True).due_at == now()
        send_due()
        assert mails()[0].state == MessageState.SENT


@database
@pytest.mark.parametrize(
    ("moment", "words"), [(timedelta(hours=-1), "al voorbij"), (timedelta(days=181), "half jaar")]
)
def test_a_moment_that_cannot_be_is_explained(clock: Any, moment: timedelta, words: str) -> None:
    edition = factories.edition()
    ask(edition)
    with pytest.raises(RuleBroken, match=words) as broken:
        send(factories.coordinator(), edition, moment=now() + moment)
    assert broken.value.field == "moment"


# Late comers


@database
def test_who_comes_later_gets_it_once_when_that_was_asked(clock: time_machine.Traveller) -> None:
    edition, by = factories.edition(capacity=5), factories.coordinator()
    ask(edition)
    send(by, edition, also_late=True)
    send(by, edition, subject="Alleen voor nu")
    late = ask(edition)
    assert [actions.reach_late_comers(), actions.reach_late_comers()] == [1, 0]
    send_due()
    assert [one.subject for one in mails() if one.person_id == late.person_id] == [
        "Neem je laptop mee"
    ]


@database
def test_late_comers_are_left_alone_at_night_and_after_the_last_session(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.edition(capacity=5)
    send(factories.coordinator(), edition, also_late=True)
    assert mails() == []
    ask(edition)
    clock.move_to(EVENING)
    assert actions.reach_late_comers() == 1
    assert mails()[0].due_at == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    ask(edition)
    clock.shift(timedelta(days=60))
    assert actions.reach_late_comers() == 0


@database
def test_old_mail_that_was_cleared_away_is_not_sent_again(clock: time_machine.Traveller) -> None:
    edition = factories.edition(starts=now() + timedelta(days=150))
    ask(edition)
    message = send(factories.coordinator(), edition, also_late=True)
    send_due()
    clock.shift(timedelta(days=100))
    Message.objects.all().delete()
    assert actions.reach_late_comers() == 0
    [row] = queries.fared([message])
    assert (row.people, row.sent, row.forgotten) == (1, 0, 1)


# Taking back


@database
def test_what_is_held_can_be_taken_back_once(clock: time_machine.Traveller) -> None:
    edition, by = factories.edition(), factories.coordinator()
    ask(edition), ask(edition)
    message = send(by, edition, moment=now() + timedelta(days=1), also_late=True)
    assert actions.withdraw(message=message, by=by) == 2
    clock.shift(timedelta(days=2))
    send_due()
    assert {one.state for one in mails()} == {MessageState.WITHDRAWN}
    assert actions.reach_late_comers() == 0
    with pytest.raises(RuleBroken, match="al helemaal"):
        actions.withdraw(message=message, by=by)


@database
def test_what_went_cannot_be_taken_back(clock: Any) -> None:
    edition, by = factories.edition(), factories.coordinator()
    ask(edition)
    message = send(by, edition)
    send_due()
    with pytest.raises(RuleBroken, match="al helemaal"):
        actions.withdraw(message=message, by=by)


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


# The pages


def form(**changes: Any) -> dict[str, Any]:
    return {
        "key": str(UUID(int=7)),
        "audience": "placed",
        "subject": "Neem je laptop mee",
        "text": "Zie https://voorbeeld.example\n\nTot dan.",
        **changes,
    }


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
        {"moment": "gisteren"},
        {"key": "x"},
        {"text": "nul\0"},
        {"audience": "allemaal"},
    ):
        answer = client.post(page, form(send="1", **wrong))
        assert answer.status_code == 422, wrong
        assert "Neem je laptop" in text(answer) or "subject" in wrong
    assert mails() == []


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
