"""The formats of open data keep what is hidden hidden, and are what their specifications say."""

from __future__ import annotations

import io
import json
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, Status, shown
from veerkracht.monitoring import open_catalogue
from veerkracht.monitoring.open_csv import columns, csv_file, csv_metadata
from veerkracht.monitoring.open_cubes import TOTAL_CODE, Cube, of_areas
from veerkracht.monitoring.open_json_stat import json_stat
from veerkracht.monitoring.open_parquet import parquet
from veerkracht.monitoring.open_workbook import workbook
from veerkracht.monitoring.tests.open_checks import check_csvw, check_json_stat, check_letters
from veerkracht.monitoring.tests.open_made import cube_of, made_cube

FIGURE = st.one_of(st.just(HIDDEN), st.just(ABSENT), st.integers(0, 10**9).map(shown))
AREA = st.sampled_from([TOTAL_CODE, "GM0888", "GM0917", "GM0981"])
PERIOD = st.sampled_from(["2024", "2025", "2026"])
CUBES = st.dictionaries(
    st.tuples(AREA, PERIOD), st.tuples(FIGURE, FIGURE), min_size=1, max_size=8
).map(lambda found: cube_of({tuple(codes): one for codes, one in found.items()}))

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def csv_rows(cube: Cube) -> list[dict[str, str]]:
    return check_csvw(json.loads(csv_metadata(cube)), csv_file(cube).decode())


def as_number(figure: Figure) -> str:
    return "" if figure.number is None else str(figure.number)


@unhurried
@given(cube=CUBES)
def test_a_csv_has_every_line_with_a_letter_and_no_number_that_is_hidden(cube: Cube) -> None:
    rows = csv_rows(cube)
    check_letters(rows)
    told = [(row["area"], row["period"], row["number"], row["number_status"]) for row in rows]
    assert told == [
        (*line.codes, as_number(line.number), line.number.status.value) for line in cube.lines
    ]


@unhurried
@given(cube=CUBES)
def test_a_json_stat_has_every_figure_in_its_place(cube: Cube) -> None:
    found = check_json_stat(json.loads(json_stat(cube)))
    expected = {
        (*line.codes, name): (line.measure(name).number, line.measure(name).status.value)
        for line in cube.lines
        for name in cube.measures
    }
    assert {place: told for place, told in found.items() if told != (None, None)} == expected


@unhurried
@given(cube=CUBES)
def test_a_parquet_reads_as_the_csv_does(cube: Cube) -> None:
    table: Any = import_module("pyarrow.parquet").read_table(io.BytesIO(parquet(cube)))
    assert table.column_names == columns(cube)
    for row, other in zip(table.to_pylist(), csv_rows(cube), strict=True):
        assert {name: "" if one is None else str(one) for name, one in row.items()} == other


def test_numbers_in_parquet_are_whole_and_may_be_missing_and_the_file_says_where_it_comes_from() -> (
    None
):
    table: Any = import_module("pyarrow.parquet").read_table(io.BytesIO(parquet(made_cube())))
    assert str(table.schema.field("number").type) == "int64"
    assert table.schema.field("number").nullable
    assert not table.schema.field("number_status").nullable
    assert table["as_of"][0].as_py() == date(2026, 11, 1)
    assert b"publicdomain/zero" in table.schema.metadata[b"license"]
    assert table.schema.metadata[b"digest"] == b"ab" * 32


@pytest.mark.parametrize("make", [csv_file, csv_metadata, json_stat, parquet])
def test_the_same_cube_gives_the_same_bytes(make: Any) -> None:
    assert make(made_cube()) == make(made_cube())


def test_a_table_without_denominators_has_no_columns_for_them() -> None:
    bare = cube_of({(TOTAL_CODE, "2026"): (shown(12), ABSENT)})
    assert not [name for name in columns(bare) if name.startswith(("denominator", "percentage"))]
    assert json.loads(json_stat(bare))["size"] == [1, 1, 1]


def test_the_metadata_says_what_the_columns_mean() -> None:
    found = json.loads(csv_metadata(made_cube()))
    named = {one["name"]: one for one in found["tableSchema"]["columns"]}
    assert found["url"] == "professionals-trained.csv"
    assert named["number"]["null"] == ""
    assert named["number_status"]["propertyUrl"].endswith("attribute#obsStatus")
    assert named["number"]["titles"] == "Aantal (professionals)"
    assert found["tableSchema"]["primaryKey"] == ["indicator", "as_of", "area", "period"]


def test_a_json_stat_explains_its_letters() -> None:
    found = json.loads(json_stat(made_cube()))
    assert set(found["extension"]["status"]["label"]) == {one.value for one in Status}
    assert found["role"] == {"time": ["period"], "geo": ["area"], "metric": ["measure"]}
    assert found["dimension"]["area"]["category"]["label"]["GM0981"] == "Vaals"


def test_a_workbook_explains_and_leaves_what_is_hidden_empty() -> None:
    book = load_workbook(io.BytesIO(workbook("Cijfers", [made_cube(), made_cube()])))
    first, second, third = book.sheetnames
    assert (first, second) == ("Uitleg", "Professionals die een training")
    assert third.endswith(" 2")
    said = "\n".join(str(row[0].value) for row in book[first] if row[0].value)
    assert "Een leeg vak is geen nul" in said
    assert "Stand van 1 november 2026, vrijgave 4 van Zuid-Limburg" in said
    heads = [cell.value for cell in book[second][1]]
    vaals = [[cell.value for cell in row] for row in book[second] if row[1].value == "Vaals"]
    number, letter = heads.index("Aantal"), heads.index("Wat je van het aantal weet")
    assert [(row[number], row[letter]) for row in vaals] == [(None, "M"), (None, "C")]


def test_a_cube_can_be_cut_down_to_areas() -> None:
    assert {line.codes[0] for line in of_areas(made_cube(), {"GM0981"}).lines} == {"GM0981"}


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: date, last: date) -> None:
    assert open_catalogue.days_of(period) == (first, last)


@pytest.mark.parametrize("odd", ["", "2026-13", "2026-Q5", "ooit"])
def test_what_is_no_period_has_no_days(odd: str) -> None:
    assert open_catalogue.days_of(odd) == ()


@pytest.mark.parametrize(
    ("periods", "code"),
    [
        (["2025", "2026"], "ANNUAL"),
        (["2026-Q3"], "QUARTERLY"),
        (["2026-11"], "MONTHLY"),
        ([], "IRREG"),
    ],
)
def test_how_often_figures_come_is_read_from_their_periods(periods: list[str], code: str) -> None:
    assert open_catalogue.frequency(periods) == code
