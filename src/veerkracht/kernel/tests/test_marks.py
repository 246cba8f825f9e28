"""Marks of pages without a cookie."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from veerkracht.kernel import marks

LONGEST = timedelta(hours=3)


def test_a_mark_holds_for_its_page_and_purpose_while_it_is_young(clock: Any) -> None:
    mark = marks.fresh("poll", 7)
    assert marks.holds("poll", 7, mark, LONGEST)
    assert not marks.holds("poll", 8, mark, LONGEST)
    assert not marks.holds("gate", 7, mark, LONGEST)
    clock.shift(LONGEST.total_seconds() + 1)
    assert not marks.holds("poll", 7, mark, LONGEST)


def test_what_is_no_mark_never_holds() -> None:
    for forged in ("", "x", marks.fresh("poll", 7)[:-1], "a:b:c"):
        assert not marks.holds("poll", 7, forged, LONGEST)


def test_each_page_has_a_mark_of_its_own_and_what_is_kept_tells_nothing() -> None:
    first, second = marks.fresh("poll", 7), marks.fresh("poll", 7)
    kept = [marks.kept_form("poll", one) for one in (first, second, first)]
    assert kept[0] == kept[2] != kept[1]
    assert len(kept[0]) == 44
    assert kept[0] not in first
