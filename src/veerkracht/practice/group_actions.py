"""The verbs of intervision groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.meetings.actions import start_series
from veerkracht.practice.group_models import Group

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

PURPOSE = "intervision"


@transaction.atomic
def start_group(
    *,
    region: Area,
    name: str,
    people: Sequence[Person],
    by: Person,
    why: str = "",
    coach: Person | None = None,
) -> Group:
    """An intervision group begins, with these people. Who may is for the caller to check."""
    series = start_series(region=region, purpose=PURPOSE, name=name, people=people, by=by)
    return Group.objects.create(series=series, why=why, coach=coach)
