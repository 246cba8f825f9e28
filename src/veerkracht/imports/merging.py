"""What imports settle before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.imports.models import Deed, Line, Memory

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """What was remembered of the same list stands once; what a list filled in goes with the account."""
    signatures = Memory.objects.filter(person=keep).values("signature")
    Memory.objects.filter(person=drop, signature__in=signatures).delete()
    Deed.objects.filter(what="person", row=drop.pk, made=False).delete()
    Line.objects.filter(about=drop.email).update(about=keep.email)
