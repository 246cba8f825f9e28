"""Steps as they are typed, and the states of ways of working, offers and placements."""

from __future__ import annotations

from datetime import date

import pytest

from veerkracht.cocreation import join_rules, student_rules
from veerkracht.cocreation import way_rules as rules


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("10 Loop samen", [(10, "Loop samen")]),
        ("10 min: Loop\n\n5 minuten Praat na", [(10, "Loop"), (5, "Praat na")]),
        ("10 Loop\nen kijk rond", [(10, "Loop en kijk rond")]),
        ("", []),
    ],
)
def test_steps_are_lines_that_begin_with_minutes(typed: str, steps: list[tuple[int, str]]) -> None:
    assert rules.read_steps(typed) == steps


@pytest.mark.parametrize("typed", ["Loop samen", "\nLoop", "10", "-5 Loop", "9999 Loop"])
def test_a_first_line_without_minutes_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        rules.read_steps(typed)


def test_steps_may_take_a_quarter_more_than_was_said() -> None:
    assert rules.fits(40, [20, 30])
    assert not rules.fits(40, [20, 31])


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("propose", "draft", "review"),
        ("propose", "published", None),
        ("publish", "review", "published"),
        ("publish", "published", None),
        ("send_back", "review", "draft"),
        ("send_back", "published", None),
        ("withdraw", "published", "withdrawn"),
    ],
)
def test_a_way_of_working_moves_by_its_table(step: str, before: str, after: str | None) -> None:
    assert rules.next_state(step, before) == after


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("confirm", "asked", "confirmed"),
        ("confirm", "left", None),
        ("accept", "asked", None),
        ("accept", "confirmed", "accepted"),
        ("leave", "accepted", "left"),
        ("leave", "refused", None),
    ],
)
def test_an_offer_moves_by_its_table(step: str, before: str, after: str | None) -> None:
    assert join_rules.next_state(step, before) == after


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("approve", "review", "open"),
        ("approve", "closed", None),
        ("fill", "open", "filled"),
        ("fill", "review", None),
        ("close", "filled", None),
    ],
)
def test_a_placement_moves_by_its_table(step: str, before: str, after: str | None) -> None:
    assert student_rules.next_state(step, before) == after


@pytest.mark.parametrize(
    ("until", "closes", "wrong"),
    [
        (date(2027, 2, 1), date(2026, 12, 1), ""),
        (date(2026, 12, 31), date(2026, 12, 1), "until_on"),
        (date(2027, 2, 1), date(2026, 11, 1), "closes_on"),
        (date(2027, 2, 1), date(2028, 11, 1), "closes_on"),
    ],
)
def test_days_of_a_placement(until: date, closes: date, wrong: str) -> None:
    found = student_rules.days_are_right(date(2027, 1, 1), until, closes, date(2026, 11, 23))
    assert found == wrong
