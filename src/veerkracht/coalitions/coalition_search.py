"""What the search of the whole site finds among coalitions and their public decisions."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.coalitions import queries
from veerkracht.kernel.searching import Found
from veerkracht.meetings.models import Decision

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Coalition

SHORTEST = 3  # characters of a word that is looked for
COALITION, DECISION = 0.5, 0.2


def coalitions_found(asked: str, most: int) -> list[Found]:
    """Coalitions, then public decisions, that hold every word: two queries."""
    words = [one for one in asked.split() if len(one) >= SHORTEST][:6]
    if not words:
        return []
    rows = queries.public().filter(_every(words, ("name", "purpose", "area__name")))[:most]
    decided = Decision.objects.filter(
        _every(words, ("what",)), inside=False, meeting__series__coalition__isnull=False
    )
    related = decided.select_related("meeting__series__coalition").order_by("-pk")[:most]
    return [_coalition(one) for one in rows] + [_decision(one) for one in related]


def _every(words: list[str], fields: tuple[str, ...]) -> Q:
    def either(word: str) -> Q:
        found = Q()
        for name in fields:
            found |= Q(**{f"{name}__icontains": word})
        return found

    return reduce(and_, (either(word) for word in words))


def _coalition(one: Coalition) -> Found:
    return Found(
        title=str(one),
        url=reverse("coalitions:coalition", args=[one.slug]),
        text=one.purpose,
        kind=_("coalitie"),
        rank=COALITION,
    )


def _decision(one: Decision) -> Found:
    coalition = one.meeting.series.coalition
    return Found(
        title=one.what,
        url=reverse("coalitions:decisions", args=[coalition.slug]),
        text=str(coalition),
        kind=_("besluit van een coalitie"),
        rank=DECISION,
        when=one.meeting.starts_at,
    )
