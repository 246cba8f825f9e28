"""How many people finished a training, told so that nobody can be recognised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import factories
from veerkracht.kernel.clock import today
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area
from veerkracht.programme.measures import measures
from veerkracht.proof.reports_measure import FinishedTraining, in_words, shown
from veerkracht.proof.tests.register_world import comes, joins, past_edition


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([23], "ongeveer 25 mensen"),
        ([10, 12, 0], "ongeveer 20 mensen"),
        ([40, None], "minstens ongeveer 40 mensen"),
        ([None], "te weinig mensen om te laten zien"),
        ([None, 0], "te weinig mensen om te laten zien"),
        ([0], "nog niemand"),
    ],
)
def test_numbers_are_told_roughly_and_never_as_a_figure(
    numbers: list[int | None], words: str
) -> None:
    assert in_words(numbers) == words


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_people_count_once_and_small_sectors_stay_hidden() -> None:
    care, welfare = Sector.objects.all()[:2]
    edition, again = past_edition(days_ago=40, capacity=30), past_edition(days_ago=60)
    people = [joins(edition) for _number in range(14)]
    comes(*people)
    comes(joins(edition), sessions=0)
    twice = joins(again)
    comes(twice)
    Person.objects.filter(pk__in=[one.person_id for one in people[:12]]).update(sector=care)
    Person.objects.filter(pk__in=[one.person_id for one in people[12:]]).update(sector=welfare)
    region, year = edition.region, today().year
    assert shown(region.pk, year, None) == 15
    assert shown(region.pk, year, welfare) is None
    assert shown(region.pk, year, care) is None  # else the other is the difference
    measure = dict(measures.items())["finished-training"]
    reading = measure.read(region, year, None)
    assert reading is not None
    assert reading.words == "ongeveer 15 mensen"
    assert reading.until < today().replace(day=1)
    province = measure.read(Area.objects.get(code="limburg"), year, None)
    assert province is not None
    assert province.words == "ongeveer 15 mensen"
    assert measure.read(region, today().year + 1, None) is None
    assert measure.read(Area.objects.get(name="Heerlen"), year, None) is None


@pytest.mark.django_db
def test_a_region_where_too_few_finished_shows_nothing() -> None:
    edition = past_edition(days_ago=40)
    comes(joins(edition))
    reading = FinishedTraining().read(edition.region, today().year, None)
    assert reading is not None
    assert reading.words == "te weinig mensen om te laten zien"
    assert reading.until >= date(today().year, 1, 1) - timedelta(days=1)
    assert edition.region.code == factories.ZUID
