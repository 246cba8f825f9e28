"""Boundary files are whole and sound, or refused with place and reason."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.kernel.errors import RuleBroken
from veerkracht.places import boundary_file, queries
from veerkracht.places.actions import change_boundary
from veerkracht.places.models import Area, AreaMembership, Boundary, BoundaryChange, Population

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = {"GM0001": "Een", "GM0002": "Twee"}


def square(lon: float = 6.0, lat: float = 51.0) -> list[list[float]]:
    return [[lon, lat], [lon + 0.1, lat], [lon + 0.1, lat + 0.1], [lon, lat + 0.1], [lon, lat]]


def feature(code: str, ring: Any = None, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [square() if ring is None else ring]}
    return {"type": "Feature", "geometry": geometry, "properties": {"code": code, **properties}}


def whole(*features: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def read(content: bytes, year: int = 2023) -> list[boundary_file.Shape]:
    return boundary_file.read_shapes(content, EXPECTED, year)


def refusal(content: bytes) -> str:
    with pytest.raises(RuleBroken) as caught:
        read(content)
    return caught.value.message


GOOD = feature("GM0001", inhabitants=10, households=4, year=2023)


def test_a_whole_file_is_read() -> None:
    shapes = read(whole(GOOD, feature("GM0002")))
    assert [(shape.code, shape.numbers) for shape in shapes] == [
        ("GM0001", (10, 4)),
        ("GM0002", None),
    ]


def test_the_names_that_pdok_uses_are_known() -> None:
    theirs = {"gemeentecode": "GM0001", "aantalInwoners": 7, "aantalHuishoudens": 3}
    one = {"type": "Feature", "geometry": GOOD["geometry"], "properties": theirs}
    assert read(whole(one, feature("GM0002")))[0].numbers == (7, 3)


def test_several_parts_and_holes_are_read() -> None:
    many = feature("GM0002")
    many["geometry"] = {
        "type": "MultiPolygon",
        "coordinates": [[square()], [square(5.8), square(5.81)]],
    }
    assert read(whole(GOOD, many))[1].geometry["type"] == "MultiPolygon"


BROKEN = [
    (b"", "line 1, column 1: it is not whole JSON"),
    (whole(GOOD)[:-20], "it is not whole JSON"),
    (b"\xff\xfe{}", "it is not UTF-8 text"),
    (b"[" * 100_000, "file: it is nested too deeply"),
    (b"[]", "not a GeoJSON FeatureCollection"),
    (b'{"type":"FeatureCollection","features":[]}', "it holds no features"),
    (b'{"type":"FeatureCollection","features":[NaN]}', "NaN is not a number"),
    (
        whole(GOOD, feature("GM0002"), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}),
        "must be WGS84",
    ),
    (whole(GOOD), "it is not complete; 1 missing, such as: GM0002 Twee"),
    (whole(GOOD, GOOD, feature("GM0002")), "more than once: GM0001"),
    (whole(GOOD, feature("GM0002"), feature("GM9999")), "no municipality of ours in 2023: GM9999"),
    (
        whole(GOOD, feature("GM0002", square()[:-1])),
        "feature 2 (GM0002), part 1, ring 1: the ring is not closed",
    ),
    (whole(GOOD, feature("GM0002", square()[:2])), "at least four points"),
    (whole(GOOD, feature("GM0002", [[6, 51]] * 4)), "encloses nothing"),
    (
        whole(GOOD, feature("GM0002", [[*reversed(point)] for point in square()])),
        "point 1: 51.0, 6.0 lies outside",
    ),
    (whole(GOOD, feature("GM0002", [[194_000, 321_000]] * 5)), "lies outside the Netherlands"),
    (whole(GOOD, feature("GM0002", [[6, "51"]] * 5)), "a point is a list of two numbers"),
    (whole(GOOD, feature("GM0002", [[6, True]] * 5)), "a point is a list of two numbers"),
    (whole(GOOD, feature("GM0002", year=2019)), "feature 2 (GM0002): it is of 2019, not of 2023"),
    (whole(GOOD, feature("GM0002", inhabitants=-99997, households=3)), "must be whole numbers"),
    (whole(GOOD, feature("GM0002", inhabitants=10)), "must be whole numbers"),
    (whole(GOOD, {"type": "Feature"}), "feature 2: it has no properties"),
    (whole(GOOD, {**feature("GM0002"), "geometry": None}), "must be a Polygon or MultiPolygon"),
    (whole(GOOD, feature("")), "feature 2: it has no code"),
]


@pytest.mark.parametrize(("content", "reason"), BROKEN, ids=[reason for _content, reason in BROKEN])
def test_a_broken_or_partial_file_is_refused_with_place_and_reason(
    content: bytes, reason: str
) -> None:
    assert reason in refusal(content)


def test_a_huge_file_is_refused_unread() -> None:
    assert "larger than" in refusal(b" " * (boundary_file.LARGEST_FILE + 1))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_politely(content: bytes) -> None:
    with pytest.raises(RuleBroken):
        read(content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3),
    )
)
def test_any_shape_is_refused_politely_or_kept(coordinates: Any) -> None:
    odd = {**feature("GM0002"), "geometry": {"type": "MultiPolygon", "coordinates": coordinates}}
    with pytest.raises(RuleBroken):
        read(whole(GOOD, odd))


def limburg_file(year: int = 2023, **numbers: int) -> bytes:
    return whole(*[feature(area.code, year=year, **numbers) for area in queries.municipalities()])


@pytest.mark.django_db
def test_the_command_loads_a_year_and_again_replaces_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "limburg.geojson"
    for inhabitants in (100, 200):
        file.write_bytes(limburg_file(2024, inhabitants=inhabitants, households=9))
        call_command("places", "load", str(file), "--year", "2024")
    assert "31 municipalities of 2024" in capsys.readouterr().out
    assert Boundary.objects.filter(year=2024).count() == 31
    assert set(Population.objects.filter(year=2024).values_list("inhabitants", flat=True)) == {200}


@pytest.mark.django_db
def test_a_refused_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "half.geojson"
    file.write_bytes(limburg_file(2024)[:-100])
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("places", "load", str(file), "--year", "2024")
    assert not Boundary.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["1850", "2090"])
def test_a_year_out_of_reach_is_refused(tmp_path: Path, year: str) -> None:
    file = tmp_path / "limburg.geojson"
    file.write_bytes(limburg_file())
    with pytest.raises(CommandError, match="is not between"):
        call_command("places", "load", str(file), "--year", year)


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("places", "load", str(tmp_path / "nothing.geojson"))


@pytest.mark.django_db
def test_a_year_before_a_merger_expects_the_municipalities_of_then(tmp_path: Path) -> None:
    file = tmp_path / "limburg.geojson"
    file.write_bytes(limburg_file(2018))
    with pytest.raises(CommandError, match="GM1954"):  # Beekdaelen did not exist yet
        call_command("places", "load", str(file), "--year", "2018")


@pytest.mark.django_db
def test_a_merger_ends_the_old_and_keeps_region_and_partnerships() -> None:
    call_command(
        "places", "change", "GM0888", "GM2000", "--name", "Nieuwbeek", "--on", "2027-01-01"
    )
    old, new = Area.objects.get(code="GM0888"), Area.objects.get(code="GM2000")
    assert str(old.valid_until) == "2027-01-01"
    parents = set(AreaMembership.objects.filter(area=new).values_list("parent__code", flat=True))
    assert parents == {"zuid-limburg", "ggd-zuid-limburg", "westelijke-mijnstreek"}


@pytest.mark.django_db
def test_an_area_ends_when_its_last_share_went() -> None:
    old = Area.objects.get(code="GM0888")
    day = date(2027, 1, 1)
    for code, share in (("GM0971", "0.4"), ("GM1883", "0.6")):
        assert Area.objects.get(code="GM0888").valid_until is None
        change_boundary(old=old, new_code=code, new_name="", on=day, share=Decimal(share))
    assert Area.objects.get(code="GM0888").valid_until == day
    assert BoundaryChange.objects.filter(old=old).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments", [["--share", "1.5"], ["--share", "0"], ["--share", "half"], ["--on", "2001-01-01"]]
)
def test_an_impossible_change_is_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("places", "change", "GM0888", "GM0971", "--on", "2027-01-01", *arguments)
    assert Area.objects.get(code="GM0888").valid_until is None
