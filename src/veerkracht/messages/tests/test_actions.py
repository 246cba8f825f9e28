"""Mail is queued with the news, sent once, tried again, and never says more than it should."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils.translation import gettext as _
from icalendar import Calendar

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import (
    News,
    bodies,
    queue,
    queue_written,
    send_due,
    withdraw,
    writers,
)
from veerkracht.messages.calendar import Appointment, calendar_file, uid
from veerkracht.messages.models import Message, MessageState
from veerkracht.messages.queries import outcomes
from veerkracht.messages.rules import MOST_ATTEMPTS, Letter, next_attempt, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

KIND = "proef"
BACKENDS = "veerkracht.messages.tests.backends"
NINE = datetime(2026, 3, 27, 8, 0, tzinfo=UTC)  # the Friday before the clock changes


def write(facts: dict[str, Any]) -> Letter | None:
    if facts.get("old"):
        return None
    return Letter(
        subject=facts.get("subject", "Je hebt een plek"),
        paragraphs=(facts.get("text", "Fijn dat je komt."), _("Mijn plek")),
        facts=(("Waar", "Heerlen"),),
        button=("Bekijk je plek", "https://veerkracht.example/mijn-plek/"),
        calendar=facts.get("calendar", ""),
    )


@pytest.fixture(autouse=True)
def writer() -> Iterator[None]:
    writers.add(KIND, write)
    yield
    writers.remove(KIND)


def news(once: str = "1", address: str = "anna@voorbeeld.example", **facts: Any) -> News:
    language = facts.pop("language", "nl")
    return News(kind=KIND, address=address, once=once, facts=facts, language=language)


def page_of(sent: mail.EmailMessage) -> str:
    assert isinstance(sent, mail.EmailMultiAlternatives)
    return str(sent.alternatives[0][0])


def only() -> Message:
    return Message.objects.get()


@pytest.mark.django_db
def test_a_message_is_written_and_sent() -> None:
    queue([news()])
    assert send_due() == 1
    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == ("Je hebt een plek", ["anna@voorbeeld.example"])
    assert "Fijn dat je komt." in str(sent.body)
    assert "https://veerkracht.example/mijn-plek/" in str(sent.body)
    assert only().state == MessageState.SENT


@pytest.mark.django_db
def test_the_same_news_is_told_once() -> None:
    for _turn in range(3):
        queue([news("plek 7"), news("plek 7"), news("plek 8")])
    assert send_due() == 2
    assert send_due() == 0


@pytest.mark.django_db
def test_news_of_what_did_not_happen_is_not_told() -> None:
    with pytest.raises(RuleBroken), transaction.atomic():
        queue([news()])
        raise RuleBroken("Toch niet.")
    assert send_due() == 0


@pytest.mark.django_db
def test_what_is_no_longer_news_is_not_sent() -> None:
    queue([news(old=True)])
    assert send_due() == 0
    assert only().state == MessageState.WITHDRAWN


@pytest.mark.django_db
def test_the_letter_is_in_the_language_of_the_reader() -> None:
    queue([news("nl"), news("en", language="en")])
    send_due()
    dutch, english = (page_of(one) for one in mail.outbox)
    assert '<html lang="nl">' in dutch
    assert '<html lang="en">' in english


@pytest.mark.django_db
def test_while_the_mail_server_is_gone_mail_waits_and_then_goes_once(
    settings: Any, clock: Any
) -> None:
    queue([news()])
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{BACKENDS}.Gone"
    assert send_due() == 0
    waiting = only()
    assert (waiting.state, waiting.attempts) == (MessageState.QUEUED, 1)
    assert "Connection refused" in waiting.trouble
    assert send_due() == 0
    assert only().attempts == 1  # not before its time
    settings.EMAIL_BACKEND = working
    clock.shift(30)
    assert send_due() == 1
    clock.shift(86_400)
    assert send_due() == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_message_that_waited_is_written_anew(settings: Any, clock: Any) -> None:
    queue([news(text="Je staat tweede.")])
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{BACKENDS}.Gone"
    send_due()
    settings.EMAIL_BACKEND = working
    Message.objects.update(facts={"text": "Je staat eerste."})
    clock.shift(3600)
    send_due()
    assert "Je staat eerste." in str(mail.outbox[0].body)


@pytest.mark.django_db
def test_one_address_that_is_refused_does_not_hold_up_the_others(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.Choosy"
    queue([news("1", "weg@weg.example"), news("2"), news("3")])
    assert send_due() == 2


@pytest.mark.django_db
def test_a_message_is_given_up_in_the_end(settings: Any, clock: Any) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.Gone"
    queue([news()])
    for _turn in range(MOST_ATTEMPTS):
        send_due()
        clock.shift(3601)
    assert (only().state, only().attempts) == (MessageState.REFUSED, MOST_ATTEMPTS)


@pytest.mark.django_db
def test_a_kind_that_nobody_writes_does_not_hold_up_the_others() -> None:
    queue([News(kind="onbekend", address="a@voorbeeld.example", once="0", facts={}), news()])
    assert send_due() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_a_title_cannot_add_a_header(sign: str) -> None:
    queue([news(subject=f"Training{sign}Bcc: kwaad@voorbeeld.example")])
    assert send_due() == 1
    parsed = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert parsed["Bcc"] is None
    assert parsed["Subject"] == "Training Bcc: kwaad@voorbeeld.example"
    assert mail.outbox[0].recipients() == ["anna@voorbeeld.example"]


@pytest.mark.django_db
def test_markup_in_words_is_shown_as_text() -> None:
    queue([news(text="<script>alert(1)</script>")])
    send_due()
    page = page_of(mail.outbox[0])
    assert "<script>" not in page
    assert "<script>alert(1)</script>" in str(mail.outbox[0].body)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "cancelled"), [("REQUEST", False), ("CANCEL", True)])
def test_the_calendar_file_goes_with_the_mail(method: str, cancelled: bool) -> None:
    one = Appointment(
        uid("session", 7), 2, NINE, NINE + timedelta(hours=3), "Basis", cancelled=cancelled
    )
    queue([news(calendar=calendar_file([one], method=method))])
    send_due()
    parsed = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    part = next(part for part in parsed.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == method
    calendar = Calendar.from_ical(part.get_content())
    event = next(iter(calendar.walk("VEVENT")))
    assert calendar["METHOD"] == method
    assert event["UID"].startswith("session-7@")
    assert event["SEQUENCE"] == 2
    assert event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")


def test_a_calendar_keeps_the_wall_clock_across_the_clock_change() -> None:
    week = timedelta(days=7)
    before = Appointment("a@x", 0, NINE, NINE + timedelta(hours=3), "Voor")
    after = Appointment(
        "b@x", 0, NINE + week - timedelta(hours=1), NINE + week + timedelta(hours=2), "Na"
    )
    events = Calendar.from_ical(calendar_file([before, after])).walk("VEVENT")
    assert [event["DTSTART"].dt.hour for event in events] == [9, 9]
    assert "BEGIN:VTIMEZONE" in calendar_file([before])


@pytest.mark.django_db
def test_words_that_exist_already_are_sent_as_they_are() -> None:
    letter = Letter(subject="Je code: 123456", paragraphs=("123456",))
    queue_written(
        kind="code",
        address="a@voorbeeld.example",
        once="c",
        letter=letter,
        language="nl",
        person_id=None,
    )
    assert send_due() == 1
    assert mail.outbox[0].subject == "Je code: 123456"
    assert "123456" in str(mail.outbox[0].body)


def test_two_processes_never_send_the_same_message(committed: None) -> None:
    """A second sender passes over what the first has locked."""
    queue([news()])
    seen: list[int] = []

    def second() -> None:
        seen.append(send_due())
        connection.close()

    with transaction.atomic():
        Message.objects.select_for_update().get()
        beside = threading.Thread(target=second)
        beside.start()
        beside.join()
    assert seen == [0]
    assert send_due() == 1


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 20), (2, 40), (5, 320), (9, 3600), (11, 3600)]
)
def test_attempts_come_soon_first_and_hourly_at_last(attempts: int, seconds: int) -> None:
    assert next_attempt(attempts, NINE) == NINE + timedelta(seconds=seconds)


def test_after_the_last_attempt_there_is_none() -> None:
    assert next_attempt(MOST_ATTEMPTS, NINE) is None


def test_a_subject_is_one_line_of_at_most_250() -> None:
    assert one_line(" a\n\tb  c ") == "a b c"
    assert len(one_line("x" * 10_000)) == 250


@pytest.mark.django_db
def test_news_for_later_is_held_until_then(clock: Any) -> None:
    queue([replace(news(), due_at=now() + timedelta(hours=2))])
    assert send_due() == 0
    clock.shift(timedelta(hours=2))
    assert send_due() == 1


@pytest.mark.django_db
def test_an_answer_reaches_whoever_wrote() -> None:
    queue([replace(news(), reply_to="coby@voorbeeld.example")])
    send_due()
    assert mail.outbox[0].reply_to == ["coby@voorbeeld.example"]


@pytest.mark.django_db
def test_what_waits_can_be_taken_back_and_what_went_cannot() -> None:
    queue([news("a:1:x"), news("a:12:x"), replace(news("a:1:y"), due_at=now() + timedelta(days=1))])
    assert withdraw(once_starts_with="a:1:") == 2
    assert send_due() == 1
    assert withdraw(once_starts_with="a:12:") == 0
    assert outcomes(["a:1:", "a:12:", "b:"]) == {
        "a:1:": {MessageState.WITHDRAWN: 2},
        "a:12:": {MessageState.SENT: 1},
        "b:": {},
    }


@pytest.mark.parametrize("linked", [True, False])
def test_addresses_become_links_only_in_letters_that_say_so(linked: bool) -> None:
    typed = "Zie https://voorbeeld.example/a?b=1&c=2 <b>nu</b>"
    text, html = bodies(Letter(subject="Hoi", paragraphs=(typed,), linked=linked), "nl")
    assert typed in text
    assert ("<a href=" in html) is linked
    assert "<b>" not in html
