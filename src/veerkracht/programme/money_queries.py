"""Reading money: lines that somebody may see, by region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from veerkracht.audit.models import Entry
from veerkracht.kernel.clock import today
from veerkracht.people.models import Person
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.places.models import Area
from veerkracht.places.queries import regions
from veerkracht.programme.action_policies import organisations_of
from veerkracht.programme.models import (
    BudgetLine,
    Client,
    Framework,
    PlanParty,
    PlanPartyRole,
    PlanVersion,
)


def clients_of(region: Area) -> QuerySet[Client]:
    """The organisations that a region works for today."""
    found = Client.objects.filter(region=region, until=None)
    return found.select_related("organisation").order_by("organisation__name")


def regions_read_as_client(person: Person) -> list[int]:
    """The regions whose client somebody represents: said of the region, or in the plan that holds today."""
    mine = organisations_of(person)
    if not mine:
        return []
    said = Client.objects.filter(organisation__in=mine, until=None).values_list("region")
    return [pk for (pk,) in said.union(_planned_clients(mine).values_list("version__plan__region"))]


def _planned_clients(mine: list[int]) -> QuerySet[PlanParty]:
    """Where these organisations are the client of a plan, by the version of it that holds today."""
    day = today()
    begun = PlanVersion.objects.filter(
        plan=OuterRef("version__plan"), published_at__isnull=False, since__lte=day
    )
    found = PlanParty.objects.filter(
        Q(version__until=None) | Q(version__until__gte=day),
        role=PlanPartyRole.CLIENT,
        organisation__in=mine,
        version=Subquery(begun.order_by("-number").values("pk")[:1]),
    )
    return found.order_by()


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
    read = regions_read_as_client(person)
    return list(regions().filter(Q(pk__in=funded) | Q(pk__in=read)))


def agreements_that_end(first: int, last: int) -> list[tuple[str, date]]:
    """Agreements that hold everywhere and stop within these years: name and last day, the earliest first."""
    within = Framework.objects.filter(
        region=None, until__gt=date(first, 1, 2), until__lte=date(last + 1, 1, 1)
    )
    return [
        (str(one), one.until - timedelta(days=1))
        for one in within.order_by("until", "code")
        if one.until
    ]


def streams_of(line: BudgetLine) -> QuerySet[BudgetLine]:
    """All years of the purpose of a line, in order."""
    found = BudgetLine.objects.filter(region=line.region_id, theme=line.theme_id)
    return found.filter(funder=line.funder_id, what=line.what).order_by("year")


@dataclass(frozen=True)
class Change:
    """Something that was done with the money of a purpose: when, by whom, in which year, from what to what."""

    at: datetime
    by: str
    year: int
    verb: str
    amounts: list[tuple[str, int | None, int]]


def history_of(line: BudgetLine) -> list[Change]:
    """What was done with the money of a purpose, the newest first; three queries.

    Amounts are kept for two years; what is older says only that something was done.
    """
    years = dict(streams_of(line).values_list("pk", "year"))
    entries = Entry.objects.filter(
        subject_kind=BudgetLine._meta.label_lower, subject_id__in=list(years)
    )
    found = list(entries.select_related("detail").order_by("-id")[:200])
    people = Person.objects.in_bulk({one.by_id for one in found if one.by_id})
    return [
        Change(
            at=one.at,
            by=str(people.get(one.by_id, "")) if one.by_id else "",
            year=years[one.subject_id or 0],
            verb=one.verb,
            amounts=_amounts(one),
        )
        for one in found
    ]


def _amounts(entry: Entry) -> list[tuple[str, int | None, int]]:
    """Which amount became what, from what (None when it was made)."""
    values = entry.detail.values if hasattr(entry, "detail") else {}
    after = values.get("after", values)
    before = values.get("before", {})
    return [
        (kind, before.get(kind), after[kind])
        for kind in ("asked", "promised", "reserved", "realised")
        if kind in after and before.get(kind) != after[kind]
    ]
