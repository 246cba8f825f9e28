"""Who asks for records for research, who decides, and who fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import (
    check_coordinates_any,
    coordinates,
    is_administrator,
    regions_of_coordinator,
)

if TYPE_CHECKING:
    from veerkracht.monitoring.models import ResearchRequest
    from veerkracht.people.models import Person


def decides(person: Person, request: ResearchRequest) -> bool:
    """Whether somebody may decide: who coordinates the region, of all regions an administrator; never who asked."""
    if person.pk == request.asked_by_id:
        return False
    return keeps(person, request)


def keeps(person: Person, request: ResearchRequest) -> bool:
    """Whether the request lies in somebody's region."""
    if request.region_id is None:
        return is_administrator(person)
    return coordinates(person, request.region_id)


def in_sight(person: Person) -> Q:
    """Which requests lie with somebody who decides."""
    if is_administrator(person):
        return Q()
    return Q(region__in=[one.pk for one in regions_of_coordinator(person)])


def check_sees_research(person: Person) -> None:
    """Raise NotAllowed for who decides about no region."""
    check_coordinates_any(person)


def check_may_read(person: Person, request: ResearchRequest) -> None:
    """Raise NotAllowed unless it is one's own request, or one that lies in one's region."""
    own = person.pk == request.asked_by_id
    require(own or keeps(person, request), _("Dit verzoek is van iemand anders."))


def check_may_keep(person: Person, request: ResearchRequest) -> None:
    """Raise NotAllowed unless the request lies in one's region."""
    require(keeps(person, request), _("Over dit verzoek besluit iemand anders."))


def check_is_own(person: Person, request: ResearchRequest) -> None:
    """Raise NotAllowed unless ``person`` asked. Being an administrator is not enough."""
    require(person.pk == request.asked_by_id, _("Dit verzoek is van iemand anders."))
