"""Cells follow what happens, and the recount says the same: over chance, over every source, and over the years."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from veerkracht.enrolment.actions import mark_came
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import jobs
from veerkracht.monitoring import count_roll_actions as rolling
from veerkracht.monitoring.count_keys import key_of, person_key
from veerkracht.monitoring.count_rules import Fact, cells_of, units_of
from veerkracht.monitoring.models import Changed, CountedCell, CountedFact, CountedUnit, Recount
from veerkracht.monitoring.tests import counting
from veerkracht.people.actions import erase_person, merge_people, save_profile
from veerkracht.people.models import PersonKind
from veerkracht.places.models import Area
from veerkracht.practice import actions as practice
from veerkracht.practice.models import Went
from veerkracht.practice.tests import planning
from veerkracht.training.actions import take_over_counts, take_over_learning
from veerkracht.training.learning_actions import Earlier, EarlierCount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TRAINED = "professionals-trained"
PEOPLE = [key_of("test", number) for number in range(4)]

facts = st.builds(
    Fact,
    indicator=st.just(TRAINED),
    period=st.sampled_from(["2025", "2026"]),
    who=st.sampled_from(PEOPLE),
    item=st.integers(0, 3),
    on=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    area=st.sampled_from(["GM0917", "GM0983"]),
    sector=st.sampled_from(["zorg", "welzijn"]),
    function=st.just("anders"),
)
steps = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.lists(facts, max_size=4, unique_by=lambda one: (one.period, one.who, one.item)),
        st.booleans(),
    ),
    max_size=8,
)


@given(steps)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_changes_the_recount_finds_the_same_cells(told: list[Any]) -> None:
    point = transaction.savepoint()
    with counting.alone() as invented:
        for record, found, at_once in told:
            invented.says(record, *found)
            if at_once:
                rolling.roll_up()
        rolling.roll_up()
        units = units_of(fact for _record, fact in invented.facts(None))
        assert counting.units() == units
        assert counting.cells() == cells_of(units)
        assert rolling.recount() == 0
        assert counting.cells() == cells_of(units)
    transaction.savepoint_rollback(point)


def test_a_source_that_fails_holds_up_nobody_and_is_right_after_the_recount() -> None:
    with counting.alone() as invented:
        invented.says(1, Fact(TRAINED, "2026", 1, 1, date(2026, 1, 1), "GM0917"))
        good, invented.records = invented.records, {1: [None]}  # type: ignore[list-item]  # a bug
        assert rolling.roll_up() == 1
        assert not Changed.objects.exists()
        invented.records = good
        rolling.recount()
        assert counting.number(TRAINED) == 1


def test_a_cell_that_was_wrong_is_put_right_and_that_is_kept() -> None:
    with counting.alone() as invented:
        invented.says(1, Fact(TRAINED, "2026", 1, 1, date(2026, 1, 1), "GM0917"))
        rolling.roll_up()
        CountedCell.objects.update(number=7)
        CountedUnit.objects.all().delete()
        assert rolling.recount() == 1
        assert counting.number(TRAINED) == 1
        assert CountedUnit.objects.count() == 1
        assert Recount.objects.latest("pk").different == 1
        assert rolling.recount_nightly() == 0  # it was done just now


def test_who_came_counts_once_in_the_year_of_the_first_training(clock: Any) -> None:
    person = counting.worker()
    counting.followed(person)
    clock.shift(timedelta(days=60))  # in the next year
    counting.followed(person)
    assert rolling.roll_up() > 0
    (unit,) = counting.units().values()
    assert (unit.references, unit.area, unit.sector) == (2, "GM0917", "verloskunde")
    (key,) = counting.units()
    assert (key.who, key.period) == (person_key(person.pk), "2026")
    assert key.who != person.pk
    (cell,) = counting.cells().values()
    assert (cell.units, cell.number, cell.key_sum) == (1, 1, person_key(person.pk))


def test_who_did_not_come_or_is_something_else_does_not_count_as_a_professional() -> None:
    counting.followed(counting.worker(), came=False)
    counting.followed(counting.worker(kind=PersonKind.VOLUNTEER))
    counting.followed(counting.worker(kind=PersonKind.STUDENT))
    rolling.roll_up()
    assert counting.number(TRAINED) == 0
    assert counting.number("students-trained") == 1


def test_the_tick_of_a_whole_edition_counts_as_well() -> None:
    person = counting.worker()
    edition = planning.held(person)
    rolling.roll_up()
    assert counting.number(TRAINED) == 0
    came = [edition.enrolments.get().pk]
    mark_came(edition=edition, came=came, by=factories.coordinator())
    rolling.roll_up()
    assert counting.number(TRAINED) == 1


def test_other_work_moves_somebody_and_without_a_municipality_the_region_counts() -> None:
    person = counting.worker()
    counting.followed(person)
    rolling.roll_up()
    save_profile(
        person=person, by=person, municipality=Area.objects.get(name="Maastricht"), function="arts"
    )
    rolling.roll_up()
    (key,) = counting.cells()
    assert (key.area, key.function) == ("GM0935", "behandeling")
    save_profile(person=person, by=person, municipality=None)
    rolling.roll_up()
    (key,) = counting.cells()
    assert key.area == "zuid-limburg-onbekend"


def test_who_leaves_counts_no_more_and_two_accounts_count_once() -> None:
    one, two, gone = counting.worker(), counting.worker(), counting.worker()
    for person in (one, two, gone):
        counting.followed(person)
    rolling.roll_up()
    assert counting.number(TRAINED) == 3
    merge_people(keep=one, drop=two, by=factories.administrator())
    erase_person(person=gone, by=gone)
    rolling.roll_up()
    assert counting.number(TRAINED) == 1
    assert rolling.recount() == 0
    assert counting.number(TRAINED) == 1


def test_what_was_taken_over_stands_apart() -> None:
    person, by = counting.worker(), factories.coordinator()
    region = Area.objects.get(code=factories.ZUID)
    earlier = [Earlier(person.pk, "Basistraining", 2022)]
    take_over_learning(learning=earlier, region=region, list_number=1, by=by)
    counts = [EarlierCount("Basistraining", 2022, 40)]
    take_over_counts(counts=counts, region=region, list_number=1, by=by)
    rolling.roll_up()
    assert counting.number("taken-over", area="GM0917") == 1
    assert counting.number("taken-over", area="zuid-limburg-onbekend") == 40
    assert counting.number(TRAINED) == 0


def test_kept_commitments_count_people_and_a_plan_taken_back_does_not(clock: Any) -> None:
    person = counting.worker()
    plan = planning.planned(person)
    clock.shift(timedelta(days=91))
    look_back = plan.look_backs.get(days=90)
    for commitment in plan.commitments.all():
        practice.say_how_it_went(look_back=look_back, commitment=commitment, went=Went.DONE)
    rolling.roll_up()
    assert counting.number("commitments-kept", area=factories.ZUID) == 1
    practice.withdraw_plan(plan=plan, by=person)
    rolling.roll_up()
    assert counting.number("commitments-kept") == 0


def test_changes_are_written_with_what_they_are_of_or_not_at_all() -> None:
    person = counting.worker()
    Changed.objects.all().delete()
    with pytest.raises(RuntimeError), transaction.atomic():
        save_profile(person=person, by=person, function="arts")
        raise RuntimeError
    assert not Changed.objects.exists()


def test_the_jobs_go_round_often_enough() -> None:
    every = {name: job.every for name, job in jobs.items()}
    assert every["monitoring.roll_up"] <= timedelta(seconds=1)
    assert every["monitoring.recount"] == timedelta(days=1)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: [_unit(), _unit()], "counted_unit_has_one_home"),
        (lambda: [_unit(references=0)], "counted_unit_is_referred_to"),
        (lambda: [_cell(), _cell()], "counted_figure_once"),
        (lambda: [_cell(units=0)], "counted_figure_counts_something"),
        (lambda: [_fact(), _fact()], "counted_fact_once"),
    ],
)
def test_the_database_guards_what_is_counted(make: Any, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        for row in make():
            row.save()


def _unit(**values: Any) -> CountedUnit:
    given: dict[str, Any] = {"indicator": TRAINED, "period": "2026", "who": 1, "references": 1}
    return CountedUnit(**{**given, **values})


def _cell(**values: Any) -> CountedCell:
    given: dict[str, Any] = {
        "indicator": TRAINED,
        "period": "2026",
        "units": 1,
        "number": 1,
        "key_sum": 1,
    }
    return CountedCell(**{**given, **values})


def _fact() -> CountedFact:
    return CountedFact(
        source="one", record=1, indicator=TRAINED, period="2026", who=1, item=1, on=now().date()
    )
