"""The report of attacks: what is found without protection and with it, alone and beside earlier releases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from veerkracht.disclosure.tables import Key
from veerkracht.disclosure.values import shown
from veerkracht.figures.actions import CellContent, Content
from veerkracht.monitoring import release_attacking as attacking
from veerkracht.monitoring.release_building import build
from veerkracht.monitoring.tests import releasing
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db]
HEERLEN = ("GM0917", "kraamzorg", "", "2026")


def built(*, gate: bool = True, day: date = date(2026, 11, 1), number: int = 1) -> Content:
    """A release of the counts for tests."""
    return build(releasing.frozen(day=day), number, gate=gate).content


def test_with_only_small_counts_hidden_attackers_find_somebody_and_with_protection_nobody() -> None:
    off = attacking.examine(built(gate=False), [])
    assert off["number"] > 0
    assert any(one["key"] == list(HEERLEN) for one in off["found"])
    on = attacking.examine(built(), [])
    assert (on["number"], on["found"]) == (0, [])
    assert on["rounds"] == [{"with": [], "found": 0}]


def test_a_small_number_that_simply_stands_there_is_found() -> None:
    content = built()
    (table,) = content.tables
    cells = tuple(
        CellContent(HEERLEN, shown(2)) if one.key == HEERLEN else one for one in table.cells
    )
    report = attacking.examine(replace(content, tables=(replace(table, cells=cells),)), [])
    assert {"kind": "shown", "indicator": releasing.CODE, "key": list(HEERLEN), "width": 1} in (
        report["found"]
    )


def test_the_same_figures_again_tell_nothing_new() -> None:
    older = [
        attacking.Known(place, built(number=place, day=date(2026, 1, place)))
        for place in range(1, 7)
    ]
    report = attacking.examine(built(number=7), older)
    assert report["number"] == 0
    assert [one["with"] for one in report["rounds"]] == [[], [3, 4, 5, 6], [2], [1]]


def test_an_earlier_release_that_told_too_much_spoils_a_later_one() -> None:
    told = built(gate=False, day=date(2026, 10, 1))
    report = attacking.examine(built(number=2), [attacking.Known(5, told)])
    assert report["number"] > 0
    assert report["rounds"][0]["found"] == 0
    assert report["rounds"][1]["with"] == [5]


def test_what_was_known_already_is_no_finding() -> None:
    told = built(gate=False, day=date(2026, 10, 1))
    other: dict[Key, int] = {("GM0917", "welzijn", "2026"): 80, ("GM0928", "welzijn", "2026"): 70}
    table = releasing.frozen_table(other, name="students-trained")
    frozen = replace(releasing.frozen(), tables=(table,))
    report = attacking.examine(build(frozen, 2).content, [attacking.Known(5, told)])
    assert report["number"] == 0


def test_a_report_holds_places_and_widths_but_no_counts() -> None:
    report = attacking.examine(built(gate=False), [])
    for one in report["found"]:
        assert set(one) == {"kind", "indicator", "key", "width"}
    assert json.loads(json.dumps(report)) == report


def test_a_region_and_the_province_are_laid_beside_each_other() -> None:
    small = build(releasing.frozen(area=region("zuid-limburg")), 1, gate=False).content
    report = attacking.examine(built(number=2), [attacking.Known(9, small)])
    assert report["number"] > 0
