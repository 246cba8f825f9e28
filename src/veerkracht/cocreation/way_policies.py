"""Who may see, propose, change and publish ways of working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.cocreation.way_rules import FREE_STEPS
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import edits, is_coordinator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from veerkracht.cocreation.models import Way, WayUse
    from veerkracht.people.models import Person


def keeps(person: Person | AnonymousUser) -> bool:
    """Whether somebody looks after the library: editors and coordinators."""
    return bool(person.is_authenticated and (edits(person) or is_coordinator(person)))


def check_keeps(person: Person) -> None:
    """Raise NotAllowed unless the person edits or coordinates."""
    require(keeps(person), _("Deze pagina is voor redacteuren en coördinatoren."))


def may_see(person: Person | AnonymousUser, way: Way) -> bool:
    """Everybody what is published; others only its maker and who keeps the library."""
    return way.state == "published" or keeps(person) or _made(person, way)


def may_change(person: Person | AnonymousUser, way: Way) -> bool:
    """Who keeps the library, and the maker until it is published."""
    return keeps(person) or (_made(person, way) and way.state in FREE_STEPS)


def check_may_change(person: Person, way: Way) -> None:
    """Raise NotAllowed unless this person may change it now."""
    require(may_change(person, way), _("Deze werkvorm is van iemand anders."))


def check_wrote(person: Person, use: WayUse) -> None:
    """Only who wrote a note takes it back."""
    require(use.by_id == person.pk, _("Dit is van iemand anders."))


def _made(person: Person | AnonymousUser, way: Way) -> bool:
    return person.is_authenticated and way.made_by_id == person.pk
