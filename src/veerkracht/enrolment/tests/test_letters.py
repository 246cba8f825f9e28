"""Every letter in both languages, and calendar files that update and cancel the right event."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar, Event

from tests import factories
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import AMSTERDAM, now
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message, MessageState
from veerkracht.people.models import Person
from veerkracht.training.actions import call_off_edition, change_edition
from veerkracht.training.edition_actions import meetings_of
from veerkracht.training.models import Edition
from veerkracht.training.several_editions_rules import moved_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOSTILE = "<b>x</b>"


def somebody(language: str = "nl", name: str = "Noor Jansen") -> Person:
    person = factories.person(name)
    person.language = language
    person.save(update_fields=["language"])
    return person


def ask(edition: Edition, person: Person) -> Enrolment:
    return actions.request_places(people=[person], editions=[edition], by=person)[0]


def waiting(edition: Edition, person: Person) -> tuple[Enrolment, Enrolment]:
    """A place of somebody else, and this person's in the queue behind it."""
    return ask(edition, factories.person()), ask(edition, person)


def offered(edition: Edition, person: Person) -> Enrolment:
    taken, row = waiting(edition, person)
    actions.leave(enrolment=taken, by=taken.person)
    return Enrolment.objects.select_related("edition", "person").get(pk=row.pk)


def changed(edition: Edition, person: Person) -> None:
    ask(edition, person)
    move_to(edition, timedelta(days=1))


def move_to(edition: Edition, later: timedelta) -> None:
    edition.refresh_from_db()
    moved = [moved_meeting(one, later.days) for one in meetings_of(edition)]
    change_edition(by=None, edition=edition, version=edition.version, sessions=moved)


def call_off(edition: Edition, person: Person) -> None:
    ask(edition, person)
    edition.refresh_from_db()
    call_off_edition(by=None, edition=edition, reason="De trainer is ziek.")


def left(edition: Edition, person: Person) -> None:
    actions.leave(enrolment=ask(edition, person), by=person)


def removed(edition: Edition, person: Person) -> None:
    actions.leave(enrolment=ask(edition, person), by=factories.coordinator(), reason="Dubbel.")


def handed_over(edition: Edition, person: Person) -> None:
    handover = actions.ask_colleague(
        enrolment=ask(edition, person), address="c@voorbeeld.example", by=person
    )
    actions.take_over(handover=handover, by=factories.person())


def declined(edition: Edition, person: Person) -> None:
    actions.leave(enrolment=offered(edition, person), by=person)


def asks_colleague(edition: Edition, person: Person) -> None:
    actions.ask_colleague(
        enrolment=ask(edition, person), address=person.email + ".example", by=person
    )


WAYS: dict[str, Callable[[Edition, Person], Any]] = {
    "placed": ask,
    "waiting": waiting,
    "offered": offered,
    "left": left,
    "called_off": call_off,
    "edition_changed": changed,
    "colleague_asked": asks_colleague,
}
LEAVING = {"removed": removed, "handed over": handed_over, "declined": declined}


def mailed(person: Person, kind: str) -> mail.EmailMultiAlternatives:
    """The last mail of a kind to somebody, after sending all."""
    send_due()
    settled = [MessageState.SENT, MessageState.WITHDRAWN]
    assert not Message.objects.exclude(state__in=settled).exists()
    found = Message.objects.filter(
        kind=f"enrolment.{kind}", address__startswith=person.email
    ).latest("pk")
    sent = [
        one for one in mail.outbox if one.subject == found.subject and one.to == [found.address]
    ]
    last = sent[-1]
    assert isinstance(last, mail.EmailMultiAlternatives)
    return last


