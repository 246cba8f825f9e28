"""Tables before protection: leaves, areas of a day, periods, contributors; denominators, targets; more sources."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from veerkracht.coalitions.parent_activity_actions import Counted as Activity
from veerkracht.coalitions.parent_activity_actions import count_activity, drop_activity
from veerkracht.conversations.models import CountedQuarter
from veerkracht.disclosure.tables import TOTAL, RawCell
from veerkracht.kernel.clock import today
from veerkracht.monitoring import count_actions as actions
from veerkracht.monitoring import count_queries as queries
from veerkracht.monitoring import count_roll_actions as rolling
from veerkracht.monitoring.count_reading import Line
from veerkracht.monitoring.count_rules import Fact
from veerkracht.monitoring.tests import counting
from veerkracht.places.actions import change_boundary
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TRAINED, DAY = "professionals-trained", date(2026, 11, 23)
HEERLEN, MAASTRICHT = "GM0917", "GM0935"


def counted(*found: tuple[str, str, date], indicator: str = TRAINED, **values: Any) -> None:
    """Invented facts at an area and sector, on a day."""
    with counting.alone() as invented:
        for number, (area, sector, day) in enumerate(found, start=1):
            given = {"function": "anders", "contributor": number % 2 + 1, **values}
            fact = Fact(indicator, str(day.year), number, number, day, area, sector, **given)
            invented.says(number, fact)
        rolling.roll_up()


def table(code: str = TRAINED, **asked: Any) -> Any:
    given = {"area_code": "limburg", "as_of": DAY, "periods": ["2026"], **asked}
    (one,) = queries.raw_tables([code], **given)
    return one


def test_a_table_has_every_leaf_and_the_hierarchy_of_areas() -> None:
    counted((HEERLEN, "zorg", DAY), (HEERLEN, "zorg", DAY), (MAASTRICHT, "welzijn", DAY))
    one = table()
    assert (one.name, one.subject) == (TRAINED, TRAINED)
    assert [each.name for each in one.dimensions] == ["area", "sector", "function", "period"]
    area, sector, function, period = one.dimensions
    assert area.parents[HEERLEN] == "zuid-limburg"
    assert area.parents["zuid-limburg-onbekend"] == "zuid-limburg"
    assert area.parents["zuid-limburg"] == "limburg"
    assert area.parents["limburg"] == TOTAL
    assert (len(area.leaves), len(sector.leaves), len(function.leaves)) == (31 + 3, 8, 7)
    assert dict(period.parents) == {"2026": TOTAL}
    assert len(one.cells) == 34 * 8 * 7
    cell = one.cells[HEERLEN, "zorg", "anders", "2026"]
    assert (cell.count, cell.key_sum, cell.largest) == (2, 3, (1, 1))
    assert sum(each.count for each in one.cells.values()) == 3


def test_a_region_sees_only_its_own_and_an_earlier_day_only_what_had_happened() -> None:
    counted((HEERLEN, "zorg", DAY), (HEERLEN, "zorg", date(2026, 3, 1)), ("GM0983", "zorg", DAY))
    zuid = table(area_code="zuid-limburg")
    assert zuid.dimensions[0].parents["zuid-limburg"] == TOTAL
    assert "GM0983" not in zuid.dimensions[0].parents
    assert sum(each.count for each in zuid.cells.values()) == 2
    before = table(as_of=date(2026, 6, 1))
    assert sum(each.count for each in before.cells.values()) == 1
    assert sum(each.count for each in table(periods=["2025"]).cells.values()) == 0
    assert sum(each.count for each in table(periods=[]).cells.values()) == 3


def test_a_municipality_that_went_over_counts_where_it_is_on_the_day() -> None:
    counted((HEERLEN, "zorg", DAY))
    heerlen, merged = Area.objects.get(code=HEERLEN), date(2027, 1, 1)
    change_boundary(old=heerlen, new_code="GM9999", new_name="Parkstad", on=merged)
    assert table().cells[HEERLEN, "zorg", "anders", "2026"].count == 1
    after = table(as_of=merged)
    assert HEERLEN not in after.dimensions[0].parents
    assert after.cells["GM9999", "zorg", "anders", "2026"].count == 1


def test_what_cannot_be_added_up_over_time_gives_its_latest_period() -> None:
    with counting.alone() as invented:
        for number, period in enumerate(("2026-Q1", "2026-Q3", "2026-Q4"), start=1):
            when = date(2026, 3 * int(period[-1]) - 1, 1)
            invented.says(number, Fact("groups-alive", period, 7, number, when, factories.ZUID))
        rolling.roll_up()
    groups = table("groups-alive")
    area, period = groups.dimensions
    assert dict(period.parents) == {"2026-Q4": TOTAL}
    assert set(area.leaves) == {"noord-limburg", "midden-limburg", "zuid-limburg"}
    assert groups.cells["zuid-limburg", "2026-Q4"].count == 1


def test_denominators_add_up_where_all_of_it_is_known_and_name_their_source() -> None:
    by = factories.administrator()
    assert queries.denominator_source(TRAINED) == ""
    assert queries.denominators(TRAINED, area_code="limburg", as_of=DAY) == {}
    lines = [Line(town.pk, "zorg", "", 2025, 10) for town in municipalities()]
    actions.bring_denominators(lines=lines, kind="workforce", source="Telling", by=by)
    found = queries.denominators(TRAINED, area_code="limburg", as_of=DAY)
    assert found[HEERLEN, "zorg", TOTAL, TOTAL] == 10
    assert found["zuid-limburg", "zorg", TOTAL, "2026"] == 160
    assert found[TOTAL, "zorg", TOTAL, TOTAL] == found["limburg", "zorg", TOTAL, "2024"] == 310
    assert (TOTAL, TOTAL, TOTAL, TOTAL) not in found
    assert queries.denominator_source(TRAINED) == "Telling, 2025"
    assert queries.denominators("groups-alive", area_code="limburg", as_of=DAY) == {}
    assert queries.denominators("students-trained", area_code="limburg", as_of=DAY) == {}


def test_targets_stand_at_their_area_and_at_the_total_of_the_area_itself() -> None:
    by, zuid = factories.coordinator(), region(factories.ZUID)
    actions.set_target(wanted=actions.Wanted(TRAINED, zuid, 2026, 300, "zorg"), by=by)
    actions.set_target(wanted=actions.Wanted(TRAINED, zuid, 2026, 400, "zorg"), by=by)
    actions.set_target(wanted=actions.Wanted("groups-alive", zuid, 2026, 5), by=by)
    assert queries.targets(TRAINED, area_code="limburg") == {
        ("zuid-limburg", "zorg", TOTAL, "2026"): 400
    }
    assert queries.targets("groups-alive", area_code="zuid-limburg") == {
        ("zuid-limburg", "2026"): 5,
        (TOTAL, "2026"): 5,
    }


def test_parents_count_as_many_as_were_there_and_not_when_it_was_a_mistake() -> None:
    organisation = factories.organisation()
    by = factories.contact(organisation)
    told = Activity(
        Area.objects.get(code=HEERLEN), today() - timedelta(days=3), "walk", "Wandeling", 12, 2, 40
    )
    row = count_activity(organisation=organisation, counted=told, by=by)
    rolling.roll_up()
    cell = table("parents-involved").cells[HEERLEN, "2026"]
    assert (cell.count, cell.largest) == (14, (14,))
    assert table("parents-heard").cells[HEERLEN, "2026"].count == 40
    drop_activity(activity=row, by=by)
    rolling.roll_up()
    assert table("parents-involved").cells[HEERLEN, "2026"].count == 0
    assert table("parents-heard").cells[HEERLEN, "2026"].count == 0


def test_who_only_heard_of_it_is_not_somebody_who_took_part() -> None:
    organisation = factories.organisation()
    told = Activity(
        Area.objects.get(code=HEERLEN),
        today() - timedelta(days=3),
        "other",
        "Kraam op de markt",
        0,
        0,
        60,
    )
    count_activity(organisation=organisation, counted=told, by=factories.contact(organisation))
    rolling.roll_up()
    assert table("parents-involved").cells.get((HEERLEN, "2026"), RawCell(0)).count == 0
    assert table("parents-heard").cells[HEERLEN, "2026"].count == 60


def test_conversations_wait_for_the_recount_and_for_their_quarter(clock: Any) -> None:
    values = {"instrument": "adult", "sector": "birth", "region": region(factories.ZUID)}
    CountedQuarter.objects.create(quarter="2026-2", number=30, **values)
    CountedQuarter.objects.create(quarter="2026-4", number=40, **values)
    rolling.note_changed("person", [1])
    rolling.roll_up()
    assert counting.number("conversations") == 0
    rolling.recount()
    cells = table("conversations").cells
    assert cells["zuid-limburg", "2026-Q2"].count == 30
    assert cells["zuid-limburg", "2026-Q4"].count == 0


def test_what_was_counted_refuses_an_unknown_indicator_and_area() -> None:
    with pytest.raises(KeyError):
        table("nothing")
    with pytest.raises(Area.DoesNotExist):
        table(area_code="nergens")
    assert queries.label("sector", "welzijn") == "Welzijn"
    assert queries.label("sector", "nothing") == "nothing"
    assert queries.label("area", HEERLEN) == HEERLEN
