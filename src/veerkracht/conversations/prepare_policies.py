"""Who keeps the offers of a region: its coordinators and editors, and administrators."""

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
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

KEEPERS = (RoleKind.COORDINATOR, RoleKind.EDITOR)


def offer_regions(person: Person) -> list[Area]:
    """The regions whose offers somebody keeps, by name."""
    if is_administrator(person):
        return regions_of_coordinator(person)
    mine = {one.region_id: one.region for one in current_roles(person) if one.kind in KEEPERS}
    return sorted((area for area in mine.values() if area), key=lambda area: area.name)


def check_may_keep_offers(by: Person, region_id: int | None = None) -> None:
    """Raise NotAllowed unless ``by`` keeps the offers of this region, or of any."""
    here = region_id is not None and (coordinates(by, region_id) or edits(by, region_id))
    anywhere = region_id is None and bool(offer_regions(by))
    require(
        here or anywhere, _("Het aanbod houden de redacteuren en coördinatoren van de regio bij.")
    )
