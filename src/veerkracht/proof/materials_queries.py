"""Reading materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.permissions import allows
from veerkracht.proof import policies
from veerkracht.proof.materials_models import Material

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def takes_part(person: Person, edition: Edition) -> bool:
    """Whether somebody has a place in this edition."""
    mine = Enrolment.objects.filter(person=person, edition=edition, state=State.PLACED)
    return mine.exists()


def materials_for(person: Person, edition: Edition) -> QuerySet[Material]:
    """What this person may see of an edition: all for who gives or runs it, what is out for who takes part."""
    everything = Material.objects.filter(edition=edition)
    if allows(policies.check_may_mark, person, edition):
        return everything
    if not takes_part(person, edition):
        return everything.none()
    return everything.filter(Q(visible_from=None) | Q(visible_from__lte=now()))