def events(message: mail.EmailMultiAlternatives) -> tuple[str, list[Event]]:
    """The method and the events of the calendar file of a mail."""
    [part] = [one for one in message.attachments if not isinstance(one, tuple)]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == str(calendar["METHOD"])
    return str(calendar["METHOD"]), list(calendar.walk("VEVENT"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", sorted(WAYS))
def test_each_letter_is_whole_in_both_languages(kind: str, language: str) -> None:
    edition, person = (
        factories.edition(capacity=1, price=18_500),
        somebody(language, f"Noor {HOSTILE}"),
    )
    WAYS[kind](edition, person)
    message = mailed(person, kind)
    html = str(message.alternatives[0][0])
    assert f'<html lang="{language}"' in html
    assert HOSTILE not in html
    for text in (str(message.subject), str(message.body), html):
        assert not re.search(r"%\(|\bNone\b|\{\{|\{%", text)
    assert "https://" in str(message.body) or "http://localhost" in str(message.body)
    assert edition.course.title in message.subject or kind == "colleague_asked"


@pytest.mark.parametrize("way", sorted(LEAVING))
def test_each_way_of_leaving_has_words_of_its_own(way: str) -> None:
    edition, person = factories.edition(capacity=1), somebody()
    LEAVING[way](edition, person)
    words = {
        "removed": "De coördinator heeft je",
        "handed over": "Je collega komt",
        "declined": "Je zei nee",
    }
    assert words[way] in str(mailed(person, "left").body)


def test_an_offer_that_lapsed_is_told(clock: time_machine.Traveller) -> None:
    edition, person = factories.edition(capacity=1), somebody()
    offered(edition, person)
    clock.shift(timedelta(hours=49))
    actions.lapse_offers()
    assert "Je komt achteraan" in str(mailed(person, "lapsed").body)


def test_who_waits_hears_of_changed_dates_in_words_that_fit() -> None:
    edition, person = factories.edition(capacity=1), somebody()
    waiting(edition, person)
    move_to(edition, timedelta(days=1))
    message = mailed(person, "edition_changed")
    assert "Je staat op de wachtlijst van deze training." in str(message.body)
    assert "laat een collega komen" not in str(message.body)
    assert not message.attachments


def test_a_training_that_is_called_off_costs_nothing() -> None:
    edition, person = factories.edition(capacity=1, price=1_250), somebody()
    call_off(edition, person)
    body = str(mailed(person, "called_off").body)
    assert "Je betaalt niets." in body
    assert "Kosten" not in body
    assert "12,50" not in body


def test_news_that_is_old_when_the_mail_goes_is_not_told() -> None:
    edition, person = factories.edition(), somebody()
    actions.leave(enrolment=ask(edition, person), by=person)
    send_due()
    mine = [one.subject for one in mail.outbox if one.to == [person.email]]
    assert len(mine) == 1
    assert mine[0].startswith("Je bent afgemeld")


def test_a_place_a_change_and_a_cancellation_speak_of_the_same_events() -> None:
    edition, person = factories.edition(days=3), somebody()
    row = ask(edition, person)
    made_by, made = events(mailed(person, "placed"))
    move_to(edition, timedelta(days=1))
    changed_by, moved = events(mailed(person, "edition_changed"))
    row = Enrolment.objects.select_related("edition", "person").get(pk=row.pk)
    actions.leave(enrolment=row, by=person)
    ended_by, ended = events(mailed(person, "left"))
    assert (made_by, changed_by, ended_by) == ("REQUEST", "REQUEST", "CANCEL")
    uids = [{str(event["UID"]) for event in one} for one in (made, moved, ended)]
    assert len(uids[0]) == 3
    assert uids[0] == uids[1] == uids[2]
    sequences = [max(int(event["SEQUENCE"]) for event in one) for one in (made, moved, ended)]
    assert sequences == sorted(set(sequences))
    assert {str(event["STATUS"]) for event in ended} == {"CANCELLED"}
    assert moved[0]["DTSTART"].dt - made[0]["DTSTART"].dt == timedelta(days=1)


def test_a_training_that_is_called_off_leaves_the_calendar() -> None:
    edition, person = factories.edition(), somebody()
    call_off(edition, person)
    method, ended = events(mailed(person, "called_off"))
    assert (method, str(ended[0]["STATUS"])) == ("CANCEL", "CANCELLED")


def test_who_waits_gets_no_events() -> None:
    edition, person = factories.edition(capacity=1), somebody()
    offered(edition, person)
    assert mailed(person, "offered").attachments == []
    call_off_edition(by=None, edition=Edition.objects.get(pk=edition.pk), reason="Ziek")
    assert "Gaat niet door" in mailed(person, "called_off").subject


@pytest.mark.parametrize(
    ("start", "wall_hours"),
    [
        (datetime(2027, 3, 21, 8, tzinfo=UTC), [9, 10]),
        (datetime(2027, 10, 24, 7, tzinfo=UTC), [9, 8]),
    ],
)
def test_events_stand_at_the_dutch_time_on_both_sides_of_the_clock_change(
    start: datetime, wall_hours: list[int]
) -> None:
    edition, person = factories.edition(starts=start, days=2), somebody()
    ask(edition, person)
    _method, found = events(mailed(person, "placed"))
    starts = [event["DTSTART"].dt for event in found]
    assert [one.hour for one in starts] == wall_hours
    assert [one.astimezone(UTC) for one in starts] == [start, start + timedelta(weeks=1)]
    assert {event["DTSTART"].params["TZID"] for event in found} == {"Europe/Amsterdam"}


def test_the_same_hour_on_the_wall_stays_the_same_in_the_mail_across_the_change() -> None:
    before = datetime(2027, 3, 27, 9, 30, tzinfo=AMSTERDAM)
    after = datetime(2027, 3, 28, 9, 30, tzinfo=AMSTERDAM)
    edition, person = factories.edition(), somebody()
    edition.refresh_from_db()
    sessions = [(one, one + timedelta(hours=3)) for one in (before, after)]
    change_edition(by=None, edition=edition, version=edition.version, sessions=sessions)
    ask(Edition.objects.get(pk=edition.pk), person)
    message = mailed(person, "placed")
    assert str(message.body).count("9.30–12.30") == 2
    assert [event["DTSTART"].dt.hour for event in events(message)[1]] == [9, 9]


def test_the_appointment_by_hand_is_the_one_of_the_mail(client: Any) -> None:
    edition, person = factories.edition(), somebody()
    row = ask(edition, person)
    client.force_login(person)
    answer = client.get(f"/mijn-plek/inschrijvingen/{row.pk}/afspraak.ics")
    [by_hand] = Calendar.from_ical(answer.content).walk("VEVENT")
    [mailed_one] = events(mailed(person, "placed"))[1]
    assert (by_hand["UID"], by_hand["SEQUENCE"]) == (mailed_one["UID"], mailed_one["SEQUENCE"])
    assert now() < by_hand["DTSTART"].dt
    assert row.state == State.PLACED


def test_a_colleague_who_comes_already_reads_so_in_the_mail() -> None:
    edition, known = factories.edition(), somebody("nl", "Noor")
    ask(edition, known)
    asking = ask(edition, factories.person())
    actions.ask_colleague(enrolment=asking, address=known.email, by=asking.person)
    assert "Je hebt zelf al een plaats" in str(mailed(known, "colleague_asked").body)


@pytest.mark.parametrize(
    ("price", "days", "told"),
    [
        (15_000, 30, "Kosteloos afmelden kan tot"),
        (15_000, 3, "Kosteloos afmelden kan niet meer."),
        (0, 3, ""),
    ],
)
def test_the_mail_says_what_still_holds_of_leaving(price: int, days: int, told: str) -> None:
    ask(factories.edition(price=price, starts=now() + timedelta(days=days)), somebody())
    send_due()
    body = str(mail.outbox[-1].body)
    assert ("Kosteloos" in body) == bool(told)
    assert told in body
