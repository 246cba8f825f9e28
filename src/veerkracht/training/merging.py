"""What training settles before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.training.models import Achievement, TakenOver, TrainerAssignment

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """What both learnt on the same day, and where both train, stands once."""
    for row in Achievement.objects.filter(person=drop):
        same = {"qualification": row.qualification_id, "achieved_on": row.achieved_on}
        if Achievement.objects.filter(person=keep, **same).exists():
            row.delete()
    for earlier in TakenOver.objects.filter(person=drop):
        mark = {"title": earlier.title, "year": earlier.year, "on": earlier.on}
        if TakenOver.objects.filter(person=keep, **mark).exists():
            earlier.delete()
    editions = TrainerAssignment.objects.filter(person=keep).values("edition")
    TrainerAssignment.objects.filter(person=drop, edition__in=editions).delete()
