"""Every ugly list: each row has the fate that it must have, and a second time nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from veerkracht.imports.fields import Kind
from veerkracht.imports.models import State
from veerkracht.imports.rules import WRITTEN
from veerkracht.imports.tests.lists import fates, notes, previewed, taken_over
from veerkracht.imports.tests.ugly import LISTS, Ugly
from veerkracht.people.models import Person
from veerkracht.training.models import TakenOver

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_every_row_has_its_fate_and_twice_changes_nothing(make: Callable[[], Ugly]) -> None:
    ugly = make()
    rest = "new" if ugly.kind is Kind.PEOPLE else "empty"
    imported = previewed(ugly.content, ugly.kind, rest=rest)
    assert fates(imported) == ugly.fates
    for number, words in ugly.says.items():
        assert words in notes(imported, number)
    assert taken_over(imported).state == State.TAKEN_OVER
    assert set(ugly.people) <= set(Person.objects.values_list("email", flat=True))
    again = previewed(ugly.content, ugly.kind, by=imported.by, rest=rest)
    assert not set(fates(again).values()) & set(WRITTEN)


def test_there_are_at_least_twelve() -> None:
    assert len(LISTS) >= 12


def person_from(name: str) -> Person:
    """Somebody from the list with this function's name."""
    ugly = next(make for make in LISTS if make.__name__ == name)()
    taken_over(previewed(ugly.content, ugly.kind))
    return Person.objects.get(email=ugly.people[0])


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("semicolons_with_a_mark_and_gaps", "name", "Ans Één"),
        ("windows_1252", "name", "Zoë van der Spöel"),
        ("windows_1252", "municipality", "Eijsden-Margraten"),
        ("unicode_text_of_excel", "municipality", "Sittard-Geleen"),
        ("quotes_with_line_breaks", "name", "An Bos"),
        ("quotes_with_line_breaks", "function", 'verloskundige, "echoscopist"'),
        ("without_a_header", "municipality", "Heerlen"),
        ("without_a_header", "name", "An Bos"),
        ("copied_from_a_mail", "name", "An Bos"),
        ("american_english", "name", "Ann Forest"),
        ("two_hundred_columns", "name", "An Bos"),
        ("formulas_and_injection", "name", "=HYPERLINK(1)"),
        ("formulas_and_injection", "function", "@SUM(A1)"),
        ("named_separator_and_shouting", "organisation", "Gemeente Heerlen"),
    ],
)
def test_what_was_written_badly_is_understood(name: str, field: str, value: Any) -> None:
    assert str(getattr(person_from(name), field)) == value


def test_dates_are_understood_however_they_are_written() -> None:
    ugly = next(make for make in LISTS if make.__name__ == "dates_in_every_way")()
    taken_over(previewed(ugly.content, ugly.kind))
    days = [str(row.on or row.year) for row in TakenOver.objects.order_by("person__email")]
    assert days == [
        "2022-12-31", "2022-12-31", "2022-12-31", "2023-01-12", "2022-05-02", "2023-02-01",
        "2023-01-01", "2022-12-31", "2021", "2023-01-31",
    ]  # fmt: skip


def test_merged_cells_hold_for_every_row_and_months_may_come_first() -> None:
    for name in ("merged_cells_and_real_dates", "american_english"):
        ugly = next(make for make in LISTS if make.__name__ == name)()
        taken_over(previewed(ugly.content, ugly.kind))
    rows = TakenOver.objects.order_by("on", "person__email").values_list("title", "on")
    assert [(title, str(on)) for title, on in rows] == [
        ("Basistraining", "2021-06-03"),
        ("Basistraining", "2021-06-03"),
        ("Basistraining", "2021-06-03"),
        ("Basics", "2022-01-02"),
        ("Basics", "2022-12-31"),
        ("Verdieping", "2023-01-12"),
    ]


def test_a_wide_sheet_tells_which_columns_it_leaves_out() -> None:
    ugly = next(make for make in LISTS if make.__name__ == "two_hundred_columns")()
    imported = previewed(ugly.content, ugly.kind)
    assert len(imported.headers) == 60
    assert imported.left_out == 170
    assert "Naam" in imported.headers
    assert "E-mail werk" in imported.headers
