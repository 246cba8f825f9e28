"""Who may post on the board, look at reactions, and let a placement be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import coordinates, current_roles, is_coordinator, represents

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Placement
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations that somebody speaks for, by name; no query beyond the roles."""
    found = {
        one.organisation_id: one.organisation
        for one in current_roles(person)
        if one.kind == RoleKind.EMPLOYER and one.organisation
    }
    return sorted(found.values(), key=lambda one: one.name)


def posts(person: Person) -> bool:
    """Whether somebody may post at all."""
    return bool(organisations_of(person)) or is_coordinator(person)


def check_posts(person: Person) -> None:
    """Raise NotAllowed unless the person speaks for an organisation, or coordinates a region."""
    require(posts(person), _("Een opdracht plaats je namens een organisatie, of als coördinator."))


def check_may_post(person: Person, organisation: Organisation, region: Area) -> None:
    """Who speaks for the organisation, and the coordinator of the region."""
    may = represents(person, organisation.pk) or coordinates(person, region.pk)
    require(may, _("Deze organisatie is van iemand anders."))


def runs(person: Person, placement: Placement) -> bool:
    """Whether the placement is of one's organisation or region."""
    return represents(person, placement.organisation_id) or coordinates(person, placement.region_id)


def check_runs(person: Person, placement: Placement) -> None:
    """Raise NotAllowed unless the placement is of one's organisation or region."""
    require(runs(person, placement), _("Deze opdracht is van een andere organisatie."))


def check_moderates(person: Person, placement: Placement) -> None:
    """Raise NotAllowed unless the person coordinates the placement's region."""
    require(
        coordinates(person, placement.region_id),
        _("Deze regio hoort bij een andere coördinator."),
    )
