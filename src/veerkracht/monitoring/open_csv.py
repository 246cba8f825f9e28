"""A cube as CSV (RFC 4180, UTF-8) with metadata for machines. Pure but for the words of columns.

Sources: W3C, *Metadata Vocabulary for Tabular Data* (2015) and *Model for Tabular Data*; SDMX measure and attribute
concepts for the meaning of columns. A hidden number is an empty field with status ``C``, never 0.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from veerkracht.monitoring.open_words import LICENCE, column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from veerkracht.monitoring.open_cubes import Cube, Line

SDMX: Final = "http://purl.org/linked-data/sdmx/2009/"
MEANINGS: Final = {
    "area": f"{SDMX}dimension#refArea",
    "period": f"{SDMX}dimension#refPeriod",
    "number": f"{SDMX}measure#obsValue",
    "number_status": f"{SDMX}attribute#obsStatus",
    "unit": f"{SDMX}attribute#unitMeasure",
}
STATUS: Final = {"base": "string", "format": "[ACM]"}
COUNT: Final = {"base": "integer", "minimum": "0"}


def columns(cube: Cube) -> list[str]:
    """The names of the columns, in order."""
    named = [part for one in cube.dimensions for part in (one.name, f"{one.name}_name")]
    measured = [part for name in cube.measures for part in (name, f"{name}_status")]
    return ["indicator", "as_of", *named, *measured]


def rows(cube: Cube) -> Iterator[list[str | int | None]]:
    """The values of each line, in the order of ``columns``; None for a number that is not shown."""
    for line in cube.lines:
        named: list[str | int | None] = []
        for dimension, code in zip(cube.dimensions, line.codes, strict=True):
            named += [code, dimension.words[code]]
        yield [
            cube.about.indicator,
            cube.about.as_of.isoformat(),
            *named,
            *_measured(cube, line),
        ]


def csv_file(cube: Cube) -> bytes:
    """The file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns(cube))
    writer.writerows(rows(cube))  # None becomes an empty field
    return text.getvalue().encode()


def csv_metadata(cube: Cube) -> bytes:
    """CSVW metadata of that file, to be found beside it as ``<file>-metadata.json``."""
    about = cube.about
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": about.language}],
        "url": f"{about.indicator}.csv",
        "dc:title": about.title,
        "dc:identifier": f"{about.area}/{about.number}/{about.indicator}",
        "dc:license": {"@id": LICENCE},
        "dc:issued": {"@value": about.published_on.isoformat(), "@type": "xsd:date"},
        "dc:source": about.source,
        "dc:spatial": about.area_name,
        "tableSchema": {
            "columns": [_column(name, cube) for name in columns(cube)],
            "primaryKey": ["indicator", "as_of", *(one.name for one in cube.dimensions)],
        },
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _measured(cube: Cube, line: Line) -> list[str | int | None]:
    found: list[str | int | None] = []
    for name in cube.measures:
        figure = line.measure(name)
        found += [figure.number, figure.status.value]
    return found


def _column(name: str, cube: Cube) -> dict[str, Any]:
    """A column: its heading, what may stand in it, and what that means elsewhere."""
    title = f"{column(name)} ({cube.about.unit})" if name == "number" else column(name)
    found: dict[str, Any] = {"name": name, "titles": title, "datatype": _datatype(name)}
    if name in cube.measures:
        found["null"] = ""
    else:
        found["required"] = True
    if name in MEANINGS:
        found["propertyUrl"] = MEANINGS[name]
    return found


def _datatype(name: str) -> Any:
    if name.endswith("_status"):
        return STATUS
    if name in {"number", "denominator"}:
        return COUNT
    if name == "percentage":
        return {"base": "integer", "minimum": "0"}
    return "date" if name == "as_of" else "string"
