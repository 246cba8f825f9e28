"""What the index of the search holds of trainings: each course with dates ahead, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import now
from veerkracht.kernel.searching import Document
from veerkracht.training.models import Course, Edition
from veerkracht.training.queries import published

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SOURCE = "training"
MOST_DATES = 60  # of one course, of which the places are named
WEIGHT = 130


def trainings(keys: Collection[str] | None) -> Iterator[Document]:
    """Each course with dates ahead, with its first date and all its places: three queries."""
    ahead = Prefetch("editions", published(now()).order_by("starts_at", "pk"), to_attr="ahead")
    courses = Course.objects.filter(editions__in=published(now())).distinct()
    if keys is not None:
        courses = courses.filter(pk__in=keys)
    for course in courses.select_related("region").prefetch_related("sectors", ahead):
        yield _document(course, course.__dict__["ahead"][:MOST_DATES])


def _document(course: Course, ahead: list[Edition]) -> Document:
    first = ahead[0]
    places = {str(one.place): None for one in ahead}
    areas = [course.region, *(one.region for one in ahead), *(one.municipality for one in ahead)]
    return Document(
        key=str(course.pk),
        title=str(course),
        url=reverse("training:edition", args=[first.pk, course.slug]),
        kind="training",
        kind_words=_("training"),
        lead=course.lead,
        text="\n".join([in_language(course, "goals"), ", ".join(places)]),
        where=tuple(dict.fromkeys(area.code for area in areas if area)),
        about=tuple(one.code for one in course.sectors.all()),
        when=first.starts_at,
        weight=WEIGHT,
    )
