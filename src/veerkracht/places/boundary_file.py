"""Reading a boundary file as CBS and PDOK publish it (GeoJSON, RFC 7946): whole, or refused. Pure.

Every refusal is a RuleBroken whose message names the place in the file and the reason, in English,
because it is read in a terminal.
"""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LARGEST_FILE = 60_000_000  # bytes; the whole country in full detail is some 40 MB
LONGITUDES = (3.2, 7.3)  # the European Netherlands, in degrees (WGS84)
LATITUDES = (50.7, 53.7)
FEWEST_POINTS = 4  # of a closed ring
SMALLEST_AREA = 1e-9  # square degrees, doubled; some five square metres
# What the field is called by PDOK, and what by us.
CODE_NAMES = ("gemeentecode", "statcode", "code")
INHABITANT_NAMES = ("aantalInwoners", "aantal_inwoners", "inhabitants")
HOUSEHOLD_NAMES = ("aantalHuishoudens", "aantal_huishoudens", "households")
YEAR_NAMES = ("jaar", "year")

Ring = list[list[float]]


@dataclass(frozen=True)
class Shape:
    """One municipality of a file; ``numbers`` is inhabitants and households, when given."""

    code: str
    geometry: dict[str, Any]
    numbers: tuple[int, int] | None


def read_shapes(content: bytes, expected: Mapping[str, str], year: int) -> list[Shape]:
    """Every municipality in ``expected`` (code → name) once, with a sound shape; else RuleBroken."""
    shapes = [
        _shape(number, feature, year) for number, feature in enumerate(_features(content), start=1)
    ]
    _check_complete([shape.code for shape in shapes], expected, year)
    return shapes


def _features(content: bytes) -> list[Any]:
    if len(content) > LARGEST_FILE:
        _refuse("file", f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    try:
        whole = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        _refuse("file", "it is not UTF-8 text")
    except RecursionError:
        _refuse("file", "it is nested too deeply")
    except json.JSONDecodeError as error:
        _refuse(f"line {error.lineno}, column {error.colno}", f"it is not whole JSON: {error.msg}")
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        _refuse("file", "it is not a GeoJSON FeatureCollection")
    _check_coordinate_system(whole)
    features = whole.get("features")
    if not isinstance(features, list) or not features:
        _refuse("file", "it holds no features")
    return features


def _no_number(name: str) -> NoReturn:
    _refuse("file", f"{name} is not a number in JSON")


def _check_coordinate_system(whole: dict[str, Any]) -> None:
    """GeoJSON is WGS84; older files may name another system, as the Dutch grid (EPSG:28992)."""
    if (
        "crs" in whole
        and "CRS84" not in json.dumps(whole["crs"])
        and "4326" not in json.dumps(whole["crs"])
    ):
        _refuse("crs", "coordinates must be WGS84 degrees (EPSG:4326); ask PDOK for that")


def _shape(number: int, feature: Any, year: int) -> Shape:
    where = f"feature {number}"
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        _refuse(where, "it has no properties")
    code = _first(properties, CODE_NAMES)
    if not isinstance(code, str) or not code:
        _refuse(where, f"it has no code (one of {', '.join(CODE_NAMES)})")
    where = f"{where} ({code})"
    stated = _first(properties, YEAR_NAMES)
    if stated is not None and str(stated) != str(year):
        _refuse(where, f"it is of {stated}, not of {year}")
    geometry = feature.get("geometry")
    _check_geometry(where, geometry)
    kept = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return Shape(code, kept, _numbers(where, properties))


def _numbers(where: str, properties: dict[str, Any]) -> tuple[int, int] | None:
    found = [_first(properties, names) for names in (INHABITANT_NAMES, HOUSEHOLD_NAMES)]
    if found == [None, None]:
        return None
    for value in found:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            _refuse(where, f"inhabitants and households must be whole numbers, not {value!r}")
    return found[0], found[1]


def _check_geometry(where: str, geometry: Any) -> None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if (
        kind not in {"Polygon", "MultiPolygon"}
        or not isinstance(coordinates, list)
        or not coordinates
    ):
        _refuse(where, f"its shape must be a Polygon or MultiPolygon, not {kind!r}")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    for part, rings in enumerate(polygons, start=1):
        if not isinstance(rings, list) or not rings:
            _refuse(f"{where}, part {part}", "it has no rings")
        for place, ring in enumerate(rings, start=1):
            _check_ring(f"{where}, part {part}, ring {place}", ring)


def _check_ring(where: str, ring: Any) -> None:
    if not isinstance(ring, list) or len(ring) < FEWEST_POINTS:
        _refuse(where, "a ring needs at least four points")
    for place, point in enumerate(ring, start=1):
        _check_point(f"{where}, point {place}", point)
    if ring[0] != ring[-1]:
        _refuse(where, "the ring is not closed: its last point must be its first")
    if abs(_doubled_area(ring)) < SMALLEST_AREA:
        _refuse(where, "the ring encloses nothing")


def _check_point(where: str, point: Any) -> None:
    sound = isinstance(point, list) and len(point) > 1 and all(_is_number(value) for value in point)
    if not sound:
        _refuse(where, f"a point is a list of two numbers, not {str(point)[:40]}")
    longitude, latitude = point[0], point[1]
    if not (
        LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]
    ):
        _refuse(
            where,
            f"{longitude}, {latitude} lies outside the Netherlands (longitude, latitude in degrees)",
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _doubled_area(ring: Ring) -> float:
    """Twice the signed area in square degrees, by the shoelace formula."""
    pairs = itertools.pairwise(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _check_complete(codes: list[str], expected: Mapping[str, str], year: int) -> None:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        _refuse("file", f"it holds more than once: {', '.join(twice)}")
    unknown = sorted(set(codes) - set(expected))
    if unknown:
        _refuse(
            "file", f"these codes are no municipality of ours in {year}: {', '.join(unknown[:10])}"
        )
    missing = sorted(set(expected) - set(codes))
    if missing:
        names = ", ".join(f"{code} {expected[code]}" for code in missing[:10])
        _refuse("file", f"it is not complete; {len(missing)} missing, such as: {names}")


def _first(properties: dict[str, Any], names: Iterable[str]) -> Any:
    return next((properties[name] for name in names if properties.get(name) is not None), None)


def _refuse(where: str, why: str) -> NoReturn:
    raise RuleBroken(f"{where}: {why}.")
