"""Open data over HTTP: pages, files, the catalogue, the feed, and what happens when a release is withdrawn."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from openpyxl import load_workbook

from veerkracht.coalitions.models import Coalition
from veerkracht.disclosure.values import HIDDEN, shown
from veerkracht.figures.models import Cell
from veerkracht.monitoring import open_files
from veerkracht.monitoring.tests import open_releases as releases
from veerkracht.monitoring.tests.open_checks import (
    check_csvw,
    check_dcat,
    check_json_stat,
    check_letters,
)
from veerkracht.monitoring.tests.open_releases import Given, GivenTable, coalition_of, released

pytestmark = pytest.mark.django_db
PLACE = "/open-data/zuid-limburg/1/"
TRAINED = f"{PLACE}professionals-trained"
FILES = [f"{TRAINED}{ending}" for ending in (".csv", ".csv-metadata.json", ".json", ".parquet")]
FILES += [f"{PLACE}alles.xlsx"]
ATOM = "{http://www.w3.org/2005/Atom}"


def page(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def test_without_a_release_the_page_says_why_and_the_rest_still_answers() -> None:
    assert "nog geen cijfers vrijgegeven" in page("/open-data/").content.decode()
    assert check_empty(json.loads(page("/open-data/catalogus.jsonld").content))
    assert b"<entry>" not in page("/open-data/vrijgaven.atom").content


def check_empty(catalogue: dict[str, Any]) -> bool:
    return catalogue["dcat:dataset"] == [] and "dct:modified" not in catalogue


def test_the_page_leads_to_every_file_of_the_newest_release() -> None:
    released(as_of=date(2026, 8, 1))
    released()
    said = page("/open-data/").content.decode()
    assert "Zuid-Limburg, stand van 1 november 2026" in said
    for ending in (".csv", ".csv-metadata.json", ".json", ".parquet"):
        assert f'href="/open-data/zuid-limburg/2/professionals-trained{ending}"' in said
    assert 'href="/open-data/zuid-limburg/1/"' in said  # the earlier one
    assert "CC0 1.0" in said


def test_the_page_is_english_in_english() -> None:
    released()
    said = page("/en/open-data/").content.decode()
    assert "Professionals who followed a training" in said
    assert "/en/open-data/zuid-limburg/1/professionals-trained.csv" in said


def test_a_csv_is_as_its_metadata_says_and_shows_nothing_hidden() -> None:
    released()
    text = page(f"{TRAINED}.csv").content.decode()
    rows = check_csvw(json.loads(page(f"{TRAINED}.csv-metadata.json").content), text)
    check_letters(rows)
    vaals = [row for row in rows if row["area_name"] == "Vaals"]
    assert len(vaals) == 6
    assert {(row["number"], row["number_status"]) for row in vaals} == {("", "C")}
    assert {row["percentage"] for row in vaals} == {""}
    whole = next(
        row for row in rows if (row["area"], row["sector"], row["period"]) == ("_T", "_T", "2026")
    )
    assert (whole["number"], whole["percentage"], whole["area_name"]) == (
        "200",
        "33",
        "Het hele gebied",
    )


def test_a_csv_says_where_its_description_is() -> None:
    released()
    response = page(f"{TRAINED}.csv")
    assert response.headers["Link"].startswith(f"<{TRAINED}.csv-metadata.json>")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        "zuid-limburg-2026-11-01-professionals-trained.csv"
        in response.headers["Content-Disposition"]
    )


def test_a_json_stat_has_what_the_release_has() -> None:
    release = released()
    found = check_json_stat(json.loads(page(f"{TRAINED}.json").content))
    figures = {told for told in found.values() if told != (None, None)}
    assert (None, "C") in figures
    cells = Cell.objects.filter(table__release=release, table__indicator="professionals-trained")
    shown_there = sorted(one.number for one in cells if one.number is not None)
    told = [number for place, (number, _letter) in found.items() if place[-1] == "number"]
    assert sorted(one for one in told if one is not None) == shown_there


@pytest.mark.parametrize("address", FILES)
def test_a_file_may_be_kept_for_ever_and_read_by_any_site(address: str) -> None:
    released()
    response = page(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    again = page(address, if_none_match=response.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == response.headers["Cache-Control"]


def test_files_of_two_forms_languages_and_releases_have_their_own_tags() -> None:
    released()
    released(tables=[releases.GROUPS])
    addresses = [*FILES, *(f"/en{one}" for one in FILES[:-1])]
    addresses += ["/open-data/zuid-limburg/2/groups-alive.csv", f"{PLACE}groups-alive.csv"]
    tags = [page(one).headers["ETag"] for one in addresses]
    assert len(set(tags)) == len(tags)


def test_a_file_is_made_once_for_a_digest(settings: Any, django_assert_num_queries: Any) -> None:
    settings.PAGE_CACHE = True
    released()
    open_files._kept.clear()
    first = page(f"{TRAINED}.parquet").content
    with django_assert_num_queries(2):  # the release and its tables, no cell
        assert page(f"{TRAINED}.parquet").content == first
    open_files._kept.clear()


def test_a_process_keeps_no_more_files_than_it_has_room_for(
    settings: Any, monkeypatch: Any
) -> None:
    settings.PAGE_CACHE = True
    monkeypatch.setattr(open_files, "ROOM", 5_000)
    released()
    open_files._kept.clear()
    for address in FILES:
        page(address)
    assert sum(map(len, open_files._kept.values())) <= 5_000
    open_files._kept.clear()


def test_what_was_signed_comes_byte_for_byte() -> None:
    release = released()
    body = page("/cijfers/vrijgaven/zuid-limburg/1.json").content
    assert hashlib.sha256(body).hexdigest() == release.digest
    assert release.digest in page(PLACE).content.decode()


def test_a_workbook_has_every_table() -> None:
    released()
    response = page(f"{PLACE}alles.xlsx")
    assert response.headers["Content-Type"] == open_files.EXCEL
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == [
        "Uitleg",
        "Professionals die een training",
        "Intervisiegroepen die samenkome",
    ]


def test_the_catalogue_is_what_the_profile_asks_and_its_checksums_are_right() -> None:
    released(as_of=date(2026, 8, 1))
    released()
    released(area="noord-limburg", tables=[releases.GROUPS])
    catalogue = check_dcat(page("/open-data/catalogus.jsonld").content)
    assert [one["dct:identifier"] for one in catalogue["dcat:dataset"]] == [
        "noord-limburg/groups-alive",
        "zuid-limburg/professionals-trained",
        "zuid-limburg/groups-alive",
    ]
    for dataset in catalogue["dcat:dataset"]:
        for one in dataset["dcat:distribution"]:
            body = page(
                one["dcat:downloadURL"]["@id"].removeprefix("http://localhost:8000")
            ).content
            assert (
                one["spdx:checksum"]["spdx:checksumValue"]["@value"]
                == hashlib.sha256(body).hexdigest()
            )
            assert one["dcat:byteSize"]["@value"] == str(len(body))


def test_the_catalogue_names_areas_periods_and_how_often() -> None:
    released()
    catalogue = check_dcat(page("/en/open-data/catalogus.jsonld").content)
    trained = next(
        one for one in catalogue["dcat:dataset"] if "professionals" in one["dct:identifier"]
    )
    places = {one["dct:identifier"]: one["@id"] for one in trained["dct:spatial"]}
    assert places[releases.HEERLEN] == "https://identifier.overheid.nl/tooi/id/gemeente/gm0917"
    assert trained["dct:temporal"]["dcat:startDate"]["@value"] == "2025-01-01"
    assert trained["dct:temporal"]["dcat:endDate"]["@value"] == "2026-12-31"
    assert trained["dct:accrualPeriodicity"]["@id"].endswith("/ANNUAL")
    assert trained["dct:license"]["@id"].endswith("/CC0")
    landing = trained["dcat:landingPage"]["@id"].removeprefix("http://localhost:8000")
    assert page(landing).headers["Location"] == f"{PLACE}#professionals-trained"


def test_the_catalogue_is_fetched_anew_only_when_something_was_released() -> None:
    released()
    tag = page("/open-data/catalogus.jsonld").headers["ETag"]
    assert page("/open-data/catalogus.jsonld", if_none_match=tag).status_code == 304
    released()
    assert page("/open-data/catalogus.jsonld", if_none_match=tag).status_code == 200


def test_an_address_that_stays_leads_to_the_newest_file() -> None:
    released()
    released()
    response = page("/open-data/zuid-limburg/professionals-trained/?vorm=csv")
    assert response.headers["Location"] == "/open-data/zuid-limburg/2/professionals-trained.csv"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert page("/open-data/zuid-limburg/professionals-trained/?vorm=docx").status_code == 302
    assert page("/open-data/zuid-limburg/onbekend/").status_code == 404
    assert page("/open-data/nergens/professionals-trained/").status_code == 404


def test_the_feed_tells_of_releases_and_of_what_was_withdrawn() -> None:
    released()
    released(withdrawn="De noemer klopte niet.")
    response = page("/open-data/vrijgaven.atom")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own
    titles = sorted(str(one.findtext(f"{ATOM}title")) for one in entries)
    assert titles == [
        "Cijfers van Zuid-Limburg, stand van 1 november 2026",
        "Ingetrokken: cijfers van Zuid-Limburg, stand van 1 november 2026",
    ]
    assert "De noemer klopte niet." in response.content.decode()
    ids = {one.findtext(f"{ATOM}id") for one in entries}
    assert len(ids) == 2
    assert (
        page("/open-data/vrijgaven.atom", if_none_match=response.headers["ETag"]).status_code == 304
    )


@pytest.mark.parametrize("address", [PLACE, *FILES])
def test_a_withdrawn_release_is_gone_and_says_why(address: str) -> None:
    released(withdrawn="De noemer klopte niet.")
    response = page(address)
    assert response.status_code == 410
    assert "De noemer klopte niet." in response.content.decode()
    assert "immutable" not in response.headers.get("Cache-Control", "")


def test_a_withdrawn_release_stands_in_no_list() -> None:
    released(withdrawn="De noemer klopte niet.")
    assert PLACE not in page("/open-data/").content.decode()
    assert json.loads(page("/open-data/catalogus.jsonld").content)["dcat:dataset"] == []
    assert page("/open-data/zuid-limburg/professionals-trained/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/open-data/zuid-limburg/9/",
        "/open-data/zuid-limburg/1/onbekend.csv",
        "/open-data/nergens/1/professionals-trained.csv",
        "/open-data/zuid-limburg/99999999999999999999/",
        "/open-data/coalities/onbekend.xlsx",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    released()
    assert page(address).status_code == 404


def test_only_reading_is_possible() -> None:
    released()
    for address in ("/open-data/", "/open-data/catalogus.jsonld", *FILES):
        assert Client().post(address).status_code == 405


def test_a_coalition_gets_the_figures_of_its_own_area() -> None:
    released()
    coalition = coalition_of("GM0981")
    assert f"/open-data/coalities/{coalition.slug}.xlsx" in page("/open-data/").content.decode()
    book = load_workbook(io.BytesIO(page(f"/open-data/coalities/{coalition.slug}.xlsx").content))
    assert book.sheetnames == ["Uitleg", "Professionals die een training"]
    rows = [[cell.value for cell in row] for row in book["Professionals die een training"]][1:]
    assert {row[1] for row in rows} == {"Vaals"}


def test_a_regional_coalition_gets_the_municipalities_in_it_too() -> None:
    numbers = {releases.VAALS: HIDDEN, "zuid-limburg": shown(40), "GM0983": shown(90)}
    given = [Given((code, "", "", "2026"), number) for code, number in numbers.items()]
    table = GivenTable("een", "Eén", "One", "mensen", "people", given)
    released(area="limburg", tables=[table])
    coalition: Coalition = coalition_of("zuid-limburg")
    book = load_workbook(io.BytesIO(page(f"/open-data/coalities/{coalition.slug}.xlsx").content))
    assert {row[1].value for row in book["Eén"]} == {"Gebied", "Vaals", "Zuid-Limburg"}


def test_without_figures_about_its_area_a_coalition_has_no_file() -> None:
    released(area="noord-limburg")
    coalition = coalition_of("GM0981")
    assert coalition.slug not in page("/open-data/").content.decode()
    assert page(f"/open-data/coalities/{coalition.slug}.xlsx").status_code == 404


def test_an_area_is_called_what_it_was_called_on_the_day() -> None:
    table = GivenTable(
        "een", "Eén", "One", "mensen", "people", [Given(("GM0951", "", "", "2018"), shown(40))]
    )
    released(as_of=date(2018, 12, 31), tables=[table])
    assert "GM0951,Nuth" in page(f"{PLACE}een.csv").content.decode()


def test_what_is_somewhere_in_a_region_says_so() -> None:
    table = GivenTable(
        "een",
        "Eén",
        "One",
        "mensen",
        "people",
        [Given(("zuid-limburg-onbekend", "", "", "2026"), shown(40))],
    )
    released(tables=[table])
    assert "Zuid-Limburg, gemeente onbekend" in page(f"{PLACE}een.csv").content.decode()


def test_pages_of_open_data_name_the_feed_and_the_catalogue_in_their_head() -> None:
    said = page("/open-data/").content.decode()
    assert 'type="application/atom+xml" href="/open-data/vrijgaven.atom"' in said
    assert 'type="application/ld+json" href="/open-data/catalogus.jsonld"' in said
    assert "vrijgaven.atom" not in page("/leren/").content.decode()
