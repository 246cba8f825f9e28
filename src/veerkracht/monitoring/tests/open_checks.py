"""Strict readers of our own for the formats of open data: what the specifications ask, as far as our files go.

Sources: JSON-stat 2.0 (json-stat.org/full); W3C *Metadata Vocabulary for Tabular Data*; DCAT-AP 3.0, mandatory and
recommended properties. They raise AssertionError.
"""

from __future__ import annotations

import csv
import io
import json
import re
from math import prod
from typing import Any

LETTERS = {"A", "C", "M"}
COLUMN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
IRI = re.compile(r"(https?|mailto):[^\s<>\"{}|\\^`]+")
DATASET = [
    "dct:identifier",
    "dct:title",
    "dct:description",
    "dct:publisher",
    "dct:creator",
    "dct:language",
    "dcat:contactPoint",
    "dcat:theme",
    "dcat:keyword",
    "dct:license",
    "dct:accessRights",
    "dct:accrualPeriodicity",
    "dct:spatial",
    "dct:temporal",
    "dct:issued",
    "dct:modified",
    "dcat:distribution",
]
DISTRIBUTION = [
    "dcat:accessURL",
    "dcat:downloadURL",
    "dcat:mediaType",
    "dct:format",
    "dcat:byteSize",
    "spdx:checksum",
    "dct:license",
    "dct:title",
]
CATALOGUE = [
    "dct:title",
    "dct:description",
    "dct:publisher",
    "dcat:dataset",
    "dct:license",
    "dct:language",
    "dcat:contactPoint",
    "foaf:homepage",
]


SERVICE = [
    "dct:identifier",
    "dct:title",
    "dct:description",
    "dct:publisher",
    "dcat:contactPoint",
    "dcat:endpointURL",
    "dcat:endpointDescription",
    "dcat:theme",
    "dct:license",
    "dct:accessRights",
    "foaf:page",
]


def check_json_stat(
    document: dict[str, Any],
) -> dict[tuple[str, ...], tuple[int | None, str | None]]:
    """A dataset by the standard; its values and statuses by category, for all combinations."""
    assert (document["version"], document["class"]) == ("2.0", "dataset")
    ids, sizes = document["id"], document["size"]
    assert len(ids) == len(set(ids)) == len(sizes)
    assert set(document["dimension"]) == set(ids)
    categories = []
    for name, size in zip(ids, sizes, strict=True):
        category = document["dimension"][name]["category"]
        assert len(category["index"]) == len(set(category["index"])) == size
        assert set(category["label"]) == set(category["index"])
        categories.append(category["index"])
    assert {one for names in document["role"].values() for one in names} <= set(ids)
    whole = prod(sizes)
    for name in ("value", "status"):
        assert all(0 <= int(place) < whole for place in document[name])
    assert set(document["value"]) <= set(document["status"])
    return {
        _unravelled(place, sizes, categories): (
            document["value"].get(str(place)),
            document["status"].get(str(place)),
        )
        for place in range(whole)
    }


def _unravelled(place: int, sizes: list[int], categories: list[list[str]]) -> tuple[str, ...]:
    """The categories at a place, the last dimension running fastest."""
    codes: list[str] = []
    for size, names in zip(reversed(sizes), reversed(categories), strict=True):
        place, rank = divmod(place, size)
        codes.append(names[rank])
    return tuple(reversed(codes))


def check_csvw(metadata: dict[str, Any], text: str) -> list[dict[str, str]]:
    """The rows of a CSV that is as its metadata says."""
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    columns = metadata["tableSchema"]["columns"]
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    with io.StringIO(text, newline="") as file:
        assert next(csv.reader(file)) == [one["name"] for one in columns]
    assert all(COLUMN_NAME.fullmatch(one["name"]) for one in columns)
    for row in rows:
        for column in columns:
            _check_value(row[column["name"]], column)
    key = metadata["tableSchema"]["primaryKey"]
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)
    return rows


def _check_value(value: str, column: dict[str, Any]) -> None:
    if value == column.get("null", "no such value"):
        return
    assert value or not column.get("required")
    kind = column["datatype"]
    if isinstance(kind, dict) and kind["base"] == "integer":
        assert int(value) >= int(kind["minimum"])
    elif isinstance(kind, dict):
        assert re.fullmatch(kind["format"], value)
    elif kind == "date":
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)


def check_letters(rows: list[dict[str, str]]) -> None:
    """Beside every number its letter; a number only with an A, and never with another."""
    for row in rows:
        for name in [one for one in row if one.endswith("_status")]:
            assert row[name] in LETTERS
            assert (row[name.removesuffix("_status")] != "") is (row[name] == "A")


def check_dcat(text: bytes) -> dict[str, Any]:
    """The catalogue, when it has what the profile asks and every address in it is one."""
    document: dict[str, Any] = json.loads(text)
    prefixes = set(document["@context"])
    _check_nodes(document, prefixes)
    _has(document, CATALOGUE)
    _has(document["dcat:service"], SERVICE)
    for dataset in document["dcat:dataset"]:
        _has(dataset, DATASET)
        assert {one["@language"] for one in dataset["dct:title"]} == {"nl", "en"}
        assert {"dcat:startDate", "dcat:endDate"} <= set(dataset["dct:temporal"])
        for distribution in dataset["dcat:distribution"]:
            _has(distribution, DISTRIBUTION)
            assert re.fullmatch(
                "[0-9a-f]{64}", distribution["spdx:checksum"]["spdx:checksumValue"]["@value"]
            )
    names = [one["@id"] for one in document["dcat:dataset"]]
    assert len(set(names)) == len(names)
    return document


def _has(node: dict[str, Any], wanted: list[str]) -> None:
    assert [name for name in wanted if not node.get(name)] == []


def _check_nodes(node: Any, prefixes: set[str]) -> None:
    """Every name has a prefix that the context knows, every address is absolute, every literal has a value."""
    for one in node if isinstance(node, list) else [node]:
        if not isinstance(one, dict):
            assert isinstance(one, str)
            continue
        for name, value in one.items():
            if name == "@id":
                assert IRI.fullmatch(value), value
            elif not name.startswith("@"):
                assert name.partition(":")[0] in prefixes, name
                _check_nodes(value, prefixes)
        assert set(one) - {"@id"} or IRI.fullmatch(one["@id"])
