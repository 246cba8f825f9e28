"""A cube as Parquet, by Arrow: whole numbers that can be null, and a status beside each."""

from __future__ import annotations

import io
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from veerkracht.monitoring.open_csv import columns, rows
from veerkracht.monitoring.open_words import LICENCE

if TYPE_CHECKING:
    from veerkracht.monitoring.open_cubes import Cube


def parquet(cube: Cube) -> bytes:
    """The file; its schema says where the figures come from. The same cube gives the same bytes."""
    arrow = import_module("pyarrow")  # loads slowly, and few requests need it
    names, lines = columns(cube), list(rows(cube))
    schema = arrow.schema([_field(arrow, name, cube) for name in names], metadata=_told(cube))
    held = [
        arrow.array(
            _typed(name, [line[place] for line in lines], cube), type=schema.field(name).type
        )
        for place, name in enumerate(names)
    ]
    written = io.BytesIO()
    import_module("pyarrow.parquet").write_table(arrow.table(held, schema=schema), written)
    return written.getvalue()


def _field(arrow: Any, name: str, cube: Cube) -> Any:
    if name in cube.measures:
        return arrow.field(name, arrow.int64(), nullable=True)
    kind = arrow.date32() if name == "as_of" else arrow.string()
    return arrow.field(name, kind, nullable=False)


def _typed(name: str, values: list[Any], cube: Cube) -> list[Any]:
    return [cube.about.as_of for _one in values] if name == "as_of" else values


def _told(cube: Cube) -> dict[str, str]:
    about = cube.about
    return {
        "title": about.title,
        "unit": about.unit,
        "source": about.source,
        "license": LICENCE,
        "release": json.dumps({"area": about.area, "number": about.number}),
        "digest": about.digest,
    }
