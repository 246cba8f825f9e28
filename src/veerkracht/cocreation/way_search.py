"""What the search of the whole site finds among ways of working and open placements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.cocreation import student_queries, way_queries
from veerkracht.kernel.searching import Found

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Placement, Way

SHORTEST = 3  # characters of a word that is looked for
WAY, PLACEMENT = 0.6, 0.4


def found(asked: str, most: int) -> list[Found]:
    """Ways of working, then placements, that hold every word: two queries."""
    words = [one for one in asked.split() if len(one) >= SHORTEST][:6]
    if not words:
        return []
    ways = way_queries.with_words(way_queries.published(), " ".join(words))[:most]
    places = student_queries.open_placements()
    for word in words:
        either = Q(title__icontains=word) | Q(study__icontains=word) | Q(text__icontains=word)
        places = places.filter(either | Q(organisation__name__icontains=word))
    return [_way(one) for one in ways] + [_placement(one) for one in places[:most]]


def _way(one: Way) -> Found:
    return Found(
        title=str(one),
        url=reverse("cocreation:way", args=[one.slug]),
        text=one.summary,
        kind=_("werkvorm"),
        rank=WAY,
    )


def _placement(one: Placement) -> Found:
    return Found(
        title=one.title,
        url=reverse("cocreation:placement", args=[one.pk]),
        text=f"{one.get_kind_display()} · {one.organisation}",
        kind=_("stage of opdracht"),
        rank=PLACEMENT,
    )
