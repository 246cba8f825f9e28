"""Matching: every hard rule on random problems, never below exhaustive search, and the same answer each time."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.architecture.figures import SOURCE
from veerkracht.planning.matching import (
    Because,
    Coach,
    Problem,
    Request,
    Way,
    match,
    obstacles,
    points_of,
)

T = TypeVar("T")
REGIONS, LANGUAGES, THEMES = (1, 2), ("nl", "en"), ("a", "b", "c", "d")


def some(values: tuple[T, ...]) -> st.SearchStrategy[frozenset[T]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=len(values))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to three coaches and five requests, with real contention."""
    coaches = [
        Coach(
            number=number,
            load=draw(st.integers(1, 3)),
            taken=draw(st.integers(0, 2)),
            regions=draw(some(REGIONS)),
            languages=draw(some(LANGUAGES)),
            themes=draw(some(THEMES)),
            sectors=draw(some((1, 2))),
            way=draw(st.sampled_from(Way)),
            organisation=draw(st.sampled_from((None, 1, 2, 3))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    requests = [
        Request(
            number=number,
            region=draw(st.sampled_from(REGIONS)),
            languages=draw(some(LANGUAGES)),
            themes=draw(some(THEMES)),
            sector=draw(st.sampled_from((None, 1, 2))),
            way=draw(st.sampled_from(Way)),
            organisation=draw(st.sampled_from((None, 1, 2))),
            apart=draw(st.frozensets(st.integers(0, 2), max_size=1)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return Problem(tuple(coaches), tuple(requests))


def exhaustive(problem: Problem) -> int:
    """The most points of any allowed answer."""
    options = [
        [None, *(coach for coach in problem.coaches if not obstacles(request, coach))]
        for request in problem.requests
    ]
    best = 0
    for answer in product(*options):
        if all(answer.count(coach) <= coach.room for coach in problem.coaches):
            pairs = [
                (request.number, coach.number)
                for request, coach in zip(problem.requests, answer, strict=True)
                if coach
            ]
            best = max(best, points_of(problem, pairs))
    return best


@settings(max_examples=40, deadline=None)
@given(problems())
def test_small_problems_are_solved_as_well_as_by_trying_everything(problem: Problem) -> None:
    found = match(problem)
    assert found.is_best
    assert found.points == exhaustive(problem)
    coaches = {one.number: one for one in problem.coaches}
    requests = {one.number: one for one in problem.requests}
    for one in found.matches:
        request, coach = requests[one.request], coaches[one.coach]
        assert not obstacles(request, coach)
        assert one.themes == request.themes & coach.themes
    for coach in problem.coaches:
        assert sum(one.coach == coach.number for one in found.matches) <= coach.room
    told = [one.request for one in found.matches] + [one.request for one in found.unplaced]
    assert sorted(told) == sorted(requests)
    backwards = Problem(problem.coaches[::-1], problem.requests[::-1])
    assert match(backwards) == found


def coach(number: int = 1, **values: object) -> Coach:
    usual: dict[str, object] = {
        "load": 2,
        "regions": frozenset({1}),
        "languages": frozenset({"nl"}),
        "organisation": 9,
    }
    return Coach(number=number, **{**usual, **values})  # type: ignore[arg-type]  # of a table


ASKED = Request(number=1, region=1, languages=frozenset({"nl"}), organisation=5)


@pytest.mark.parametrize(
    ("coaches", "because"),
    [
        ([], Because.REGION),
        ([coach(regions=frozenset({2}))], Because.REGION),
        ([coach(languages=frozenset({"en"}))], Because.LANGUAGE),
        ([coach(organisation=5)], Because.INDEPENDENT),
        ([coach(taken=2)], Because.ROOM),
        ([coach(regions=frozenset({2})), coach(2, organisation=5)], Because.INDEPENDENT),
        ([coach(taken=2), coach(2, organisation=5)], Because.ROOM),
    ],
)
def test_who_gets_no_coach_hears_the_furthest_reason(
    coaches: list[Coach], because: Because
) -> None:
    found = match(Problem(tuple(coaches), (ASKED,)))
    assert [one.because for one in found.unplaced] == [because]


def test_authority_keeps_two_apart_and_a_number_stands_once() -> None:
    asked = Request(number=1, region=1, languages=frozenset({"nl"}), apart=frozenset({1}))
    assert match(Problem((coach(1), coach(2)), (asked,))).matches[0].coach == 2
    with pytest.raises(ValueError, match="twice"):
        Problem((coach(1), coach(1)), ())


def test_load_is_shared_when_all_fits_alike() -> None:
    asked = [Request(number=n, region=1, languages=frozenset({"nl"})) for n in range(4)]
    found = match(Problem((coach(1, load=4), coach(2, load=4)), tuple(asked)))
    assert sorted(one.coach for one in found.matches) == [1, 1, 2, 2]


def test_a_whole_province_is_answered_within_its_work() -> None:
    coaches = [
        coach(n, load=4, themes=frozenset(THEMES[n % 4 :]), organisation=n % 7) for n in range(30)
    ]
    asked = [
        Request(n, 1, frozenset({"nl"}), frozenset(THEMES[: n % 4 + 1]), organisation=n % 7)
        for n in range(150)
    ]
    found = match(Problem(tuple(coaches), tuple(asked)), work=0.3)
    assert len(found.matches) == 120  # every place of every coach
    assert {one.because for one in found.unplaced} == {Because.ROOM}


def test_the_solver_is_not_loaded_until_somebody_solves() -> None:
    said = "import sys, veerkracht.planning.matching; print('ortools' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", said],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE.parent)},
    )
    assert done.stdout.strip() == "False"
