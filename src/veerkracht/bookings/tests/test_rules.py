"""Reading lists, how long an answer may take, study years, and what who booked may see."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.bookings import rules
from veerkracht.bookings.rules import Entry, Fate, Seen, Trouble
from veerkracht.bookings.words import COUNTED, FATES, TROUBLES

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(text: str) -> list[tuple[int, str, str, Trouble | None]]:
    return [(one.line, one.name, one.address, one.trouble) for one in rules.read_list(text)]


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("Noor Jansen, noor@b.nl", "Noor Jansen", "noor@b.nl"),
        ("noor@b.nl Noor Jansen", "Noor Jansen", "noor@b.nl"),
        ("Noor Jansen <noor@b.nl>", "Noor Jansen", "noor@b.nl"),
        ("Noor Jansen;noor@b.nl", "Noor Jansen", "noor@b.nl"),
        ("noor@b.nl\tNoor\tvan den Berg", "Noor van den Berg", "noor@b.nl"),
        ('"Jansen, Noor" <NOOR@B.NL>', "Noor Jansen", "noor@b.nl"),
        ("1;Noor;Jansen;noor@b.nl;0612345678", "Noor Jansen", "noor@b.nl"),
        ("mailto:noor@b.nl", "", "noor@b.nl"),
        ("  'noor@b.nl',  ", "", "noor@b.nl"),
        ("Noor (noor@b.nl)", "Noor", "noor@b.nl"),
        ("Zoë O’Brien-Šmit <zoe.o'brien@b.nl>", "Zoë O’Brien-Šmit", "zoe.o'brien@b.nl"),
        ("<b>Noor</b> <noor@b.nl>", "b Noor", "noor@b.nl"),
        ("Noor\u200b\x00 Jansen\u202e, noor@b.nl", "Noor Jansen", "noor@b.nl"),
        ("Klik https://x.example/a noor@b.nl", "Klik", "noor@b.nl"),
    ],
)
def test_names_and_addresses_are_read_in_any_order(line: str, name: str, address: str) -> None:
    assert read(line) == [(1, name, address, None)]


def test_empty_lines_and_a_header_are_passed_over_and_numbers_are_those_of_the_list() -> None:
    text = "\ufeffNaam;E-mailadres\n\nNoor;noor@b.nl\r\n;;\nPiet;piet@b.nl"
    assert read(text) == [(3, "Noor", "noor@b.nl", None), (5, "Piet", "piet@b.nl", None)]


@pytest.mark.parametrize(
    "line",
    [
        "Noor <noor@b.nl>; Piet <piet@b.nl>",
        "Noor <noor@b.nl>, Piet <piet@b.nl>",
        "noor@b.nl Noor; piet@b.nl Piet",
    ],
)
def test_a_line_from_a_mail_program_holds_several(line: str) -> None:
    assert read(line) == [(1, "Noor", "noor@b.nl", None), (1, "Piet", "piet@b.nl", None)]


def test_lines_that_cannot_be_read_keep_their_number_and_reason() -> None:
    text = "Noor Jansen\nPiet piet@b.nl an@b.nl\na@b@c.nl\nPiet <piet@b.nl>\nP. <PIET@b.nl>"
    assert [(one.line, one.trouble) for one in rules.read_list(text)] == [
        (1, Trouble.NO_ADDRESS),
        (2, Trouble.SEVERAL_ADDRESSES),
        (3, Trouble.NOT_AN_ADDRESS),
        (4, None),
        (5, Trouble.DOUBLE),
    ]


def test_who_was_booked_before_is_marked_and_not_booked_again() -> None:
    marked = rules.without_booked(rules.read_list("a@b.nl\nc@d.nl"), {"a@b.nl"})
    assert [one.trouble for one in marked] == [Trouble.BOOKED_BEFORE, None]
    assert [one.address for one in rules.readable(marked)] == ["c@d.nl"]


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_what_was_read_is_read_back(text: str) -> None:
    first = rules.readable(rules.read_list(text))
    again = rules.read_list(rules.written(first))
    assert [one.address for one in again] == [one.address for one in first]
    assert all(one.trouble is None for one in again)
    assert len({one.address for one in first}) == len(first)


@pytest.mark.parametrize("sign", ["a", "@", ";", '"', "<", "a@", "é"])
def test_a_long_line_is_read_at_once(sign: str) -> None:
    began = time.perf_counter()
    rules.read_list(sign * rules.MOST_TEXT)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Noor Jansen", "Noor"),
        ("Anne-Fleur", "Anne-Fleur"),
        ("D’Angelo", "D’Angelo"),
        ("evil.example", ""),
        ("1=1", ""),
        ("<b>", ""),
        ("x" * 41, ""),
        ("", ""),
    ],
)
def test_only_a_plain_word_stands_at_the_head_of_a_mail(name: str, first: str) -> None:
    assert rules.first_name(name) == first


@pytest.mark.parametrize(
    ("address", "name"),
    [("noor.jansen@b.nl", "Noor Jansen"), ("info@b.nl", "Info"), ("+@b.nl", "+@b.nl")],
)
def test_a_name_is_taken_from_an_address_when_nobody_gave_one(address: str, name: str) -> None:
    assert rules.likely_name(address) == name


@pytest.mark.parametrize(
    ("days_to_start", "expected"),
    [
        (None, timedelta(days=14)),
        (60, timedelta(days=14)),
        (10, timedelta(days=7)),
        (3.5, timedelta(days=1)),
        (2, timedelta(days=1)),
        (0.5, timedelta(days=0.5)),
        (-1, timedelta(0)),
    ],
)
def test_how_long_one_has_to_answer(days_to_start: float | None, expected: timedelta) -> None:
    starts = None if days_to_start is None else NOW + timedelta(days=days_to_start)
    assert rules.answer_until(NOW, starts) == NOW + expected


@given(st.floats(min_value=0.01, max_value=400))
def test_answering_never_ends_after_the_start_or_before_the_booking(days: float) -> None:
    starts = NOW + timedelta(days=days)
    assert NOW < rules.answer_until(NOW, starts) <= starts


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), "2025-2026"),
        (date(2026, 8, 1), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
    ],
)
def test_a_study_year_begins_in_august(day: date, year: str) -> None:
    assert rules.study_year(day) == year
    assert rules.study_years(day)[0] == year
    assert len(set(rules.study_years(day))) == 3


STATES = [
    "",
    "asked",
    "refused",
    "waiting",
    "offered",
    "placed",
    "cancelled",
    "withdrawn",
    "declined",
    "lapsed",
    "settled",
    "handed-over",
    "called-off",
]


@given(st.sampled_from(STATES), st.sampled_from([None, True, False]))
def test_before_an_answer_nothing_shows_whatever_the_state(state: str, came: bool | None) -> None:
    assert rules.fate(Seen("", "", state, came)) is Fate.ASKED
    assert rules.fate(Seen("no", "", state, came)) is Fate.SAID_NO
    assert rules.fate(Seen("", "withdrawn", state, came)) is Fate.WITHDRAWN
    assert rules.fate(Seen("", "lapsed", state, came)) is Fate.NO_ANSWER


@pytest.mark.parametrize(
    ("state", "came", "fate"),
    [
        ("placed", None, Fate.PLACED),
        ("placed", True, Fate.CAME),
        ("placed", False, Fate.MISSED),
        ("waiting", None, Fate.WAITS),
        ("waiting", True, Fate.WAITS),
        ("asked", None, Fate.WAITS),
        ("offered", None, Fate.OFFERED),
        ("cancelled", None, Fate.LEFT),
        ("handed-over", None, Fate.LEFT),
        ("", None, Fate.LEFT),
        ("settled", None, Fate.SAID_NO),
        ("called-off", None, Fate.CALLED_OFF),
    ],
)
def test_what_shows_after_a_yes(state: str, came: bool | None, fate: Fate) -> None:
    assert rules.fate(Seen("yes", "", state, came)) is fate


def test_every_trouble_and_fate_has_a_sentence() -> None:
    assert set(TROUBLES) == set(Trouble)
    assert set(FATES) == set(COUNTED) == set(Fate)


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-1", "@x", "\tx", "\rx", " =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert next(rules.safe_rows([[cell, "Noor"]])) == [f"'{cell}", "Noor"]


def test_an_entry_without_a_name_is_written_as_an_address() -> None:
    assert rules.written([Entry(1, "", "a@b.nl")]) == "<a@b.nl>"
