"""The public agenda in calendars and feed readers: what it tells, to whom, and how often anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.translation import override

from tests import factories
from tests.calendar_readers import READERS, Read, Reader, by_icalendar
from veerkracht.kernel.clock import AMSTERDAM, now
from veerkracht.training import actions
from veerkracht.training.edition_actions import meetings_of
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ICS, ATOM, JSON = "/leren/agenda.ics", "/leren/agenda.atom", "/leren/agenda.json"
NAMES = {"atom": "{http://www.w3.org/2005/Atom}"}
any_feed = pytest.mark.parametrize("address", [ICS, ATOM, JSON])
Counted = Callable[..., Any]


def text_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def events(address: str = ICS, reader: Reader = by_icalendar) -> list[Read]:
    return reader(text_of(address))


def moved(edition: Edition, by: timedelta) -> Edition:
    edition.refresh_from_db()
    sessions = [
        one._replace(starts_at=one.starts_at + by, ends_at=one.ends_at + by)
        for one in meetings_of(edition)
    ]
    return actions.change_edition(
        by=None, edition=edition, version=edition.version, sessions=sessions
    )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_changed_date_comes_under_the_same_name_with_a_higher_number(reader: Reader) -> None:
    edition = factories.edition(days=2)
    before = events(reader=reader)
    moved(edition, timedelta(days=1))
    after = events(reader=reader)
    assert [one.uid for one in after] == [one.uid for one in before]
    assert [one.sequence for one in after] == [one.sequence + 1 for one in before]
    assert [one.starts_at for one in after] == [one.starts_at + timedelta(days=1) for one in before]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_editions_around_both_clock_changes_stand_at_their_hour(reader: Reader, clock: Any) -> None:
    days = [
        (2027, 3, 27),
        (2027, 3, 28),
        (2027, 3, 29),
        (2027, 10, 30),
        (2027, 10, 31),
        (2027, 11, 1),
    ]
    for day in days:
        factories.edition(starts=datetime(*day, 9, tzinfo=AMSTERDAM))
    read = events(reader=reader)
    shown = [one.starts_at.astimezone(AMSTERDAM) for one in read]
    assert [(one.year, one.month, one.day, one.hour) for one in shown] == [
        (*day, 9) for day in days
    ]


def test_what_is_called_off_says_so_under_the_same_name() -> None:
    edition = factories.edition()
    [before] = events()
    actions.call_off_edition(by=None, edition=edition, reason="Te weinig mensen")
    [after] = events()
    assert (after.uid, after.status) == (before.uid, "CANCELLED")
    assert after.sequence > before.sequence
    assert after.title == f"Gaat niet door: {before.title}"
    assert "Te weinig" not in text_of(ICS)


@any_feed
def test_no_draft_no_room_and_nobody_by_name_is_in_a_feed(address: str) -> None:
    trainer = factories.trainer()
    trainer.name = "Tara Trainster"
    trainer.save()
    factories.draft(of=factories.course(title="Nog geheim"))
    factories.edition(
        of=factories.course(title="Openbaar"),
        trainers=[trainer],
        online_link="https://geheim.example/",
    )
    text = text_of(address)
    assert "Openbaar" in text
    for secret in ("Nog geheim", "geheim.example", "Tara", trainer.email, "mailto:"):
        assert secret not in text.replace("\r\n ", "")


@any_feed
def test_a_feed_listens_to_the_filters_of_the_finder(address: str) -> None:
    south, north = (
        factories.course(title="Zuiderling"),
        factories.course(factories.NOORD, title="Noorderling"),
    )
    factories.edition(of=south)
    factories.edition(of=north, municipality=None, venue="Venlo", online_link="https://x.example/")
    chosen = text_of(f"{address}?regio=noord-limburg")
    assert "Noorderling" in chosen
    assert "Zuiderling" not in chosen
    assert "Zuiderling" in text_of(f"{address}?q=zuiderlingen")


@any_feed
def test_who_comes_back_gets_304_after_at_most_two_queries(
    address: str, settings: Any, django_assert_max_num_queries: Counted
) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "here": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "feeds"},
    }
    factories.edition(days=3)
    asked = f"{address}?regio=zuid-limburg&bij=GM0917&km=30&avond="
    tag = Client().get(asked).headers["ETag"]
    with django_assert_max_num_queries(2):
        response = Client().get(asked, headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == tag


@any_feed
def test_a_feed_is_new_when_something_it_tells_has_changed(address: str) -> None:
    course = factories.course()
    edition = factories.edition(of=course)
    tags = [Client().get(address).headers["ETag"]]

    def comes_back() -> None:
        response = Client().get(address, headers={"If-None-Match": tags[-1]})
        assert response.status_code == 200
        tags.append(response.headers["ETag"])

    moved(edition, timedelta(hours=1))
    comes_back()
    actions.change_course(by=None, course=course, version=course.version, title="Anders")
    comes_back()
    assert "Anders" in text_of(address)
    factories.edition(of=course, starts=now() + timedelta(days=90))
    comes_back()
    actions.call_off_edition(by=None, edition=edition, reason="x")
    comes_back()
    assert len(set(tags)) == len(tags)


def test_a_training_leaves_the_calendar_when_it_is_over(clock: Any) -> None:
    factories.edition(days=2)
    clock.shift(timedelta(days=31))
    assert len(events()) == 2, "it has begun, and its second meeting is still to come"
    clock.shift(timedelta(days=10))
    assert events() == []


def test_a_feed_speaks_the_language_of_its_address() -> None:
    factories.edition(of=factories.course(title="Het gesprek", title_en="The conversation"))
    assert [one.title for one in events()] == ["Het gesprek"]
    assert [one.title for one in events("/en/leren/agenda.ics")] == ["The conversation"]
    assert "/en/leren/" in events("/en/leren/agenda.ics")[0].description


def test_the_atom_feed_has_all_that_the_format_asks() -> None:
    edition = factories.edition(of=factories.course(title="Vet & <b>cursief</b>"))
    feed = ET.fromstring(text_of(ATOM))  # noqa: S314 - we wrote it a line ago
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"atom:{name}".replace("atom:", NAMES["atom"])) is not None
    [entry] = feed.iter(f"{NAMES['atom']}entry")
    told = {child.tag.removeprefix(NAMES["atom"]): child.text for child in entry}
    assert str(told["title"]).startswith("Vet & <b>cursief</b>, 23 december 2026")
    assert told["updated"] == edition.changed_at.replace(microsecond=0).isoformat()
    assert told["id"] == f"http://localhost:8000/leren/{edition.pk}/"


def test_the_json_feed_has_all_that_the_format_asks() -> None:
    edition = factories.edition()
    assert edition.starts_at
    feed = json.loads(text_of(JSON))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    [item] = feed["items"]
    assert {"id", "url", "title", "content_text", "date_modified"} <= item.keys()
    assert item["_edition"]["starts_at"] == edition.starts_at.astimezone(AMSTERDAM).isoformat()
    assert Client().get(JSON).headers["Content-Type"].startswith("application/feed+json")


def test_what_changed_last_goes_first_for_a_reader(clock: Any) -> None:
    first, second = factories.edition(), factories.edition()
    clock.shift(timedelta(minutes=5))
    moved(first, timedelta(hours=1))
    numbers = [item["id"].split("/")[-2] for item in json.loads(text_of(JSON))["items"]]
    assert numbers == [str(first.pk), str(second.pk)]


def test_the_finder_leads_to_the_feeds_of_what_is_chosen(client: Client) -> None:
    html = client.get("/leren/?regio=zuid-limburg").content.decode()
    for address in (ICS, ATOM, JSON):
        assert html.count(f'href="{address}?regio=zuid-limburg"') == 2, "in the head and for people"
    assert 'href="webcal://testserver/leren/agenda.ics?regio=zuid-limburg"' in html


@any_feed
@pytest.mark.parametrize("asked", ["q=%00", "regio=bestaat-niet", "maand=oops", "km=x", "page=²"])
def test_what_cannot_be_read_is_passed_over(address: str, asked: str) -> None:
    factories.edition()
    assert Client().get(f"{address}?{asked}").status_code == 200


@any_feed
def test_an_empty_agenda_is_a_feed_too(address: str) -> None:
    with override("nl"):
        assert Client().get(address).status_code == 200
    assert Client().post(address).status_code == 405
