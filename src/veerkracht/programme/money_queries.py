"""Reading money: lines that somebody may see, by region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.places.models import Area
from veerkracht.places.queries import regions
from veerkracht.programme.action_policies import organisations_of
from veerkracht.programme.models import BudgetLine, Client

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def clients_of(region: Area) -> QuerySet[Client]:
    """The organisations that a region works for today."""
    found = Client.objects.filter(region=region, until=None)
    return found.select_related("organisation").order_by("organisation__name")


def regions_read_as_client(person: Person) -> list[int]:
    """The regions whose client somebody represents."""
    mine = organisations_of(person)
    if not mine:
        return []
    found = Client.objects.filter(organisation__in=mine, until=None)
    return list(found.values_list("region", flat=True))


def lines_visible_to(person: Person) -> QuerySet[BudgetLine]:
    """Lines that somebody may read: of regions they coordinate or pay for as client, and of their own funder."""
    found = BudgetLine.objects.select_related("theme", "funder", "region")
    found = found.order_by("theme__title", "funder__name", "what", "year")
    if is_administrator(person):
        return found
    read = [area.pk for area in regions_of_coordinator(person)] + regions_read_as_client(person)
    return found.filter(Q(region__in=read) | Q(funder__in=organisations_of(person)))


def regions_with_money(person: Person) -> list[Area]:
    """Regions of which somebody who does not coordinate them reads money, by name."""
    mine = organisations_of(person)
    if not mine:
        return []
    funded = BudgetLine.objects.filter(funder__in=mine).values("region")
    as_client = Client.objects.filter(organisation__in=mine, until=None).values("region")
    return list(regions().filter(Q(pk__in=funded) | Q(pk__in=as_client)))
