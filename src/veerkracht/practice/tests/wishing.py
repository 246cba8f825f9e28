"""People who want to join a group."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests import factories
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities
from veerkracht.practice.forming_actions import Demanded, Wished, begin_round, wish_to_join
from veerkracht.practice.forming_models import JoinWish, Round
from veerkracht.practice.forming_work import work_on_rounds

SMALL = Demanded(least=3, most=4, of_one_organisation=4)
TUESDAY_EVENING, WEDNESDAY_EVENING = 5, 8


def town(name: str = "Heerlen") -> Area:
    """A municipality."""
    return municipalities().get(name=name)


def wished(**values: Any) -> Wished:
    """Tuesday evening, near Heerlen, about anything."""
    usual = Wished(
        municipality=town(),
        parts=(TUESDAY_EVENING,),
        in_person=True,
        online=False,
        travel_km=20,
        languages=("nl",),
        themes=(),
        experience=1,
    )
    return replace(usual, **values)


def wisher(name: str, **values: Any) -> JoinWish:
    """Somebody who waits for a group."""
    return wish_to_join(wished=wished(**values), by=factories.person(name))


def wishers(number: int, **values: Any) -> list[Person]:
    """So many who can at the same time."""
    return [wisher(f"Wens {at}", **values).person for at in range(1, number + 1)]


def found_round(by: Person, demanded: Demanded = SMALL) -> Round:
    """A round of Zuid-Limburg that was searched."""
    region = JoinWish.objects.order_by("pk")[0].region
    made = begin_round(region=region, demanded=demanded, by=by)
    work_on_rounds()
    made.refresh_from_db()
    return made
