"""Qualifications that lapse soon, and which editions nearby would renew them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from veerkracht.kernel.clock import now
from veerkracht.places.queries import distances_from
from veerkracht.training.models import Achievement, Edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.training.models import Qualification

WARNED = timedelta(days=60)
MOST_OFFERS = 3
FAR = 99_999.0


def lapsing(day: date) -> QuerySet[Achievement]:
    """What lapses within sixty days from this day and was not renewed, of people who can still sign in."""
    later = Achievement.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")),
        person=OuterRef("person"),
        qualification=OuterRef("qualification"),
    )
    soon = Achievement.objects.filter(valid_until__gte=day, valid_until__lte=day + WARNED)
    return soon.filter(~Exists(later), person__is_active=True).select_related("person")


def still_lapses(achievement: Achievement, day: date) -> bool:
    """Whether it is still true that this lapses soon."""
    return lapsing(day).filter(pk=achievement.pk).exists()


def nearby_for(person: Person, qualification: Qualification) -> list[Edition]:
    """Open editions that grant it, the nearest first; online ones come before far ones. Two queries at most."""
    coming = Edition.objects.ahead(now()).filter(
        course__grants=qualification, opens_at__lte=now(), closes_at__gt=now()
    )
    rows = coming.select_related("course", "municipality").defer("words")[:200]
    return by_distance(rows, person)[:MOST_OFFERS]


def by_distance(editions: Iterable[Edition], person: Person) -> list[Edition]:
    """Nearest to where somebody works first; of equals the soonest. Whoever has no municipality: the soonest."""
    if person.municipality is None:
        return list(editions)
    far = dict(distances_from(person.municipality))
    return sorted(editions, key=lambda one: _distance(one, far))


def _distance(edition: Edition, far: dict[int, float]) -> float:
    if edition.is_online:
        return 25.0
    return far.get(edition.municipality_id or 0, FAR)
