"""A certificate on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from veerkracht.proof.certificate_facts import Facts, RegisterPoints
from veerkracht.proof.certificate_pdf import days_in_words, details, hours_in_words, paper

FACTS = Facts(
    name="Ada Af",
    course="Het gesprek",
    course_en="The talk",
    hours="7.0",
    dates=("2026-11-03", "2026-11-10"),
    on="2026-11-10",
    provider="GGD",
    place="Heerlen",
    qualification="Basis",
    qualification_en="Basics",
    points=(RegisterPoints("knov", "KNOV", "7", "voorbeeld-1"),),
)
ISSUED = datetime(2026, 11, 12, 9, tzinfo=UTC)


def made(facts: Facts = FACTS, language: str = "nl") -> bytes:
    return paper(facts, "0123456789abcdefghijkl", ISSUED, language)


def test_the_same_certificate_is_the_same_file() -> None:
    assert made() == made()


def test_it_says_that_it_is_accessible_and_in_which_language() -> None:
    for language in ("nl", "en"):
        file = made(language=language)
        assert b"pdfuaid:part>1<" in file.replace(b"\n", b"") or b'pdfuaid:part="1"' in file
        assert b"/Lang" in file
        assert f"({language}-".encode() in file


@pytest.mark.parametrize(
    "name",
    [
        "#set page(width: 1pt)",
        '"); #panic("x")',
        "$x$ _y_ *z* `#eval` \\",
        "Łukasz Ğül Ñandú-Œuvre",
        "O'Brien & Søn <b>",
        "مريم",
        "A" * 120,
    ],
)
def test_what_people_typed_is_only_text(name: str) -> None:
    assert made(replace(FACTS, name=name)).startswith(b"%PDF-")


def test_facts_are_read_back_as_they_were() -> None:
    assert Facts.read(FACTS.stored()) == FACTS


def test_the_language_chooses_the_title() -> None:
    assert (FACTS.title, FACTS.holds) == ("Het gesprek", "Basis")
    with override("en"):
        assert (FACTS.title, FACTS.holds) == ("The talk", "Basics")
        assert replace(FACTS, course_en="").title == "Het gesprek"


def test_what_is_not_known_is_left_out() -> None:
    assert [value for _label, value in details(replace(FACTS, provider="", place=""))] == [
        "7 uur",
        "3 en 10 november 2026",
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        ([date(2026, 11, 3)], "3 november 2026"),
        ([date(2026, 11, 3), date(2026, 12, 1)], "3 november en 1 december 2026"),
        (
            [date(2026, 12, 3), date(2026, 12, 10), date(2027, 1, 7)],
            "3, 10 december 2026 en 7 januari 2027",
        ),
        (
            [date(2026, 11, day) for day in range(1, 9)],
            "8 dagen, van 1 november 2026 tot en met 8 november 2026",
        ),
    ],
)
def test_days_in_words(days: list[date], words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize(
    ("hours", "words"), [("0.0", ""), ("7.0", "7 uur"), ("3.5", "3,5 uur"), ("10.0", "10 uur")]
)
def test_hours_in_words(hours: str, words: str) -> None:
    assert hours_in_words(Decimal(hours)) == words
