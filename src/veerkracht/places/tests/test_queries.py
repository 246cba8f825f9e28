"""Limburg as it lies: areas, memberships through time, distances."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.places import queries, rules
from veerkracht.places.actions import load_limburg
from veerkracht.places.models import Area, AreaKind, AreaMembership, BoundaryChange, Population

if TYPE_CHECKING:
    from collections.abc import Iterator

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.fixture(autouse=True)
def fresh_centres() -> Iterator[None]:
    queries.forget_centres()
    yield
    queries.forget_centres()


def area(code: str) -> Area:
    return Area.objects.get(code=code)


@pytest.mark.django_db
def test_limburg_has_31_municipalities_in_three_regions() -> None:
    sizes = {region.code: queries.municipalities(region).count() for region in queries.regions()}
    assert sizes == {"noord-limburg": 8, "midden-limburg": 7, "zuid-limburg": 16}
    assert queries.municipalities().count() == 31


@pytest.mark.django_db
def test_the_numbers_add_up_to_what_cbs_counted() -> None:
    assert (
        sum(Population.objects.filter(year=2023).values_list("inhabitants", flat=True)) == 1_128_367
    )


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    before = list(Area.objects.order_by("pk").values())
    assert load_limburg() == 0
    assert list(Area.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_areas_overlap() -> None:
    parents = AreaMembership.objects.on(date(2026, 1, 1)).filter(area=area("GM0917"))
    assert set(parents.values_list("parent__code", flat=True)) == {
        "zuid-limburg",
        "ggd-zuid-limburg",
        "parkstad",
    }
    assert queries.region_of(area("GM0917")) == area("zuid-limburg")


@pytest.mark.django_db
def test_beekdaelen_came_from_three_in_2019() -> None:
    zuid = area("zuid-limburg")
    before = set(queries.municipalities(zuid, date(2018, 12, 31)).values_list("name", flat=True))
    after = set(queries.municipalities(zuid, date(2019, 1, 1)).values_list("name", flat=True))
    assert before - after == {"Nuth", "Onderbanken", "Schinnen"}
    assert after - before == {"Beekdaelen"}
    assert BoundaryChange.objects.filter(new=area("GM1954")).count() == 3


@pytest.mark.django_db
def test_a_place_outside_our_regions_lies_in_none() -> None:
    stranger = Area.objects.create(code="GM9999", kind=AreaKind.MUNICIPALITY, name="Ver weg")
    assert queries.region_of(stranger) is None
    assert queries.within_km(stranger, 100) == []
    assert queries.distance_km(stranger, area("GM0917")) is None


@pytest.mark.django_db
def test_distances_are_those_of_the_map() -> None:
    heerlen, maastricht = area("GM0917"), area("GM0935")
    distance = queries.distance_km(heerlen, maastricht)
    assert distance is not None
    assert 18 < distance < 21
    near = queries.within_km(heerlen, 8)
    assert near[0] == heerlen.pk
    assert area("GM0882").pk in near  # Landgraaf
    assert maastricht.pk not in near


@pytest.mark.django_db
def test_near_costs_one_query_in_a_minute(django_assert_num_queries: object) -> None:
    heerlen = area("GM0917")
    with django_assert_num_queries(1):  # type: ignore[operator]
        for km in range(20):
            queries.within_km(heerlen, km)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {
            "code": "x",
            "kind": "region",
            "name": "X",
            "valid_from": date(2020, 1, 1),
            "valid_until": date(2020, 1, 1),
        },
        {
            "code": "GM0917",
            "kind": "municipality",
            "name": "Dubbel",
            "valid_from": date(2011, 1, 1),
        },
    ],
)
def test_the_database_keeps_areas_in_order(values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        Area.objects.create(**values)


@pytest.mark.django_db
def test_an_area_does_not_lie_in_itself() -> None:
    with pytest.raises(IntegrityError):
        AreaMembership.objects.create(area=area("nl"), parent=area("nl"))


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_the_globe(
    a: rules.Point, b: rules.Point
) -> None:
    there = rules.distance_km(a, b)
    assert there == pytest.approx(rules.distance_km(b, a))
    assert 0 <= there <= 20_016


@given(points)
def test_a_place_is_no_distance_from_itself(point: rules.Point) -> None:
    assert rules.distance_km(point, point) == pytest.approx(0, abs=1e-6)
