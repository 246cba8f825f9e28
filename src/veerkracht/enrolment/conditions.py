"""What must hold before somebody gets a place: asked under the locks, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.registries import Registry
from veerkracht.training.models import Qualification
from veerkracht.training.queries import EditionFacts, holds

if TYPE_CHECKING:
    from veerkracht.people.models import Person


class Condition(Protocol):
    """Says why this person cannot have a place in this edition, or None when nothing stands in the way."""

    def __call__(self, person: Person, edition: EditionFacts) -> str | None: ...


conditions: Registry[Condition] = Registry("What must hold before somebody gets a place")


def check_conditions(person: Person, edition: EditionFacts) -> None:
    """Raise RuleBroken with the first condition that does not hold."""
    for condition in conditions:
        reason = condition(person, edition)
        if reason:
            raise RuleBroken(reason)


def has_prerequisite(person: Person, edition: EditionFacts) -> str | None:
    """The course may ask for a qualification that is still valid on the first day."""
    if edition.prerequisite_id is None:
        return None
    wanted = Qualification.objects.get(pk=edition.prerequisite_id)
    day = local(edition.starts_at or now()).date()
    if holds(person, wanted, day):
        return None
    return _("Voor deze training heb je eerst “%(qualification)s” nodig.") % {
        "qualification": wanted
    }
