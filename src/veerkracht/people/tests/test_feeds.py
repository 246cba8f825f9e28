"""One's own agenda at a secret address: for whoever has it, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.calendar_readers import READERS, Read, Reader, by_icalendar
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import AMSTERDAM, now
from veerkracht.kernel.errors import NotAllowed
from veerkracht.kernel.personal_data import retention
from veerkracht.people import actions
from veerkracht.people.models import CalendarFeed, Person
from veerkracht.people.own_data import everything_of
from veerkracht.people.waiting import agenda_of
from veerkracht.training import actions as training
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/mijn-plek/agenda/"
every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address_of(person: Person) -> str:
    """The address as its owner reads it on the page, without the name of the site."""
    html = signed_in(person).get(PAGE).content.decode()
    [address] = re.findall(r'value="http://localhost:8000(/agenda/[^"]+)"', html)
    return str(address)


def opened(person: Person) -> str:
    actions.open_calendar(person=person, by=person)
    return address_of(person)


def events(address: str, reader: Reader = by_icalendar) -> list[Read]:
    response = Client().get(address)
    assert response.status_code == 200
    return reader(response.content.decode())


def enrol(person: Person, edition: Edition) -> Enrolment:
    return enrolment.request_places(people=[person], editions=[edition], by=person)[0]


def test_the_page_makes_an_address_that_works_without_scripts_or_session() -> None:
    person = factories.person()
    enrol(person, factories.edition(days=2))
    client = signed_in(person)
    assert "Maak een adres" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}adres/")
    html = client.get(PAGE).content.decode()
    address = address_of(person)
    assert f'href="webcal://localhost:8000{address}"' in html
    assert len(events(address)) == 2


def test_the_address_holds_128_random_bits_and_the_database_opens_nothing() -> None:
    first, second = opened(factories.person()), opened(factories.person())
    tokens = [address.removeprefix("/agenda/").removesuffix(".ics") for address in (first, second)]
    assert [len(token) for token in tokens] == [22, 22]
    assert tokens[0] != tokens[1]
    stored = str(list(CalendarFeed.objects.values()))
    assert not any(token in stored for token in tokens)


def test_renewing_ends_the_old_address_and_stopping_ends_all() -> None:
    person = factories.person()
    client = signed_in(person)
    client.post(f"{PAGE}adres/")
    old = address_of(person)
    client.post(f"{PAGE}adres/")
    new = address_of(person)
    assert [Client().get(old).status_code, Client().get(new).status_code] == [404, 200]
    client.post(f"{PAGE}stop/")
    assert Client().get(new).status_code == 404
    client.post(f"{PAGE}stop/")
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("wrong", ["x", "a" * 22, "a" * 5000, "-", "_"])
def test_any_other_address_is_not_there(wrong: str) -> None:
    opened(factories.person())
    assert Client().get(f"/agenda/{wrong}.ics").status_code == 404


def test_nobody_opens_or_stops_the_agenda_of_another() -> None:
    person, other = factories.person(), factories.person()
    address = opened(person)
    for verb in (actions.open_calendar, actions.close_calendar):
        with pytest.raises(NotAllowed):
            verb(person=person, by=other)
    assert address not in signed_in(other).get(PAGE).content.decode()
    assert Client().get(address).status_code == 200


@every_reader
def test_a_changed_date_arrives_under_the_name_and_number_of_the_mail(reader: Reader) -> None:
    person, edition = factories.person(), factories.edition()
    row = enrol(person, edition)
    address = opened(person)
    [before] = events(address, reader)
    assert before.uid.startswith(f"session-{edition.sessions.get().pk}-enrolment-{row.pk}@")
    edition.refresh_from_db()
    later = [
        (s.starts_at + timedelta(days=1), s.ends_at + timedelta(days=1), "", "", s.pk)
        for s in edition.sessions.all()
    ]
    training.change_edition(by=None, edition=edition, version=edition.version, sessions=later)
    [after] = events(address, reader)
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.starts_at == before.starts_at + timedelta(days=1)


@every_reader
def test_a_place_given_up_is_cancelled_for_thirty_days(reader: Reader, clock: Any) -> None:
    person = factories.person()
    row = enrol(person, factories.edition(starts=now() + timedelta(days=90)))
    address = opened(person)
    [before] = events(address, reader)
    enrolment.leave(enrolment=row, by=person)
    [after] = events(address, reader)
    assert (after.uid, after.status) == (before.uid, "CANCELLED")
    assert after.sequence > before.sequence
    assert agenda_of(person) == [], "the page shows what is still to come"
    clock.shift(timedelta(days=31))
    assert events(address, reader) == []


def test_who_waits_is_not_kept_busy_and_sees_it_in_the_title() -> None:
    first, second, edition = factories.person(), factories.person(), factories.edition(capacity=1)
    enrol(first, edition)
    enrol(second, edition)
    [waiting] = events(opened(second))
    assert waiting.status == "TENTATIVE"
    assert waiting.title == f"Op de wachtlijst: {edition.course}"
    [placed] = events(opened(first))
    assert (placed.status, placed.title) == ("CONFIRMED", str(edition.course))


def test_a_trainer_sees_the_own_sessions_and_that_one_is_called_off() -> None:
    trainer = factories.trainer()
    edition = factories.edition(trainers=[trainer])
    address = opened(trainer)
    [before] = events(address)
    training.call_off_edition(by=None, edition=edition, reason="Te weinig mensen")
    [after] = events(address)
    assert (after.uid, after.status) == (before.uid, "CANCELLED")
    assert after.sequence > before.sequence
    assert agenda_of(trainer) == []


@every_reader
def test_sessions_around_both_clock_changes_keep_their_hour(reader: Reader) -> None:
    person = factories.person()
    days = [
        (2027, 3, 27),
        (2027, 3, 28),
        (2027, 3, 29),
        (2027, 10, 30),
        (2027, 10, 31),
        (2027, 11, 1),
    ]
    for year, month, day in days:
        enrol(person, factories.edition(starts=datetime(year, month, day, 9, tzinfo=AMSTERDAM)))
    shown = [one.starts_at.astimezone(AMSTERDAM) for one in events(opened(person), reader)]
    assert [(one.year, one.month, one.day, one.hour) for one in shown] == [
        (*day, 9) for day in days
    ]


def test_the_online_room_is_only_for_who_has_a_place() -> None:
    first, second = factories.person(), factories.person()
    edition = factories.edition(capacity=1, online_link="https://kamer.example/1")
    enrol(first, edition)
    enrol(second, edition)
    assert "kamer.example" in events(opened(first))[0].description
    assert "kamer.example" not in events(opened(second))[0].description


def test_the_agenda_speaks_the_language_of_its_owner() -> None:
    person = factories.person(language="en")
    edition = factories.edition(of=factories.course(title="Gesprek", title_en="Conversation"))
    enrol(person, edition)
    assert [one.title for one in events(opened(person))] == ["Conversation"]


def test_who_comes_back_with_the_tag_gets_304_until_something_changes(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    person = factories.person()
    row = enrol(person, factories.edition())
    address = opened(person)
    tag = Client().get(address).headers["ETag"]
    with django_assert_max_num_queries(6):
        response = Client().get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")
    enrolment.leave(enrolment=row, by=person)
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_owner_sees_when_it_was_read_last(clock: Any) -> None:
    person = factories.person()
    address = opened(person)
    assert "nog niet opgehaald" in signed_in(person).get(PAGE).content.decode()
    Client().get(address)
    assert "laatst opgehaald op 23 november 2026" in signed_in(person).get(PAGE).content.decode()


def test_an_agenda_that_nobody_reads_is_closed_after_a_year(clock: Any) -> None:
    read, never = factories.person(), factories.person()
    Client().get(opened(read))
    opened(never)
    rule = dict(retention.items())["people.calendars"]
    clock.shift(timedelta(days=360))
    Client().get(address_of(read))
    clock.shift(timedelta(days=10))
    assert (rule.overdue(), rule.carry_out(), rule.overdue()) == (1, 1, 0)
    assert CalendarFeed.objects.get().person == read


def test_an_emptied_or_closed_account_has_no_agenda_and_my_data_names_it() -> None:
    person = factories.person()
    address = opened(person)
    rows = [row for part in everything_of(person) for row in part.rows]
    assert any("agenda" in str(value) for row in rows for value in row.values())
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert Client().get(address).status_code == 404
    Person.objects.filter(pk=person.pk).update(is_active=True)
    actions.erase_person(person=Person.objects.get(pk=person.pk), by=None)
    assert Client().get(address).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_an_address_under_a_lost_key_asks_for_a_new_one(settings: Any) -> None:
    person = factories.person()
    opened(person)
    settings.SECRET_KEY = "another key, and the old one is gone"
    settings.SECRET_KEY_FALLBACKS = []
    html = signed_in(person).get(PAGE).content.decode()
    assert "kunnen we niet meer laten zien" in html


def test_no_search_engine_keeps_the_address() -> None:
    response = Client().get(opened(factories.person()))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in response.headers
    assert "Disallow: /agenda/" in Client().get("/robots.txt").content.decode()
