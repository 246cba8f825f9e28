"""Reading coalitions: which there are, which are mine, and who sits in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from veerkracht.coalitions.models import Coalition, Seat
from veerkracht.kernel.clock import today
from veerkracht.meetings.models import Member
from veerkracht.people.policies import is_administrator, regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

RELATED = ("area", "region", "series", "coordinator")


def public() -> QuerySet[Coalition]:
    """Coalitions that work now, by name: for everybody, without the people."""
    day = today()
    going = Coalition.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    return going.select_related("area", "region", "series").order_by("name")


def with_ended() -> QuerySet[Coalition]:
    """All coalitions that began, also those that stopped: what they decided can still be read."""
    begun = Coalition.objects.filter(since__lte=today())
    return begun.select_related("area", "region", "series")


def visible_to(person: Person) -> QuerySet[Coalition]:
    """Coalitions whose inside the person sees: where they sit, or that they look after. By name."""
    found = Coalition.objects.select_related(*RELATED).order_by("name")
    return found if is_administrator(person) else found.filter(_own(person) | _of_region(person))


def of_person(person: Person) -> QuerySet[Coalition]:
    """Coalitions that somebody sits in or coordinates, by name; a role in the region does not count."""
    return Coalition.objects.select_related(*RELATED).filter(_own(person)).order_by("name")


def looked_after_by(person: Person) -> QuerySet[Coalition]:
    """Coalitions that somebody coordinates, or that lie in their region, by name."""
    found = Coalition.objects.select_related(*RELATED).order_by("name")
    own = Q(coordinator=person) | _of_region(person)
    return found if is_administrator(person) else found.filter(own)


def _own(person: Person) -> Q:
    belongs = Member.objects.filter(series=OuterRef("series"), person=person, until=None)
    return Q(Exists(belongs)) | Q(coordinator=person)


def _of_region(person: Person) -> Q:
    return Q(region__in=[region.pk for region in regions_of_coordinator(person)])


def seats_of(coalition: Coalition) -> QuerySet[Seat]:
    """Who sits in it now, organisations first, by name."""
    now_there = Seat.objects.filter(coalition=coalition, until=None)
    related = now_there.select_related("organisation", "person__organisation")
    return related.order_by("organisation__name", "person__name", "pk")


def organisations_of(coalition: Coalition) -> QuerySet[Seat, int | None]:
    """Numbers of the organisations that sit in it now."""
    seats = Seat.objects.filter(coalition=coalition, until=None, organisation__isnull=False)
    return seats.values_list("organisation", flat=True)


def organisation_names(coalition: Coalition) -> list[str]:
    """The organisations that sit in it now, each once, by name."""
    seats = Seat.objects.filter(coalition=coalition, until=None, organisation__isnull=False)
    names = seats.order_by("organisation__name").values_list("organisation__name", flat=True)
    return [str(name) for name in names.distinct()]
