"""A small sample of the long measurement: the warehouse and PostgreSQL count the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bench import monitoring_facts as facts
from bench.monitoring import linked_tables
from veerkracht.monitoring import research_warehouse as warehouse

SMALL = facts.Size(records=3_000, people=200, areas=4, sectors=2, functions=2, periods=3)


@pytest.mark.django_db
def test_the_warehouse_and_postgresql_count_the_same(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    facts.write_parquet(SMALL, path)
    raw: Any = connection
    raw.ensure_connection()
    facts.copy_to_postgres(SMALL, raw.connection)
    found = warehouse.recount([path])[facts.INDICATOR]
    assert found == facts.recount_in_postgres(raw.connection)
    assert 0 < len(found) <= SMALL.cells
    assert all(0 < cell.count <= SMALL.people for cell in found.values())


def test_facts_by_chance_are_the_same_each_time() -> None:
    first, second = ([one.to_pydict() for one in facts.batches(SMALL)] for _turn in range(2))
    assert first == second


def test_linked_tables_agree_on_what_they_share() -> None:
    tables = linked_tables(SMALL, people=500)
    shared: list[dict[tuple[str, ...], int]] = []
    for table in tables:
        sums: dict[tuple[str, ...], int] = {}
        for key, cell in table.cells.items():
            sums[key[:2]] = sums.get(key[:2], 0) + cell.count
        shared.append(sums)
    assert len(tables) == 3
    assert shared[0] == shared[1] == shared[2]
