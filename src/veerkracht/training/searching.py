"""What the search of the whole site finds among trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.searching import Found
from veerkracht.training.queries import published
from veerkracht.training.words import question

if TYPE_CHECKING:
    from veerkracht.training.models import Edition

EACH = 10  # editions looked at for each course that may be found


def trainings_found(asked: str, most: int) -> list[Found]:
    """Each course with dates ahead that holds every word, once, with its first date: one query."""
    wanted = question(asked)
    if not wanted:
        return []
    query = SearchQuery(wanted, config="simple", search_type="raw")
    rows = published(now()).filter(words=query).annotate(rank=SearchRank("words", query))
    first: dict[int, Found] = {}
    for edition in rows[: most * EACH]:
        if edition.course_id not in first:
            first[edition.course_id] = _as_found(edition, edition.__dict__["rank"])
    return sorted(first.values(), key=lambda one: -one.rank)[:most]


def _as_found(edition: Edition, rank: float) -> Found:
    return Found(
        title=str(edition.course),
        url=reverse("training:edition", args=[edition.pk, edition.course.slug]),
        text=f"{edition.course.lead} {edition.place}".strip(),
        kind=_("training"),
        rank=rank,
        when=edition.starts_at,
    )
