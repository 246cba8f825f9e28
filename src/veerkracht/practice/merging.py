"""What practice settles before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.practice.models import Coach, Plan

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """One plan an edition, one invitation a plan, and nobody coaches themselves."""
    written = list(Plan.objects.filter(person=keep).values_list("edition", flat=True))
    Plan.objects.filter(person=drop, edition__in=written).delete()
    seen = list(Coach.objects.filter(person=keep).values_list("plan", flat=True))
    Coach.objects.filter(person=drop, plan__in=seen).delete()
    Coach.objects.filter(person=keep, plan__person=drop).delete()
    Coach.objects.filter(person=drop, plan__person=keep).delete()
