"""Others read our files: csvw, pyjstat, rdflib and pyshacl."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from veerkracht.monitoring.tests import open_shapes
from veerkracht.monitoring.tests.open_releases import released

pytestmark = pytest.mark.django_db
TRAINED = "/open-data/zuid-limburg/1/professionals-trained"


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """What these packages warn of is theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def package(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


def body(address: str) -> bytes:
    return bytes(Client().get(address).content)


def test_csvw_finds_the_csv_as_its_metadata_says(tmp_path: Path) -> None:
    csvw = package("csvw")
    released()
    for ending in (".csv", ".csv-metadata.json"):
        (tmp_path / f"professionals-trained{ending}").write_bytes(body(TRAINED + ending))
    found = csvw.CSVW(str(tmp_path / "professionals-trained.csv"), validate=True)
    assert found.is_valid
    rows = found.to_json()["tables"][0]["row"]
    assert len(rows) == 24


def test_pyjstat_reads_the_json_stat() -> None:
    pyjstat = package("pyjstat.pyjstat")
    released()
    frame = pyjstat.Dataset.read(body(f"{TRAINED}.json").decode()).write("dataframe")
    document = json.loads(body(f"{TRAINED}.json"))
    assert frame["value"].notna().sum() == len(document["value"])


def test_the_catalogue_keeps_the_profile() -> None:
    rdflib, pyshacl = package("rdflib"), package("pyshacl")
    released()
    released(area="noord-limburg")
    graph = rdflib.Graph().parse(data=body("/open-data/catalogus.jsonld"), format="json-ld")
    kept, _report, words = pyshacl.validate(
        graph, shacl_graph=open_shapes.turtle(), shacl_graph_format="turtle"
    )
    assert kept, words
