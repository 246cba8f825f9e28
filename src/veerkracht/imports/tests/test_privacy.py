"""What lists hold of somebody, and when it goes."""

from __future__ import annotations

from typing import Any

import pytest

from veerkracht.imports.fields import Kind
from veerkracht.imports.models import Deed, ImportedList, Line, Memory, Upload
from veerkracht.imports.privacy import Lists
from veerkracht.imports.tests.lists import previewed, taken_over
from veerkracht.kernel.personal_data import carry_out_retention, retention
from veerkracht.kernel.together import alone
from veerkracht.people.actions import erase_person
from veerkracht.people.models import Person
from veerkracht.people.own_data import everything_of

pytestmark = pytest.mark.django_db
DAY = 24 * 3600
ROWS = "Naam;E-mail;Training;Jaar\nAn;an@lijst.example;Basistraining;2022\n"


def test_my_data_hold_the_rows_about_me_and_the_lists_i_brought() -> None:
    imported = taken_over(previewed(ROWS, Kind.PAST))
    an = Person.objects.get(email="an@lijst.example")
    [row] = alone(Lists().export(an))
    assert row["Wat er staat"] == "An, an@lijst.example, Basistraining, 2022"
    [brought] = alone(Lists().export(imported.by))
    assert brought["Lijst die je inbracht"] == "lijst.csv"
    told = [row for part in everything_of(an) for row in part.rows]
    assert any(row.get("Overgenomen training") == "Basistraining" for row in told)


def test_erasing_somebody_empties_lists_of_them() -> None:
    taken_over(previewed(ROWS, Kind.PAST))
    an = Person.objects.get(email="an@lijst.example")
    erase_person(person=an, by=an)
    assert not Line.objects.filter(about="an@lijst.example").exists()
    assert not Deed.objects.filter(what="person", row=an.pk).exists()
    assert not an.taken_over.exists()


def test_rows_and_old_values_go_after_thirty_days_and_the_fact_after_two_years(clock: Any) -> None:
    imported = taken_over(previewed(ROWS, Kind.PAST))
    carry_out_retention()
    assert imported.lines.exists()
    clock.shift(31 * DAY)
    assert _overdue()["imports.rows"] == 1
    carry_out_retention()
    assert not Line.objects.exists()
    assert not Deed.objects.exists()
    assert ImportedList.objects.filter(pk=imported.pk).exists()
    clock.shift(2 * 366 * DAY)
    carry_out_retention()
    assert not ImportedList.objects.exists()
    assert not Memory.objects.exists()
    assert not any(_overdue().values())


def test_a_list_that_nobody_takes_over_goes_with_its_file(clock: Any) -> None:
    previewed(ROWS, Kind.PAST)
    clock.shift(31 * DAY)
    carry_out_retention()
    assert not ImportedList.objects.exists()
    assert not Upload.objects.exists()


def _overdue() -> dict[str, int]:
    return {name: rule.overdue() for name, rule in retention.items() if name.startswith("imports.")}
