"""Training from before the platform: taken over, apart, and taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import carry_out_retention
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region
from veerkracht.training import queries
from veerkracht.training.actions import (
    Earlier,
    EarlierCount,
    grant_for_earlier,
    make_qualification,
    record_achievement,
    take_back_counts,
    take_back_courses,
    take_back_learning,
    take_over_counts,
    take_over_learning,
)
from veerkracht.training.models import Achievement, TakenOver, TakenOverCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def zuid() -> Area:
    return region(factories.ZUID)


@pytest.fixture
def by() -> Person:
    return factories.coordinator()


def test_what_stands_there_already_is_passed_over(zuid: Area, by: Person) -> None:
    an = factories.person()
    row = Earlier(an.pk, "Basis", 2022, date(2022, 3, 1), Decimal("7.5"), "Zet")
    given: dict[str, Any] = {"region": zuid, "list_number": 1, "by": by}
    assert len(take_over_learning(learning=[row, row], **given)) == 1
    assert take_over_learning(learning=[row], **given) == []
    [shown] = queries.taken_over_of(an)
    assert str(shown) == "Basis (2022)"


@pytest.mark.parametrize("year", [2020, 2099])
def test_a_year_before_2021_or_to_come_is_refused(zuid: Area, by: Person, year: int) -> None:
    with pytest.raises(RuleBroken, match="2021"):
        take_over_learning(
            learning=[Earlier(by.pk, "Basis", year)], region=zuid, list_number=1, by=by
        )
    with pytest.raises(RuleBroken, match="2021"):
        take_over_counts(counts=[EarlierCount("Basis", year, 3)], region=zuid, list_number=1, by=by)


def test_a_qualification_is_granted_once_and_taken_back_when_it_came_from_a_list(
    zuid: Area, by: Person
) -> None:
    basis = make_qualification(by=None, slug="basis", name="Basis", valid_months=24)
    an, bo = factories.person(), factories.person()
    record_achievement(by=None, person=bo, qualification=basis, on=date(2024, 1, 1))
    days = {an.pk: date(2022, 1, 1), bo.pk: date(2022, 1, 1)}
    made = grant_for_earlier(days=days, qualification=basis, region=zuid, by=by)
    granted = Achievement.objects.get(pk__in=made)
    assert (granted.person, granted.valid_until) == (an, date(2024, 1, 1))
    own = Achievement.objects.get(person=bo)
    take_back_learning(learning=[], achievements=[granted.pk, own.pk], region=zuid, by=by)
    assert list(Achievement.objects.all()) == [own]


def test_numbers_are_replaced_and_set_back_unless_changed_since(zuid: Area, by: Person) -> None:
    given: dict[str, Any] = {"region": zuid, "list_number": 1, "by": by}
    first = take_over_counts(counts=[EarlierCount("Basis", 2022, 10)], **given)
    second = take_over_counts(counts=[EarlierCount("Basis", 2022, 12)], **given)
    assert take_over_counts(counts=[EarlierCount("Basis", 2022, 12)], **given) == {}
    assert take_back_counts(counts=first, region=zuid, by=by) == set(first)
    assert take_back_counts(counts=second, region=zuid, by=by) == set()
    assert TakenOverCount.objects.get().number == 10
    assert take_back_counts(counts=first, region=zuid, by=by) == set()
    assert not TakenOverCount.objects.exists()


def test_reach_of_before_stands_on_its_own(zuid: Area, by: Person) -> None:
    given: dict[str, Any] = {"region": zuid, "list_number": 1, "by": by}
    take_over_learning(learning=[Earlier(by.pk, "Basis", 2022)], **given)
    take_over_counts(
        counts=[EarlierCount("Basis", 2021, 40), EarlierCount("Basis", 2022, 9)], **given
    )
    assert queries.taken_over_reach(zuid) == {2021: 40, 2022: 10}
    assert queries.taken_over_reach(region(factories.NOORD)) == {}
    assert not queries.achieved_by(by).exists()


def test_only_the_own_coordinator_takes_over_and_back(zuid: Area) -> None:
    stranger = factories.coordinator(factories.NOORD)
    acts: list[Any] = [
        lambda: take_over_learning(learning=[], region=zuid, list_number=1, by=stranger),
        lambda: take_over_counts(counts=[], region=zuid, list_number=1, by=stranger),
        lambda: take_back_learning(learning=[], achievements=[], region=zuid, by=stranger),
        lambda: take_back_counts(counts={}, region=zuid, by=stranger),
        lambda: take_back_courses(courses=[], region=zuid, by=stranger),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_course_with_editions_stays(zuid: Area, by: Person) -> None:
    bare, used = factories.course(), factories.course()
    factories.edition(of=used)
    stay = take_back_courses(courses=[bare.pk, used.pk], region=zuid, by=by)
    assert stay == {used.pk: "training.edition"}


def test_the_database_refuses_what_cannot_be(zuid: Area, by: Person) -> None:
    def row(**more: Any) -> None:
        facts = {"person": by, "title": "Basis", "year": 2022, "region": zuid, **more}
        TakenOver.objects.create(**facts)

    def number(**more: Any) -> None:
        TakenOverCount.objects.create(
            **{"title": "B", "year": 2022, "region": zuid, "number": 1, **more}
        )

    row()
    number()
    acts: list[tuple[str, Any]] = [
        ("taken_over_once", row),
        ("taken_over_since_2021", lambda: row(year=2020)),
        ("taken_over_day_in_year", lambda: row(on=date(2023, 1, 1))),
        ("taken_over_count_once", number),
        ("taken_over_count_since_2021", lambda: number(year=2020)),
        ("taken_over_count_above_zero", lambda: number(title="C", number=0)),
    ]
    for name, act in acts:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            act()


def test_earlier_training_goes_after_seven_years(zuid: Area, by: Person, clock: Any) -> None:
    take_over_learning(learning=[Earlier(by.pk, "Basis", 2022)], region=zuid, list_number=1, by=by)
    clock.shift(4 * 366 * 24 * 3600)
    carry_out_retention()
    assert not TakenOver.objects.exists()
