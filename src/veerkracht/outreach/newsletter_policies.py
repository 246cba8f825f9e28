"""Who makes and sends the newsletter: editors and coordinators of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    coordinates,
    current_roles,
    edits,
    is_administrator,
    regions_of_coordinator,
)

if TYPE_CHECKING:
    from veerkracht.outreach.models import Issue
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

MAKERS = frozenset({RoleKind.EDITOR, RoleKind.COORDINATOR})


def regions_of_maker(person: Person) -> list[Area]:
    """The regions whose newsletter the person makes, by name; all of them for an administrator."""
    if is_administrator(person):
        return regions_of_coordinator(person)
    mine = {
        role.region_id: role.region
        for role in current_roles(person)
        if role.kind in MAKERS and role.region
    }
    return sorted(mine.values(), key=lambda region: region.name)


def check_may_make(person: Person) -> None:
    """Raise NotAllowed unless the person edits or coordinates any region."""
    require(
        bool(regions_of_maker(person)),
        _("De nieuwsbrief is het werk van redacteuren en coördinatoren."),
    )


def check_may_make_for(person: Person, region_id: int) -> None:
    """Raise NotAllowed unless the person edits or coordinates this region."""
    require(
        coordinates(person, region_id) or edits(person, region_id),
        _("De nieuwsbrief van deze regio maken anderen."),
    )


def check_may_make_issue(person: Person, issue: Issue) -> None:
    """Raise NotAllowed unless the person makes the newsletter of this issue's region."""
    check_may_make_for(person, issue.region_id)
