"""What we write in a calendar file, three readers read: over clock changes and with any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendar_readers import READERS, Read, Reader, by_icalendar, by_vobject
from veerkracht.kernel.clock import AMSTERDAM
from veerkracht.messages.calendar import LINE, Appointment, calendar_file

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LESSON = Appointment(
    uid="session-1@veerkracht.example",
    sequence=2,
    starts_at=MOMENT,
    ends_at=MOMENT + timedelta(hours=3),
    title="Het gesprek",
)
any_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
# Letters of any script and the signs with a meaning; control signs have a test of their own.
texts = st.text(
    st.one_of(st.characters(exclude_categories=["C", "Z"]), st.sampled_from(" \n;,:\\\"nN'=é👩‍👧")),
    min_size=1,
    max_size=200,
).filter(lambda text: text == text.strip())


def at_nine(*day: int) -> Appointment:
    """A lesson from nine to noon on the wall clock of this day."""
    starts = datetime(*day, 9, tzinfo=AMSTERDAM)  # type: ignore[misc, arg-type] # year, month, day
    number = day[1] * 100 + day[2]
    return replace(
        LESSON, uid=f"s-{number}@x", starts_at=starts, ends_at=starts + timedelta(hours=3)
    )


@any_reader
@pytest.mark.parametrize("year", [2026, 2027, 2045])
def test_a_lesson_keeps_its_hour_before_on_and_after_both_clock_changes(
    reader: Reader, year: int
) -> None:
    spring, autumn = last_sunday(year, 3), last_sunday(year, 10)
    days = [day + timedelta(days=n) for day in (spring, autumn) for n in (-7, -1, 0, 1, 7)]
    lessons = [at_nine(day.year, day.month, day.day) for day in days]
    read = reader(calendar_file(lessons))
    assert [event.starts_at.astimezone(AMSTERDAM).hour for event in read] == [9] * len(days)
    assert [event.starts_at for event in read] == [one.starts_at for one in lessons]
    assert [event.ends_at for event in read] == [one.ends_at for one in lessons]


def last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@any_reader
@pytest.mark.parametrize(
    "change", [datetime(2027, 3, 28, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]
)
def test_every_half_hour_of_the_night_of_a_clock_change_is_the_right_moment(
    reader: Reader, change: datetime
) -> None:
    halves = [change + timedelta(minutes=30 * n) for n in range(-4, 10)]
    night = [
        replace(LESSON, uid=f"night-{n}@x", starts_at=half, ends_at=half + timedelta(minutes=30))
        for n, half in enumerate(halves)
    ]
    read = reader(calendar_file(night))
    assert [(event.starts_at, event.ends_at) for event in read] == [
        (one.starts_at, one.ends_at) for one in night
    ]


@any_reader
def test_every_reader_understands_the_whole_event(reader: Reader) -> None:
    one = replace(
        LESSON,
        title="Zingeving; of: “waarom?”, deel 1\\2",
        place="Café ’t Hoekje, zaal 2",
        description="Regel één\nRegel twee; met, tekens. " + "Een heel lange zin é. " * 20,
        url="https://veerkracht.example/leren/1/het-gesprek/",
        changed_at=MOMENT,
    )
    [read] = reader(calendar_file([one], name="Agenda; van, mij", hours=4))
    assert read == Read(
        uid=one.uid,
        sequence=2,
        status="CONFIRMED",
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        title=one.title,
        place=one.place,
        description=one.description,
    )


@any_reader
@pytest.mark.parametrize(
    ("lesson", "status"),
    [
        (replace(LESSON, cancelled=True), "CANCELLED"),
        (replace(LESSON, tentative=True), "TENTATIVE"),
        (replace(LESSON, tentative=True, cancelled=True), "CANCELLED"),
    ],
    ids=["called off", "waiting", "waiting and called off"],
)
def test_the_state_of_an_event_is_read(reader: Reader, lesson: Appointment, status: str) -> None:
    assert [event.status for event in reader(calendar_file([lesson]))] == [status]


@settings(max_examples=60, deadline=None)
@given(title=texts, place=texts, description=texts)
def test_any_text_comes_through_as_it_was(title: str, place: str, description: str) -> None:
    one = replace(LESSON, title=title, place=place, description=description)
    text = calendar_file([one])
    for reader in (by_icalendar, by_vobject):
        [read] = reader(text)
        assert (read.title, read.place, read.description) == (title, place, description)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=400))
def test_no_line_is_too_long_and_nothing_breaks_out_of_its_line(text: str) -> None:
    text = text.encode(errors="ignore").decode()  # no half letters: a database has none either
    written = calendar_file([replace(LESSON, title=text, description=text)], name=text)
    assert written.endswith("END:VCALENDAR\r\n")
    for line in written.encode().split(b"\r\n"):
        assert len(line) <= LINE
        assert not any(byte < 0x20 or byte == 0x7F for byte in line)
    starts = [line.split(":")[0] for line in written.split("\r\n") if not line.startswith(" ")]
    assert starts.count("BEGIN") == starts.count("END") == 5


def test_an_address_or_name_cannot_add_a_line() -> None:
    text = calendar_file(
        [replace(LESSON, attendee="jo@x.nl\r\nX-EVIL:1", url="https://x\r\nX-EVIL:1")]
    )
    assert "\nX-EVIL" not in text


def test_the_same_events_make_the_same_file_at_any_moment(clock: object) -> None:
    one = replace(LESSON, changed_at=MOMENT)
    first = calendar_file([one])
    clock.shift(timedelta(days=3))  # type: ignore[attr-defined] # a held clock
    assert calendar_file([one]) == first
    assert "DTSTAMP:20261123T090000Z" in first
