"""A cube as JSON-stat 2.0 (json-stat.org/full). Pure but for the words.

Values are sparse: only numbers that are shown stand there. ``status`` has a letter for every figure of the table,
shown or not; what has neither was not in the table.
"""

from __future__ import annotations

import json
from math import prod
from typing import TYPE_CHECKING, Any, Final

from veerkracht.disclosure.values import Status
from veerkracht.monitoring.open_words import LICENCE, column, explained, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from veerkracht.disclosure.values import Figure
    from veerkracht.monitoring.open_cubes import Cube, Dimension

VERSION: Final = "2.0"


def json_stat(cube: Cube) -> bytes:
    """The dataset."""
    ids = [one.name for one in cube.dimensions]
    values, statuses = _filled(cube)
    about = cube.about
    found = {
        "version": VERSION,
        "class": "dataset",
        "label": about.title,
        "source": about.source,
        "updated": about.published_on.isoformat(),
        "note": explained(),
        "id": [*ids, "measure"],
        "size": [*(len(one.codes) for one in cube.dimensions), len(cube.measures)],
        "role": {"time": ["period"], "geo": ["area"], "metric": ["measure"]},
        "dimension": {one.name: _dimension(one) for one in cube.dimensions}
        | {"measure": _measure(cube)},
        "value": values,
        "status": statuses,
        "extension": {
            "license": LICENCE,
            "status": {"label": {one.value: status_in_words(one) for one in Status}},
            "area": {"code": about.area, "label": about.area_name},
            "as_of": about.as_of.isoformat(),
            "release": about.number,
            "digest": about.digest,
        },
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _filled(cube: Cube) -> tuple[dict[str, int], dict[str, str]]:
    """Values and statuses by their place in row-major order."""
    values: dict[str, int] = {}
    statuses: dict[str, str] = {}
    for place, figure in sorted(_placed(cube), key=lambda pair: pair[0]):
        statuses[str(place)] = figure.status.value
        if figure.number is not None:
            values[str(place)] = figure.number
    return values, statuses


def _placed(cube: Cube) -> Iterator[tuple[int, Figure]]:
    sizes = [*(len(one.codes) for one in cube.dimensions), len(cube.measures)]
    steps = [prod(sizes[after + 1 :]) for after in range(len(sizes))]
    ranks = [{code: rank for rank, code in enumerate(one.codes)} for one in cube.dimensions]
    for line in cube.lines:
        start = sum(
            step * rank[code]
            for step, rank, code in zip(steps[:-1], ranks, line.codes, strict=True)
        )
        for place, name in enumerate(cube.measures):
            yield start + place, line.measure(name)


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "label": column(f"{dimension.name}_name"),
        "category": {"index": list(dimension.codes), "label": dict(dimension.words)},
    }


def _measure(cube: Cube) -> dict[str, Any]:
    units = {"number": cube.about.unit, "denominator": cube.about.unit, "percentage": "%"}
    return {
        "label": cube.about.title,
        "category": {
            "index": list(cube.measures),
            "label": {name: column(name) for name in cube.measures},
            "unit": {name: {"decimals": 0, "label": units[name]} for name in cube.measures},
        },
    }
