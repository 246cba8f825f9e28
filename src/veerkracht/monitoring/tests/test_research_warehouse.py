"""Parquet, records in company, recounts, and that nothing else knows the warehouse."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.architecture.figures import own_files
from veerkracht.disclosure.tables import MODULUS
from veerkracht.monitoring import research_warehouse as warehouse
from veerkracht.monitoring.tests.researching import rows_in

PACKAGES = {"ibis", "duckdb", "pyarrow"}
COLUMNS = {"person": "string", "sector": "string", "quarter": "string", "attended": "string"}
LARGEST = 2**64 - 1
SOURCES = Path(warehouse.__file__).parents[2]


def spoken_of(path: Path) -> set[str]:
    """The packages of the warehouse that a file imports, by statement or by name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            first = node.args[0] if node.args else None
            found |= {str(first.value).split(".")[0]} if isinstance(first, ast.Constant) else set()
    return found & PACKAGES


def test_only_the_warehouse_knows_its_packages() -> None:
    named = (path for path in own_files() if any(one in path.read_text() for one in PACKAGES))
    known = {path.name: spoken_of(path) for path in named}
    assert {name: found for name, found in known.items() if found} == {
        "research_warehouse.py": PACKAGES
    }


def test_importing_the_warehouse_loads_none_of_them() -> None:
    code = (
        "import sys; import veerkracht.monitoring.research_warehouse; "
        f"print(sorted({PACKAGES!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    assert done.stdout.strip() == "[]"


def test_parquet_keeps_rows_types_and_empty_cells_and_is_the_same_again() -> None:
    columns = {"area": "string", "number": "int64", "day": "date32", "shown": "bool"}
    rows = [("GM0917", 25, date(2026, 1, 1), True), ("", None, None, False)]
    content = warehouse.write_parquet(columns, rows)
    assert [tuple(row.values()) for row in rows_in(content)] == rows
    assert content == warehouse.write_parquet(columns, iter(rows))
    assert rows_in(warehouse.write_parquet(["a", "b"], [(1, "x")])) == [{"a": 1, "b": "x"}]
    assert rows_in(warehouse.write_parquet(columns, [])) == []


def test_parquet_says_where_it_comes_from_and_what_is_never_empty() -> None:
    columns = {"name": "string", "number": "int64"}
    content = warehouse.write_parquet(
        columns, [("a", None)], told={"unit": "mensen"}, filled=["name"]
    )
    schema = import_module("pyarrow.parquet").read_schema(io.BytesIO(content))
    assert schema.metadata[b"unit"] == b"mensen"
    assert [one.nullable for one in schema] == [False, True]
    with pytest.raises(ValueError, match="never empty"):
        warehouse.write_parquet(columns, [("a", None)], filled=["number"])


@pytest.mark.parametrize("row", [("a",), ("a", "no number"), ("a", 2**70), (3, 1)])
def test_a_row_that_does_not_fit_is_refused(row: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"length|convert|Expected"):
        warehouse.write_parquet({"name": "string", "number": "int64"}, [row])


def protected(rows: list[tuple[str | None, ...]], least: int = 3) -> list[dict[str, Any]]:
    content = warehouse.protected_parquet(
        COLUMNS, rows, person="person", known=["sector", "quarter"], least=least, mark="hidden"
    )
    return rows_in(content)


def test_who_has_no_company_says_nothing_by_which_to_be_known() -> None:
    common = [(f"p{n}", "kraamzorg", "2026-Q1", "all") for n in range(3)]
    twice_the_same = [("q", "welzijn", "2026-Q1", "none")] * 5
    found = protected([*twice_the_same, *common, ("r", None, "2026-Q1", "part")])
    assert [row["person"] for row in found] == ["p0", "p1", "p2", *["q"] * 5, "r"]
    assert {row["sector"] for row in found[:3]} == {"kraamzorg"}
    assert {(row["sector"], row["quarter"]) for row in found[3:]} == {("hidden", "hidden")}
    assert found[-1]["attended"] == "part"


def test_no_more_is_hidden_than_company_asks_and_the_file_tells_how_often() -> None:
    rows: list[tuple[str | None, ...]] = []
    rows += [(f"p{n}", f"sector {n}", "2026-Q1", "all") for n in range(3)]
    rows += [("q", "welzijn", "2026-Q2", "all"), *[("r", "welzijn", "2026-Q1", "all")] * 2]
    found = protected(rows)
    quarters = {row["person"]: row["quarter"] for row in found}
    assert quarters == {**{f"p{n}": "2026-Q1" for n in range(3)}, "r": "2026-Q1", "q": "hidden"}
    assert {row["sector"] for row in found} == {"hidden"}
    content = warehouse.protected_parquet(
        COLUMNS, rows, person="person", known=["sector", "quarter"], least=3, mark="hidden"
    )
    told = import_module("pyarrow.parquet").read_schema(io.BytesIO(content)).metadata
    assert (told[b"hidden.sector"], told[b"hidden.quarter"]) == (b"6", b"1")


rows_of_records = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.sampled_from(["x", "y", None]),
        st.sampled_from(["1", "2"]),
        st.sampled_from(["all", "none"]),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(rows_of_records)
def test_all_that_is_shown_is_shared_by_enough_people(rows: list[tuple[str | None, ...]]) -> None:
    found = protected(rows)
    assert Counter(row["person"] for row in found) == Counter(row[0] for row in rows)
    shown: dict[tuple[str, str], set[str]] = {}
    for row in found:
        shown.setdefault((row["sector"], row["quarter"]), set()).add(row["person"])
    shown.pop(("hidden", "hidden"), None)
    assert all(len(people) >= 3 for people in shown.values())


@settings(max_examples=25, deadline=None)
@given(rows_of_records)
def test_a_column_is_hidden_only_where_the_one_before_was_not_enough(
    rows: list[tuple[str | None, ...]],
) -> None:
    whole: dict[tuple[str, str], set[str]] = {}
    for person, sector, quarter, _attended in rows:
        whole.setdefault((sector or "", quarter or ""), set()).add(person or "")
    few = {key for key, people in whole.items() if len(people) < 3}
    found = protected(rows)
    hidden = [row for row in found if row["sector"] == "hidden"]
    assert len(hidden) == sum((row[1] or "", row[2]) in few for row in rows)
    left: dict[str, set[str]] = {}
    for person, sector, quarter, _attended in rows:
        if (sector or "", quarter or "") in few:
            left.setdefault(quarter or "", set()).add(person or "")
    enough = {quarter for quarter, people in left.items() if len(people) >= 3}
    assert {row["quarter"] for row in hidden} - {"hidden"} == enough
    assert all(row["sector"] == "hidden" for row in found if row["quarter"] == "hidden")


def test_a_recount_gives_people_once_and_the_sum_of_the_keys(tmp_path: Path) -> None:
    cell = ("trained", "GM0917", "kraamzorg", "verloskundige", "2026")
    facts = [(*cell, number // 2, LARGEST // 2**32, LARGEST % 2**32) for number in range(10)]
    facts.append(("trained", "GM0917", "kraamzorg", "verloskundige", "2025", 1, 0, 7))
    path = tmp_path / "it's facts.parquet"
    path.write_bytes(warehouse.write_parquet(warehouse.FACTS, facts))
    found = warehouse.recount([path])["trained"]
    assert found[cell[1:]].count == 5
    assert found[cell[1:]].key_sum == 10 * LARGEST % MODULUS
    assert (found["GM0917", "kraamzorg", "verloskundige", "2025"].key_sum) == 7


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM read_csv('/etc/hosts')",
        "SELECT * FROM read_parquet('{other}')",
        "COPY (SELECT 1) TO '{other}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '{other}' AS elsewhere",
        "SET enable_external_access=true",
    ],
)
def test_the_engine_opens_nothing_but_what_it_is_given(question: str, tmp_path: Path) -> None:
    given_file = tmp_path / "facts.parquet"
    given_file.write_bytes(warehouse.write_parquet(warehouse.FACTS, []))
    engine = warehouse._engine([given_file])
    assert engine.sql("SELECT count(*) FROM facts").fetchall() == [(0,)]
    with pytest.raises(Exception, match=r"(?i)permission|configuration|disabled|cannot access"):
        engine.execute(question.format(other=tmp_path / "other.parquet"))


def test_the_same_question_can_be_asked_in_other_dialects() -> None:
    for dialect in ("duckdb", "pyspark", "postgres"):
        question = warehouse.sql(dialect, warehouse.recounted())
        assert "COUNT(DISTINCT" in question
        assert "APPROX" not in question.upper()
