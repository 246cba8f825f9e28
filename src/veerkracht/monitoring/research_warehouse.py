"""The warehouse: the one module that knows ibis, DuckDB and Arrow. Everything here may take seconds.

What is asked stands as ibis expressions over tables of a fixed form; an engine gets them as SQL in its own dialect
(:func:`sql`), so that DuckDB here and Spark elsewhere answer the same question. DuckDB runs in this process's memory,
and neither fetches extensions nor looks at other files than those it is given.

The packages are loaded when they are first needed: importing them takes longer than starting a web process may.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from veerkracht.disclosure.tables import MODULUS, Key, RawCell

if TYPE_CHECKING:
    from types import ModuleType

Columns = Mapping[str, str] | Sequence[str]

# One row a fact: a person counted for an indicator in a cell. The record key is an unsigned whole number of 64 bits in
# two halves, for no engine but DuckDB has such a type. Periods and codes as in ``disclosure.tables``.
FACTS: Final[dict[str, str]] = {
    "indicator": "string",
    "area": "string",
    "sector": "string",
    "function": "string",
    "period": "string",
    "person": "int64",
    "key_high": "int64",
    "key_low": "int64",
}
CELL: Final = ("indicator", "area", "sector", "function", "period")
HALF: Final = 2**32
QUIET: Final = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


def write_parquet(
    columns: Columns,
    rows: Iterable[Sequence[object]],
    *,
    told: Mapping[str, str] | None = None,
    filled: Collection[str] = (),
) -> bytes:
    """Rows as a Parquet file (zstd); the same columns and rows give the same bytes.

    ``columns`` gives each name its Arrow type (``string``, ``int64``, ``int32``, ``double``, ``bool``, ``date32``);
    with names alone the types follow from the rows. ``None`` is an empty cell. ``told`` stands in the file's own
    metadata; columns in ``filled`` are marked as never empty. ValueError when a row has another length than the
    columns, a value does not fit its type, or a filled column has an empty cell.
    """
    table = _table(columns, rows)
    arrow = import_module("pyarrow")
    if any(table[name].null_count for name in filled):
        raise ValueError("an empty cell in a column that is never empty")
    schema = arrow.schema(
        [one.with_nullable(one.name not in filled) for one in table.schema],
        metadata=dict(told or {}),
    )
    return _as_parquet(table.cast(schema))


def protected_parquet(
    columns: Mapping[str, str],
    rows: Iterable[Sequence[object]],
    *,
    person: str,
    known: Sequence[str],
    least: int,
    mark: str,
) -> bytes:
    """Records as Parquet, in the order of ``person`` (a pseudonym), so that their place tells nothing.

    Where fewer than ``least`` people share the same values of the ``known`` columns, the first of these says ``mark``
    instead; where what is left is still shared by too few, the second does as well, and so on. Empty cells of known
    columns count as a value of their own. The file's own metadata tell of each known column in how many rows it is
    hidden (``hidden.<column>``). ValueError as with :func:`write_parquet`.
    """
    question = sql(
        "duckdb", with_company(columns, person=person, known=known, least=least, mark=mark)
    )
    with closing(_engine()) as engine:
        engine.register("records", _table(columns, rows))
        table = engine.sql(question).to_arrow_table()
    hidden = {f"hidden.{name}": str(table[name].to_pylist().count(mark)) for name in known}
    return _as_parquet(table.replace_schema_metadata(hidden))


def with_company(
    columns: Mapping[str, str],
    *,
    person: str,
    known: Sequence[str],
    least: int,
    mark: str,
    table: str = "records",
) -> Any:
    """The expression of :func:`protected_parquet` over a table of this name.

    All that are too few are masked in one column more at each step, so they never share a key with those who were
    enough before: these stay enough, and after the last step who is still too few shows nothing at all.
    """
    records = _ibis().table(dict(columns), name=table)
    records = records.mutate(**{name: records[name].fill_null("") for name in known})
    for hidden in known:
        people = records.group_by(list(known)).aggregate(people=records[person].nunique())
        beside = records.join(people, list(known))
        counted = beside.select(*columns, "people").view()
        shown = _ibis().ifelse(counted["people"] >= least, counted[hidden], mark)
        records = counted.mutate(**{hidden: shown}).select(*columns)
    return records.order_by(list(columns))


def recount(files: Sequence[Path]) -> dict[str, dict[Key, RawCell]]:
    """Every indicator counted anew from facts in Parquet: code → (area, sector, function, period) → cell.

    A cell has its distinct people, and the sum of the record keys of its rows mod 2**64.
    """
    found: dict[str, dict[Key, RawCell]] = {}
    with closing(_engine(files)) as engine:
        for row in engine.sql(sql("duckdb", recounted())).fetchall():
            indicator, *key, people, _rows, high, low = row
            cell = RawCell(people, (int(high) * HALF + int(low)) % MODULUS)
            found.setdefault(indicator, {})[tuple(key)] = cell
    return found


def recounted() -> Any:
    """The expression of a recount over a table ``facts``: cell, people, rows and both halves of the sum of keys."""
    facts = _ibis().table(FACTS, name="facts")
    counted = facts.group_by(list(CELL)).aggregate(
        people=facts["person"].nunique(),
        rows=facts.count(),
        key_high=facts["key_high"].sum(),
        key_low=facts["key_low"].sum(),
    )
    return counted.order_by(list(CELL))


def sql(dialect: str, expression: Any) -> str:
    """An expression as SQL for ``duckdb``, ``pyspark`` or ``postgres``."""
    return str(_ibis().to_sql(expression, dialect=dialect))


def _engine(files: Sequence[Path] = ()) -> Any:
    """DuckDB in memory, with these Parquet files as the table ``facts``; then it can open nothing else."""
    engine = import_module("duckdb").connect(":memory:", config=QUIET)
    if files:
        paths = ", ".join("'" + str(one).replace("'", "''") + "'" for one in files)
        engine.execute(f"SET allowed_paths=[{paths}]")
        engine.execute("SET enable_external_access=false")
        engine.execute(f"CREATE VIEW facts AS SELECT * FROM read_parquet([{paths}])")  # noqa: S608 - paths of ours
    engine.execute("SET enable_external_access=false")
    engine.execute("SET lock_configuration=true")
    return engine


def _table(columns: Columns, rows: Iterable[Sequence[object]]) -> Any:
    arrow, names = import_module("pyarrow"), list(columns)
    whole = [tuple(row) for row in rows]
    if any(len(row) != len(names) for row in whole):
        raise ValueError("a row has another length than the columns")
    types = columns if isinstance(columns, Mapping) else {}
    filled = [
        _column(arrow, [row[at] for row in whole], types.get(name)) for at, name in enumerate(names)
    ]
    return arrow.table(filled, names=names)


def _column(arrow: ModuleType, values: list[object], kind: str | None) -> Any:
    try:
        return arrow.array(values, type=arrow.type_for_alias(kind) if kind else None)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError) as wrong:
        raise ValueError(str(wrong)) from wrong


def _as_parquet(table: Any) -> bytes:
    out = io.BytesIO()
    import_module("pyarrow.parquet").write_table(table, out, compression="zstd")
    return out.getvalue()


@lru_cache(maxsize=1)
def _ibis() -> ModuleType:
    return import_module("ibis")
