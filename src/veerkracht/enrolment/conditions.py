"""What must hold before somebody gets a place: asked under the locks, always in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.registries import Registry
from veerkracht.training.models import Course, Qualification
from veerkracht.training.queries import EditionFacts, holds

if TYPE_CHECKING:
    from datetime import date, datetime

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


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


@dataclass(frozen=True)
class Missing:
    """What somebody lacks before they may come, in words, and where trainings that give it are found."""

    words: str
    finder: str


def missing_for(person: Person, edition: Edition) -> Missing | None:
    """What this person must have first and has not, for a page to say before anything is asked.

    No query for a course that asks for nothing.
    """
    wanted = edition.course.prerequisite
    if wanted is None or holds(person, wanted, _first_day(edition.starts_at)):
        return None
    giving = Course.objects.filter(grants=wanted).order_by("kind").values_list("kind", flat=True)
    kind, finder = giving.first(), reverse("training:finder")
    return Missing(_first_needed(wanted), f"{finder}?soort={kind}" if kind else finder)


def has_prerequisite(person: Person, edition: EditionFacts) -> str | None:
    """The course may ask for a qualification that is still valid on the first day."""
    if edition.prerequisite_id is None:
        return None
    wanted = Qualification.objects.get(pk=edition.prerequisite_id)
    return None if holds(person, wanted, _first_day(edition.starts_at)) else _first_needed(wanted)


def _first_day(starts_at: datetime | None) -> date:
    return local(starts_at or now()).date()


def _first_needed(wanted: Qualification) -> str:
    return _("Voor deze training heb je eerst “%(qualification)s” nodig.") % {
        "qualification": wanted
    }
