"""Which organisations sit in a coalition where, for the map of the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions import queries
from veerkracht.coalitions.models import Seat
from veerkracht.people.queries import Activity, ActivityKind, activities
from veerkracht.places.models import AreaKind

if TYPE_CHECKING:
    from collections.abc import Iterator


def register() -> None:
    """Put coalitions on the map."""
    activities.add("coalities", ActivityKind(_("zit in een coalitie"), seated), order=20)


def seated() -> Iterator[Activity]:
    """Each organisation with a seat in a coalition that works now: one query."""
    now_there = Seat.objects.filter(until=None, organisation__isnull=False)
    rows = now_there.filter(coalition__in=queries.public()).select_related("coalition__area")
    told = set()
    for one in rows.order_by("coalition__name", "pk"):
        key = (one.organisation_id, one.coalition_id)
        if key in told:
            continue
        told.add(key)
        area = one.coalition.area
        yield Activity(
            organisation=one.organisation_id or 0,
            title=str(one.coalition),
            url=reverse("coalitions:coalition", args=[one.coalition.slug]),
            area=area.pk if area.kind == AreaKind.MUNICIPALITY else None,
        )
