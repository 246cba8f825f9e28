"""A cube as Parquet: whole numbers that can be null, and a status beside each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from veerkracht.monitoring.open_csv import columns, rows
from veerkracht.monitoring.open_words import LICENCE
from veerkracht.monitoring.research_warehouse import write_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from veerkracht.monitoring.open_cubes import Cube

DAY = "as_of"


def parquet(cube: Cube) -> bytes:
    """The file; its schema says where the figures come from. The same cube gives the same bytes."""
    types = {name: _type(name, cube) for name in columns(cube)}
    filled = [name for name in types if name not in cube.measures]
    return write_parquet(types, _lines(cube), told=_told(cube), filled=filled)


def _type(name: str, cube: Cube) -> str:
    if name in cube.measures:
        return "int64"
    return "date32" if name == DAY else "string"


def _lines(cube: Cube) -> Iterator[Sequence[object]]:
    names = columns(cube)
    for line in rows(cube):
        yield [
            cube.about.as_of if name == DAY else value
            for name, value in zip(names, line, strict=True)
        ]


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
