"""What somebody typed, and what it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.imports import cells
from veerkracht.imports.reading.workbook import as_text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("31-12-2022", date(2022, 12, 31)),
        ("31/12/22", date(2022, 12, 31)),
        ("31.12.22", date(2022, 12, 31)),
        ("2022-12-31", date(2022, 12, 31)),
        ("2022-12-31 14:30", date(2022, 12, 31)),
        ("2022-12-31T14:30:00", date(2022, 12, 31)),
        ("1 - 3 - 2022", date(2022, 3, 1)),
        ("12 jan. 2023", date(2023, 1, 12)),
        ("12 januari 2023", date(2023, 1, 12)),
        ("1-mrt-21", date(2021, 3, 1)),
        ("2 maart '21", date(2021, 3, 2)),
        ("ma 3 mei 2021", date(2021, 5, 3)),
        ("donderdag 3 juni 2021, 9.30 uur", None),
        ("44927", date(2023, 1, 1)),
        ("20230131", date(2023, 1, 31)),
        ("29-02-2022", None),
        ("0", None),
        ("1234567", None),
        ("eind 2022", None),
        ("12/31/2022", None),
        ("", None),
    ],
)
def test_dates(typed: str, meant: date | None) -> None:
    assert cells.as_date(typed) == meant


def test_months_come_first_only_when_nothing_says_otherwise() -> None:
    assert cells.months_come_first(["12/31/2022", "01/02/2022"])
    assert not cells.months_come_first(["31/12/2022", "01/02/2022"])
    assert not cells.months_come_first(["31/12/2022", "12/31/2022"])
    assert not cells.months_come_first(["01/02/2022"])
    assert cells.as_date("12/31/2022", month_first=True) == date(2022, 12, 31)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_a_day_comes_back_however_it_is_written(day: date) -> None:
    for written in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y 09:30"):
        if "%y" not in written or day.year >= 2000:
            assert cells.as_date(day.strftime(written)) == day
    assert cells.as_date(as_text(day)) == day
    assert cells.as_date(str((day - cells.SERIAL_ZERO).days)) == day


@given(st.text(max_size=40))
def test_any_text_is_something_or_nothing(text: str) -> None:
    cells.as_date(text)
    cells.as_year(text)
    cells.as_number(text)
    cells.as_hours(text)
    cells.as_address(text)
    cells.as_several(text)
    assert cells.key(cells.key(text)) == cells.key(text)
    assert not cells.plain(text).startswith(cells.SPREADSHEET_SIGNS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("An@Lijst.Example", "an@lijst.example"),
        ("An Bos <an@lijst.example>", "an@lijst.example"),
        ("mailto:an@lijst.example", "an@lijst.example"),
        ("an@lijst.example; bo@lijst.example", "an@lijst.example"),
        ("an@lijst.example.", "an@lijst.example"),
        ("geen", "geen"),
        ("", ""),
        ("an@bo@lijst.example", "an@bo@lijst.example"),
        ("an@.example an@lijst.example", "an@lijst.example"),
        ("@" * 100_000, "@" * 100_000),  # a pattern that looks at each of them anew takes an hour
        ("a" * 100_000 + "@", "a" * 100_000 + "@"),
    ],
)
def test_addresses(typed: str, meant: str) -> None:
    assert cells.as_address(typed) == meant


@pytest.mark.parametrize(
    ("typed", "number", "hours"),
    [
        ("7", 7, Decimal(7)),
        ("7,5 uur", None, Decimal("7.5")),
        ("7.5", None, Decimal("7.5")),
        ("3:30", None, Decimal("3.5")),
        ("1.200", 1200, Decimal("1.2")),
        ("14 deelnemers", 14, None),
        ("12,0", 12, Decimal(12)),
        ("NaN", None, None),
        ("1e9", None, None),
        ("-3", None, None),
        ("veel", None, None),
    ],
)
def test_numbers_and_hours(typed: str, number: int | None, hours: Decimal | None) -> None:
    assert cells.as_number(typed) == number
    assert cells.as_hours(typed) == hours


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stichting Blauwe Zorg", "blauwe  zorg"),
        ("De Bron B.V.", "de bron"),
        ("Café Één", "cafe een"),
        ("St. Anna", "anna"),
    ],
)
def test_names_of_organisations_are_compared_without_their_legal_form(one: str, other: str) -> None:
    assert cells.organisation_key(one) == cells.organisation_key(other)


def test_names_are_put_in_speaking_order() -> None:
    assert cells.as_name("Berg, Jan van den") == "Jan van den Berg"
    assert cells.as_name("Jan van den Berg") == "Jan van den Berg"
    assert cells.as_name("Bos, An, MSc") == "Bos, An, MSc"
