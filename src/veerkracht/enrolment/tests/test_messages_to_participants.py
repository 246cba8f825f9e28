"""Messages to participants: who gets one, once, and when."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment import messages_to_participants_actions as actions
from veerkracht.enrolment import messages_to_participants_queries as queries
from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.enrolment.tests.messaging import HOSTILE, ask, database, mails, send
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.limits import forget
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.training.actions import call_off_edition

EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # half past ten in Maastricht, a Monday


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    forget()


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


@database
def test_what_was_written_before_calling_off_does_not_go_and_what_is_written_after_does(
    clock: time_machine.Traveller,
) -> None:
    edition, by = factories.edition(), factories.coordinator()
    ask(edition)
    send(by, edition, moment=now() + timedelta(hours=3))
    clock.shift(timedelta(minutes=5))
    call_off_edition(by=None, edition=edition, reason="Ziek")
    clock.shift(timedelta(minutes=5))
    send(by, edition, subject="Bel me gerust")
    clock.shift(timedelta(hours=3))
    send_due()
    assert [one.state for one in mails()] == [MessageState.WITHDRAWN, MessageState.SENT]
    assert mail.outbox[-1].subject == "Bel me gerust"


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
