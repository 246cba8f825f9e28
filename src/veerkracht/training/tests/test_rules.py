"""The rules of training, in tables and properties. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from veerkracht.training import rules
from veerkracht.training.rules import AMSTERDAM, Flaw, Meeting, Points, Problem, State

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SOON = MOMENT + timedelta(days=10)
LATEST = datetime(2029, 1, 1, tzinfo=UTC)
HOURS = timedelta(hours=1)

moments = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis gives the zone
    max_value=datetime(2029, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
lengths = st.integers(min_value=15, max_value=12 * 60).map(
    lambda minutes: timedelta(minutes=minutes)
)
meetings = st.builds(lambda start, length: Meeting(start, start + length), moments, lengths)


def at(days: float = 0, hours: float = 3.5) -> Meeting:
    """A session that begins some days after SOON."""
    start = SOON + timedelta(days=days)
    return Meeting(start, start + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (at(hours=0), Problem.ENDS_BEFORE_START),
        (at(hours=-2), Problem.ENDS_BEFORE_START),
        (at(hours=12.01), Problem.TOO_LONG),
        (at(hours=0.2), Problem.TOO_SHORT),
        (at(days=-11), Problem.IN_THE_PAST),
        (at(days=-10), Problem.IN_THE_PAST),
        (at(days=180 * 365), Problem.TOO_FAR),
    ],
)
def test_a_session_that_cannot_be_is_named_by_its_number(wrong: Meeting, problem: Problem) -> None:
    assert rules.flaws_of_meetings([at(days=1), wrong], MOMENT) == [Flaw(problem, "sessions", 2)]


def test_there_is_a_session_and_there_are_at_most_sixty() -> None:
    assert rules.flaws_of_meetings([], MOMENT) == [Flaw(Problem.NO_MEETINGS, "sessions")]
    many = [at(days=n) for n in range(61)]
    assert rules.flaws_of_meetings(many, MOMENT) == [Flaw(Problem.TOO_MANY, "sessions")]
    assert rules.flaws_of_meetings(many[:60], MOMENT) == []


def test_a_session_that_has_been_may_stay_as_it_is() -> None:
    past = at(days=-20)
    assert rules.flaws_of_meetings([past, at()], MOMENT, kept=[past[:2]]) == []


def test_sessions_that_overlap_are_refused_and_those_that_touch_are_not() -> None:
    first = at(hours=2)
    touching = Meeting(first.ends_at, first.ends_at + HOURS)
    assert rules.flaws_of_meetings([first, touching], MOMENT) == []
    assert rules.flaws_of_meetings([first, at(hours=1)], MOMENT)[0].problem is Problem.OVERLAP


@given(st.lists(meetings, min_size=2, max_size=6, unique_by=lambda meeting: meeting.starts_at))
def test_overlap_is_found_whatever_the_order(rows: list[Meeting]) -> None:
    known = [meeting[:2] for meeting in rows]
    ordered = sorted(rows)
    apart = all(
        earlier.ends_at <= later.starts_at
        for n, earlier in enumerate(ordered)
        for later in ordered[n + 1 :]
    )
    for order in (rows, ordered, ordered[::-1]):
        found = rules.flaws_of_meetings(order, LATEST, kept=known)
        assert {flaw.problem for flaw in found} == (set() if apart else {Problem.OVERLAP})


@pytest.mark.parametrize(
    ("opens", "closes", "cancel", "problems"),
    [
        (-1, 5, 4, []),
        (5, 5, 4, [Problem.CLOSES_BEFORE_OPENING]),
        (-1, 10, 10, []),
        (-1, 11, 4, [Problem.CLOSES_TOO_LATE]),
        (-1, 5, 11, [Problem.CANCEL_TOO_LATE]),
        (
            20,
            15,
            11,
            [Problem.CLOSES_BEFORE_OPENING, Problem.CLOSES_TOO_LATE, Problem.CANCEL_TOO_LATE],
        ),
    ],
)
def test_a_window_lies_before_the_first_session(
    opens: int, closes: int, cancel: int, problems: list[Problem]
) -> None:
    first, second, third = (MOMENT + timedelta(days=n) for n in (opens, closes, cancel))
    found = rules.flaws_of_window(first, second, third, SOON)
    assert [flaw.problem for flaw in found] == problems


@given(moments, st.timedeltas(min_value=timedelta(minutes=2), max_value=timedelta(days=400)))
def test_the_default_window_is_always_one_that_may_be(moment: datetime, ahead: timedelta) -> None:
    first = moment + ahead
    opens_at, closes_at, cancel_until = rules.default_window(first, moment)
    assert rules.flaws_of_window(opens_at, closes_at, cancel_until, first) == []
    assert closes_at > moment


@pytest.mark.parametrize(
    ("price", "subsidy", "fields"),
    [
        (0, 18_500, []),
        (-1, 0, ["price"]),
        (0, 2_500_001, ["subsidy"]),
        (10**12, -5, ["price", "subsidy"]),
    ],
)
def test_money_lies_between_bounds(price: int, subsidy: int, fields: list[str]) -> None:
    assert [flaw.field for flaw in rules.flaws_of_money(price, subsidy)] == fields


@pytest.mark.parametrize(
    ("capacity", "problem"),
    [(1, None), (2_000, None), (0, Problem.NO_PLACES), (2_001, Problem.TOO_MANY_PLACES)],
)
def test_an_edition_has_places(capacity: int, problem: Problem | None) -> None:
    assert [flaw.problem for flaw in rules.flaws_of_capacity(capacity)] == (
        [problem] if problem else []
    )


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        (State.DRAFT, State.PUBLISHED, True),
        (State.DRAFT, State.CANCELLED, True),
        (State.PUBLISHED, State.CANCELLED, True),
        (State.PUBLISHED, State.DRAFT, False),
        (State.CANCELLED, State.PUBLISHED, False),
        (State.CANCELLED, State.CANCELLED, False),
    ],
)
def test_an_edition_moves_by_the_table(before: State, after: State, *, may: bool) -> None:
    assert rules.may_move(before, after) is may


@given(meetings, st.integers(min_value=-100, max_value=100))
def test_a_copy_keeps_weekday_and_wall_clock(meeting: Meeting, weeks: int) -> None:
    moved = rules.shifted_meeting(meeting, weeks)
    before, after = meeting.starts_at.astimezone(AMSTERDAM), moved.starts_at.astimezone(AMSTERDAM)
    assert (after.date() - before.date()).days == 7 * weeks
    assert moved.ends_at > moved.starts_at
    assume(not 1 <= before.hour <= 3)  # an hour that the clock skips cannot be kept
    assert after.time() == before.time()


@given(moments, st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_a_copy_begins_on_the_day_or_its_weekday_right_after(first: datetime, day: date) -> None:
    began = rules.shifted(first, rules.weeks_to(first, day)).astimezone(AMSTERDAM).date()
    assert 0 <= (began - day).days < 7
    assert began.weekday() == first.astimezone(AMSTERDAM).weekday()


def test_nine_in_the_morning_stays_nine_when_the_clock_changes() -> None:
    winter = datetime(2027, 3, 25, 8, 0, tzinfo=UTC)  # 9.00, the Thursday before summer time
    assert rules.shifted(winter, 1) == datetime(2027, 4, 1, 7, 0, tzinfo=UTC)
    summer = datetime(2026, 10, 22, 7, 0, tzinfo=UTC)
    assert rules.shifted(summer, 1) == datetime(2026, 10, 29, 8, 0, tzinfo=UTC)


def test_evening_is_when_every_session_begins_at_five_or_later() -> None:
    evening = Meeting(datetime(2026, 12, 3, 18, tzinfo=UTC), datetime(2026, 12, 3, 20, tzinfo=UTC))
    assert rules.is_evening([evening])
    assert not rules.is_evening([evening, at()])
    assert not rules.is_evening([])


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [([], "0"), ([210], "3.5"), ([150, 150], "5"), ([140], "2.25"), ([60 * 10], "10")],
)
def test_meetings_last_so_many_hours_to_the_nearest_quarter(minutes: list[int], hours: str) -> None:
    begin = datetime(2026, 12, 3, 18, tzinfo=UTC)
    meetings = [Meeting(begin, begin + timedelta(minutes=length)) for length in minutes]
    assert rules.hours_of(meetings) == Decimal(hours)


def test_points_count_on_the_first_and_last_day_of_their_period_and_the_latest_wins() -> None:
    old = Points("knov", Decimal(6), date(2025, 1, 1), date(2026, 12, 31))
    new = Points("knov", Decimal(7), date(2026, 12, 1), date(2028, 12, 31))
    skj = Points("skj", Decimal(5), date(2026, 1, 1), date(2026, 6, 30))
    table = [
        (date(2024, 12, 31), {}),
        (date(2025, 1, 1), {"knov": old}),
        (date(2026, 6, 30), {"knov": old, "skj": skj}),
        (date(2026, 12, 1), {"knov": new}),
        (date(2028, 12, 31), {"knov": new}),
        (date(2029, 1, 1), {}),
    ]
    for day, expected in table:
        assert rules.points_on([new, skj, old], day) == expected


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(2026, 5, 31), None, None),
    ],
)
def test_a_qualification_lapses_after_its_months(
    day: date, months: int | None, last: date | None
) -> None:
    assert rules.expiry(day, months) == last


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 240))
def test_a_qualification_that_may_lapse_holds_until_its_last_day(day: date, months: int) -> None:
    last = rules.expiry(day, months)
    assert last is not None
    assert rules.holds_on(day, last, last)
    assert not rules.holds_on(day, last, last + timedelta(days=1))
    assert not rules.holds_on(day, last, day - timedelta(days=1))


def test_accreditation_and_courses_have_sane_numbers() -> None:
    day = date(2026, 1, 1)
    assert rules.flaws_of_accreditation(Decimal(7), day, day) == []
    assert rules.flaws_of_accreditation(Decimal(0), day, day)[0].field == "points"
    assert (
        rules.flaws_of_accreditation(Decimal(1), day, date(2025, 12, 31))[0].field == "valid_until"
    )
    assert rules.flaws_of_course(Decimal(7), 8, 16) == []
    assert rules.flaws_of_course(Decimal(0), 8, 16)[0].field == "hours"
    assert rules.flaws_of_course(Decimal(7), 17, 16)[0].field == "group_max"


def test_control_characters_are_not_text() -> None:
    assert not rules.unreadable("Gewoon\neen tekst\tmet “tekens” 😀")
    assert rules.unreadable("een\x00nul")
