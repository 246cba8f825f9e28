"""The simple model notices what should not have happened, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from bench.replay import Model, Step

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def step(
    who: int, before: str, after: str, rule: str, *, passed: int = 0, wish: UUID | None = None
) -> Step:
    """A move of somebody who asked ``who`` minutes after noon."""
    at = NOON + timedelta(minutes=who)
    return Step(who, wish or UUID(int=who), at, before, after, rule, passed)


def waits(who: int, wish: UUID | None = None) -> Step:
    return step(who, "", "waiting", "full", wish=wish)


def is_offered(
    who: int, rule: str = "strict-order", *, passed: int = 0, wish: UUID | None = None
) -> Step:
    return step(who, "waiting", "offered", rule, passed=passed, wish=wish)


def faults(*steps: Step) -> list[str]:
    return Model().follow(steps)


def test_a_fair_course_of_events_has_no_faults() -> None:
    fair = [
        step(1, "", "placed", "free-place"),
        waits(2),
        waits(3),
        step(1, "placed", "cancelled", "left"),
        is_offered(2),
        step(2, "offered", "lapsed", "offer-ran-out"),
        is_offered(3),
        step(3, "offered", "placed", "accepted"),
        step(4, "", "placed", "free-place"),
    ]
    assert faults(*fair) == []


def test_an_overtake_is_noticed() -> None:
    assert "before 1 others" in faults(waits(1), waits(2), is_offered(2))[0]


def test_the_first_that_fits_may_pass_as_many_as_it_says_and_no_more() -> None:
    queue = [waits(1), waits(2), waits(3)]
    assert faults(*queue, is_offered(3, "first-that-fits", passed=2)) == []
    assert len(faults(*queue, is_offered(3, "first-that-fits", passed=1))) == 1
    assert len(faults(*queue, is_offered(3, "strict-order", passed=2))) == 1


def test_a_kept_place_may_go_past_as_many_as_it_says_and_no_more() -> None:
    queue = [waits(1), waits(2), waits(3)]
    assert faults(*queue, is_offered(3, "shares", passed=2)) == []
    assert len(faults(*queue, is_offered(3, "shares", passed=1))) == 1


def test_who_is_approved_counts_from_the_request() -> None:
    asked = step(1, "", "asked", "to-approve")
    assert faults(asked, waits(2), step(1, "asked", "placed", "approved")) == []
    late = step(3, "", "asked", "to-approve")
    passing = [late, waits(2), step(3, "asked", "placed", "approved")]
    assert "before 1 others" in faults(*passing)[0]
    assert faults(*passing[:2], step(3, "asked", "placed", "approved", passed=1)) == []


def test_who_asked_earlier_and_comes_in_later_passes_nobody() -> None:
    assert faults(waits(5), step(2, "", "placed", "free-place")) == []


def test_a_newcomer_who_passes_the_queue_is_noticed() -> None:
    assert "while 1 waited" in faults(waits(1), step(2, "", "placed", "free-place"))[0]


def test_an_illegal_move_is_noticed() -> None:
    assert len(faults(is_offered(1))) == 1
    assert len(faults(waits(1), step(1, "offered", "placed", "accepted"))) == 1


def test_somebody_who_is_placed_twice_is_noticed() -> None:
    twice = step(1, "", "placed", "free-place")
    assert "but was 'placed'" in faults(twice, twice)[0]


def test_people_who_come_together_count_as_one_from_their_first_request() -> None:
    party = uuid4()
    queue = [waits(1, party), waits(2, party), waits(3)]
    both = [is_offered(1, wish=party), is_offered(2, wish=party)]
    assert faults(*queue, *both, is_offered(3)) == []
    assert "before 1 others" in faults(*queue, is_offered(3))[0]
