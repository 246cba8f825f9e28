"""Reading contacts and wishes of a region; only for its coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from veerkracht.coalitions.models import Contact, Wish
from veerkracht.kernel.clock import today
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def contacts_for(person: Person) -> QuerySet[Contact]:
    """Talks in the regions that somebody coordinates: what is to be followed up first, then the latest."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    found = Contact.objects.filter(region__in=regions).select_related(
        "organisation", "by", "region"
    )
    return found.prefetch_related("wishes__sector").order_by("-day", "-pk")


def wishes_for(person: Person) -> QuerySet[Wish]:
    """Wishes heard in those regions: open ones first, the latest on top."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    found = Wish.objects.filter(region__in=regions)
    related = found.select_related("contact__organisation", "sector", "area", "region")
    return related.order_by(F("settled_at").asc(nulls_first=True), "-heard_on", "-pk")


def to_follow_up(person: Person) -> QuerySet[Contact]:
    """One's own talks to come back to today or before, the oldest first."""
    waiting = Q(followed_at=None, follow_up_on__lte=today(), by=person)
    return Contact.objects.filter(waiting).select_related("organisation").order_by("follow_up_on")
