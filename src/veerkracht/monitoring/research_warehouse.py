"""The warehouse: the one module that knows ibis, DuckDB and Arrow. Everything here may take seconds.

What is asked stands as ibis expressions over tables of a fixed form; an engine gets them as SQL in its own dialect
(:func:`sql`), so that DuckDB here and Spark elsewhere answer the same question. DuckDB runs in this process's memory,
and neither fetches extensions nor looks at other files than those it is given.

The packages are loaded when they are first needed: importing them takes longer than starting a web process may.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

Columns = Mapping[str, str] | Sequence[str]


def write_parquet(columns: Columns, rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a Parquet file (zstd); the same columns and rows give the same bytes.

    ``columns`` gives each name its Arrow type (``string``, ``int64``, ``int32``, ``double``, ``bool``, ``date32``);
    with names alone the types follow from the rows. ``None`` is an empty cell. ValueError when a row has another length
    than the columns, or a value does not fit its type.
    """
    arrow = _arrow()
    names = list(columns)
    whole = [list(row) for row in rows]
    if any(len(row) != len(names) for row in whole):
        raise ValueError("a row has another length than the columns")
    types = columns if isinstance(columns, Mapping) else {}
    table = arrow.table(
        [
            _column(arrow, [row[at] for row in whole], types.get(name))
            for at, name in enumerate(names)
        ],
        names=names,
    )
    out = io.BytesIO()
    import_module("pyarrow.parquet").write_table(table, out, compression="zstd")
    return out.getvalue()


def _column(arrow: ModuleType, values: list[object], kind: str | None) -> Any:
    try:
        return arrow.array(values, type=arrow.type_for_alias(kind) if kind else None)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError) as wrong:
        raise ValueError(str(wrong)) from wrong


def _arrow() -> ModuleType:
    return import_module("pyarrow")
