"""Which counts are hidden for themselves."""

from __future__ import annotations

import pytest

from veerkracht.disclosure.contributions import added, is_sensitive
from veerkracht.disclosure.tables import RawCell, Rules


@pytest.mark.parametrize(
    ("cell", "rules", "hidden"),
    [
        pytest.param(RawCell(0), Rules(), False, id="nobody"),
        pytest.param(RawCell(1), Rules(), True, id="one"),
        pytest.param(RawCell(9), Rules(), True, id="just too few"),
        pytest.param(RawCell(10), Rules(), False, id="just enough"),
        pytest.param(RawCell(20, largest=(15, 4)), Rules(), False, id="dominance is off"),
        pytest.param(
            RawCell(20, largest=(15, 4)), Rules(dominance=(1, 75)), False, id="exactly k percent"
        ),
        pytest.param(
            RawCell(20, largest=(15, 4)), Rules(dominance=(1, 74)), True, id="more than k percent"
        ),
        pytest.param(
            RawCell(20, largest=(4, 15)), Rules(dominance=(2, 90)), True, id="the two largest"
        ),
        pytest.param(RawCell(20), Rules(dominance=(2, 15)), False, id="everybody counts for one"),
        pytest.param(
            RawCell(100, largest=(50, 45)), Rules(p_percent=10), False, id="exactly p percent left"
        ),
        pytest.param(
            RawCell(100, largest=(50, 46)), Rules(p_percent=10), True, id="less than p percent left"
        ),
        pytest.param(RawCell(30, largest=(30,)), Rules(p_percent=10), True, id="one contributor"),
    ],
)
def test_a_count_is_hidden_for_itself(cell: RawCell, rules: Rules, hidden: bool) -> None:
    assert is_sensitive(cell, rules) is hidden


def test_a_total_has_the_people_keys_and_largest_of_its_parts() -> None:
    parts = [RawCell(8, 2**64 - 1, (5, 3)), RawCell(9, 3, (7, 2)), RawCell(2, 5)]
    assert added(parts) == RawCell(19, 7, (7, 5, 3, 2, 1))
    assert added([RawCell(3), RawCell(4)]) == RawCell(7)
    assert added([]) == RawCell(0)
