"""Public pages are made anew when what they show changes, and the search learns of it."""

from __future__ import annotations

from typing import get_args

from veerkracht.kernel import page_cache
from veerkracht.kernel.events import after_commit, on
from veerkracht.kernel.searching import changed
from veerkracht.training.events import (
    CapacityChanged,
    CourseChanged,
    EditionCalledOff,
    EditionChanged,
    EditionDetailsChanged,
    EditionPublished,
    TrainersChanged,
)
from veerkracht.training.models import Edition
from veerkracht.training.searching import SOURCE

AboutEdition = (
    EditionPublished
    | EditionChanged
    | EditionDetailsChanged
    | CapacityChanged
    | EditionCalledOff
    | TrainersChanged
)
FoundBy = EditionPublished | EditionChanged | EditionDetailsChanged | EditionCalledOff


def forget_edition(event: AboutEdition) -> None:
    """The edition's page and every list are made anew."""
    after_commit(page_cache.clear, f"edition:{event.edition_id}", "agenda")


for kind in get_args(AboutEdition):
    on(kind)(forget_edition)


def find_anew(event: FoundBy) -> None:
    """The search finds the course by the dates and places that it has now."""
    for course in Edition.objects.filter(pk=event.edition_id).values_list("course_id", flat=True):
        changed(SOURCE, course)


for kind in get_args(FoundBy):
    on(kind)(find_anew)


@on(CourseChanged)
def forget_course(event: CourseChanged) -> None:
    """So are the pages of all its editions."""
    editions = Edition.objects.filter(course=event.course_id).values_list("pk", flat=True)
    after_commit(page_cache.clear, "agenda", *(f"edition:{pk}" for pk in editions))
    changed(SOURCE, event.course_id)
