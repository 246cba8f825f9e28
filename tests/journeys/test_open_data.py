"""Figures as open data: found by a visitor, downloaded in every form, checked; hidden where people would be known."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from tests.journeys.browser import Journey
from veerkracht.figures.models import Cell, Release
from veerkracht.figures.queries import latest
from veerkracht.monitoring.tests.open_checks import (
    check_csvw,
    check_dcat,
    check_json_stat,
    check_letters,
)
from veerkracht.monitoring.tests.open_releases import released

pytestmark = pytest.mark.browser
AREA = "zuid-limburg"


def test_figures_are_open_data(journey: Journey) -> None:
    release = the_release()
    a_visitor_reads_what_there_is(journey)
    files_say_what_is_hidden(journey, release)
    the_release_can_be_checked(journey, release)
    other_systems_find_it(journey)
    it_is_english_too(journey)


def the_release() -> Release:
    """The newest about the region; where nobody published one yet, one of our own."""
    found = latest(AREA) or released()
    return Release.objects.select_related("area").get(pk=found.pk)


def fetched(journey: Journey, path: str) -> Any:
    """What a program gets at this address."""
    answer = journey.page.request.get(journey.address + path)
    assert answer.ok, f"{path}: {answer.status}"
    return answer


def a_visitor_reads_what_there_is(journey: Journey) -> None:
    """Without an account: what it is, what an empty field means, and what one may do with it."""
    journey.become_nobody()
    journey.visit("/open-data/")
    journey.is_headed("Open data")
    journey.reads("Zuid-Limburg, stand van")
    journey.reads("Een leeg vak is geen nul")
    journey.reads("CC0 1.0")
    journey.unfold("los downloaden")
    journey.look("open-data")


def files_say_what_is_hidden(journey: Journey, release: Release) -> None:
    """Every form of a table reads by its standard; a number that is hidden is in none of them."""
    place = f"/open-data/{AREA}/{release.number}/"
    table = release.tables.all()[0]
    file = f"{place}{table.indicator}"
    metadata = fetched(journey, f"{file}.csv-metadata.json").json()
    rows = check_csvw(metadata, fetched(journey, f"{file}.csv").body().decode())
    check_letters(rows)
    assert len(rows) == Cell.objects.filter(table=table).count()
    found = check_json_stat(fetched(journey, f"{file}.json").json())
    hidden = sum(letter == "C" for place, (_n, letter) in found.items() if place[-1] == "number")
    assert hidden == Cell.objects.filter(table=table, status="C").count()
    assert fetched(journey, f"{file}.parquet").body()[:4] == b"PAR1"
    book = load_workbook(io.BytesIO(fetched(journey, f"{place}alles.xlsx").body()))
    assert len(book.sheetnames) == 1 + release.tables.count()


def the_release_can_be_checked(journey: Journey, release: Release) -> None:
    """From the list to one release, with its digest; what was signed has that digest."""
    journey.follow("Zuid-Limburg, stand van", within="main")
    journey.is_headed("Zuid-Limburg, stand van")
    journey.unfold("Controlegetal, handtekening en sleutel")
    journey.reads(release.digest)
    journey.look("release")
    body = fetched(journey, f"/cijfers/vrijgaven/{AREA}/{release.number}.json").body()
    assert hashlib.sha256(body).hexdigest() == release.digest
    journey.follow("Open data", within="main")


def other_systems_find_it(journey: Journey) -> None:
    """The catalogue names each file with its checksum; the feed and the API tell of the release."""
    catalogue = check_dcat(fetched(journey, "/open-data/catalogus.jsonld").body())
    one = catalogue["dcat:dataset"][0]["dcat:distribution"][0]
    path = urlsplit(one["dcat:downloadURL"]["@id"]).path
    checksum = one["spdx:checksum"]["spdx:checksumValue"]["@value"]
    assert hashlib.sha256(fetched(journey, path).body()).hexdigest() == checksum
    assert "<entry>" in fetched(journey, "/open-data/vrijgaven.atom").text()
    releases = json.loads(fetched(journey, f"/api/v1/figures/releases?area={AREA}").body())
    assert releases["items"][0]["licence"] == "CC0-1.0"


def it_is_english_too(journey: Journey) -> None:
    """The same page for who reads English."""
    journey.visit("/en/open-data/")
    journey.is_headed("Open data")
    journey.look("english")
