"""Which organisations give trainings where, for the map of the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.clock import now
from veerkracht.people.queries import Activity, ActivityKind, activities
from veerkracht.training.queries import published

if TYPE_CHECKING:
    from collections.abc import Iterator


def register() -> None:
    """Put trainings on the map."""
    activities.add("trainingen", ActivityKind(_("geeft trainingen"), given), order=10)


def given() -> Iterator[Activity]:
    """Each course that lies ahead, once a municipality, by the organisation that gives it: one query."""
    told = set()
    for one in published(now()).filter(course__provider__isnull=False):
        key = (one.course_id, one.municipality_id)
        if key not in told:
            told.add(key)
            yield Activity(
                organisation=one.course.provider_id or 0,
                title=str(one.course),
                url=reverse("training:edition", args=[one.pk, one.course.slug]),
                area=one.municipality_id,
            )
