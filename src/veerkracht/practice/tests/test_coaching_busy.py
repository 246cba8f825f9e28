"""Reading a calendar from elsewhere: what counts as busy, and files that mean ill."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.api.receiver import Receiver, receiver
from veerkracht.kernel import outgoing
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.practice import coaching_calendar_actions as actions
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_busy import Unreadable, busy_times, read_apart
from veerkracht.practice.coaching_models import BusyCalendar, BusyTime
from veerkracht.practice.tests.coaching import coach

SINCE = datetime(2026, 11, 23, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=183)
TEN = "DTSTART;TZID=Europe/Amsterdam:20260901T100000\nDTEND;TZID=Europe/Amsterdam:20260901T110000\n"


def event(lines: str) -> str:
    return f"BEGIN:VEVENT\nUID:a\nSUMMARY:Bij de huisarts\n{lines}END:VEVENT\n"


def calendar(*parts: str) -> bytes:
    whole = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "".join(parts) + "END:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("lines", "number", "first"),
    [
        (TEN + "RRULE:FREQ=WEEKLY;COUNT=13\n", 1, "2026-11-24T09:00"),
        (TEN + "RRULE:FREQ=WEEKLY;UNTIL=20261208T090000Z\n", 3, "2026-11-24T09:00"),
        (TEN + "RRULE:FREQ=WEEKLY\n", 26, "2026-11-24T09:00"),
        (
            TEN + "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Amsterdam:20261124T100000\n",
            25,
            "2026-12-01T09:00",
        ),
        (TEN + "RRULE:FREQ=SECONDLY\n", 0, ""),
        (TEN + "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5\n", 0, ""),
        (TEN + "TRANSP:TRANSPARENT\nRRULE:FREQ=WEEKLY\n", 0, ""),
        (TEN + "STATUS:CANCELLED\nRRULE:FREQ=WEEKLY\n", 0, ""),
        ("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\n", 1, "2026-12-24T23:00"),
        ("DTSTART:20261201T100000\nDURATION:PT30M\n", 1, "2026-12-01T09:00"),
        ("DTSTART:20261201T100000Z\n", 0, ""),
    ],
)
def test_what_makes_somebody_busy(lines: str, number: int, first: str) -> None:
    found = busy_times(calendar(event(lines)), SINCE, UNTIL)
    assert len(found) == number
    assert not first or f"{found[0].starts_at:%Y-%m-%dT%H:%M}" == first


def test_a_moved_turn_counts_where_it_moved_to_and_free_busy_is_read() -> None:
    moved = (
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20261124T100000\n"
        "DTSTART;TZID=Europe/Amsterdam:20261126T140000\nDURATION:PT1H\n"
    )
    free_busy = (
        "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=FREE:20261123T100000Z/PT1H\n"
        "FREEBUSY:20261123T120000Z/20261123T130000Z\nEND:VFREEBUSY\n"
    )
    whole = calendar(event(TEN + "RRULE:FREQ=WEEKLY;COUNT=13\n"), event(moved), free_busy)
    found = [f"{one.starts_at:%d %H}" for one in busy_times(whole, SINCE, UNTIL)]
    assert found == ["23 12", "26 13"]


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Unreadable):
        busy_times(content, SINCE, UNTIL)


def test_a_rule_that_never_comes_true_is_given_up_in_time() -> None:
    evil = calendar(event(TEN + "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n"))
    began = time.monotonic()
    with pytest.raises(Unreadable):
        read_apart(evil, SINCE, UNTIL, seconds=0.6)
    assert time.monotonic() - began < 3


# The job


@pytest.fixture
def there(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    """A calendar elsewhere, on this machine."""
    with receiver(tmp_path) as (found, certificate):
        settings.OUTGOING_LOOPBACK = str(certificate)
        yield found


@pytest.mark.django_db
def test_only_busy_times_stay_and_trouble_is_said_plainly(there: Receiver, clock: Any) -> None:
    someone = coach()
    kept = actions.give_calendar(address=there.url, by=someone)
    assert there.url not in kept.sealed
    there.content = calendar(event(TEN + "RRULE:FREQ=WEEKLY\n"))
    assert actions.read_calendars() == 1
    assert actions.read_calendars() == 0  # not before an hour has passed
    kept.refresh_from_db()
    assert (kept.trouble, kept.read_at is not None) == ("", True)
    assert BusyTime.objects.count() == 27
    for status, body, word in ((404, b"", "refused"), (200, b"<html>", "unreadable")):
        clock.shift(timedelta(hours=1))
        there.status, there.content = status, body
        assert actions.read_calendars() == 0
        kept.refresh_from_db()
        assert kept.trouble == word
        assert words.trouble(word)
    assert BusyTime.objects.count() == 27  # what was known before stays
    actions.take_calendar_away(by=someone)
    assert not BusyTime.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "http://agenda.example/a.ics",
        "https://10.0.0.1/a.ics",
        "https://intranet/a",
        "ftp://x.nl/",
        "x",
    ],
)
def test_where_we_do_not_go_is_refused_at_once(address: str) -> None:
    with pytest.raises(RuleBroken):
        actions.give_calendar(address=address, by=coach())
    assert not BusyCalendar.objects.exists()


@pytest.mark.django_db
def test_an_address_of_a_calendar_program_is_taken_over_https_and_only_of_coaches() -> None:
    kept = actions.give_calendar(address=" webcal://agenda.example/geheim.ics ", by=coach())
    assert kept.host == "agenda.example"
    with pytest.raises(NotAllowed):
        actions.give_calendar(address="https://agenda.example/a.ics", by=factories.person())


@pytest.mark.usefixtures("committed")
def test_a_calendar_that_hangs_does_not_keep_the_mail_waiting(
    there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 0.4)
    there.manner = "hangs"
    actions.give_calendar(address=there.url, by=coach())
    began = time.monotonic()
    assert actions.read_calendars_beside() == 1
    assert actions.read_calendars_beside() == 0  # one round at a time
    assert time.monotonic() - began < 0.4
    assert actions._round.acquire(timeout=5)  # the thread has let go
    actions._round.release()
    assert BusyCalendar.objects.get().trouble == "away"
