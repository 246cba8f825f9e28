"""The report of attacks: what is found without protection and with it, alone and beside earlier releases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from veerkracht.disclosure.values import shown
from veerkracht.figures.actions import CellContent, Content, TableContent
from veerkracht.monitoring import release_attacking as attacking
from veerkracht.monitoring.release_building import build
from veerkracht.monitoring.tests import releasing
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db]
HEERLEN = ("GM0917", "kraamzorg", "", "2026")


def built(*, gate: bool = True, day: date = date(2026, 11, 1), number: int = 1) -> Content:
    """A release of the counts for tests."""
    return build(releasing.frozen(day=day), number, gate=gate).content


def telling(content: Content, key: tuple[str, ...], number: int) -> Content:
    """The same release, with one figure shown exactly: as it was published before there was protection."""
    (table,) = content.tables
    cells = tuple(CellContent(key, shown(number)) if one.key == key else one for one in table.cells)
    return replace(content, tables=(replace(table, cells=cells, base=1),))


def test_without_protection_attackers_find_somebody_and_with_it_nobody() -> None:
    off = attacking.examine(built(gate=False), [])
    assert off["number"] > 0
    assert any(one["key"] == list(HEERLEN) for one in off["found"])
    on = attacking.examine(built(), [])
    assert (on["number"], on["found"]) == (0, [])
    assert on["rounds"] == [{"area": "limburg", "with": [], "found": 0}]


def test_the_same_figures_again_tell_nothing_new() -> None:
    older = [attacking.Known(place, built(number=place)) for place in range(1, 7)]
    report = attacking.examine(built(number=7), older)
    assert report["number"] == 0
    assert [one["with"] for one in report["rounds"]] == [[], [3, 4, 5, 6], [2], [1]]


def test_an_earlier_release_that_told_too_much_spoils_a_later_one() -> None:
    told = telling(built(gate=False), HEERLEN, 2)
    report = attacking.examine(built(number=2), [attacking.Known(5, told)])
    assert report["number"] > 0
    assert report["rounds"][0]["found"] == 0
    assert report["rounds"][1]["with"] == [5]


def test_a_report_holds_places_and_widths_but_no_counts() -> None:
    report = attacking.examine(built(gate=False), [])
    for one in report["found"]:
        assert set(one) == {"kind", "indicator", "key", "width"}
    assert json.loads(json.dumps(report)) == report


def test_a_release_of_the_province_is_read_for_a_region() -> None:
    content = built()
    seen = attacking.seen_in(attacking.Known(1, content), "zuid-limburg")
    assert seen is not None
    (table,) = seen.tables
    assert table.name == "professionals-trained@2026"
    assert table.dimensions[0].parents == dict.fromkeys(releasing.AREAS, "")
    whole = {one.key: one.figure for one in content.tables[0].cells}
    assert table.figures["", ""] == whole["zuid-limburg", "", "", "2026"]
    assert table.figures["GM0917", "welzijn"] == whole["GM0917", "welzijn", "", "2026"]
    assert attacking.seen_in(attacking.Known(1, content), "noord-limburg") is None


def test_a_region_beside_the_province_is_attacked_as_that_region() -> None:
    zuid = region("zuid-limburg")
    small = build(releasing.frozen(area=zuid), 1).content
    flat: TableContent = small.tables[0]
    assert flat.dimensions[0].name == "area"
    report = attacking.examine(built(number=2), [attacking.Known(9, small)])
    frames = {(one["area"], tuple(one["with"])) for one in report["rounds"]}
    assert ("limburg", ()) in frames
    assert ("zuid-limburg", (9,)) in frames
