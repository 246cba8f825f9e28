"""Who builds, publishes and withdraws a release.

A coordinator builds for the own region, and every coordinator for an area that holds regions, such as the province; an
administrator for all. A second person publishes: another coordinator of that area, or an administrator, never who built
it. Withdrawing cannot wait for a second person: whoever may build for the area may withdraw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, is_coordinator, regions_of_coordinator
from veerkracht.places.models import Area, AreaKind

if TYPE_CHECKING:
    from veerkracht.monitoring.models import ReleaseDraft
    from veerkracht.people.models import Person

WIDE = (AreaKind.PROVINCE,)  # areas of all coordinators together


def keeps(by: Person, area: Area) -> bool:
    """Whether somebody may build for this area."""
    return coordinates(by, area.pk) or (area.kind in WIDE and is_coordinator(by))


def areas_of(by: Person) -> list[Area]:
    """The areas for which somebody may build: the province first; empty for who coordinates nothing."""
    if not is_coordinator(by):
        return []
    return [*Area.objects.filter(kind__in=WIDE).order_by("name"), *regions_of_coordinator(by)]


def check_makes_releases(by: Person) -> None:
    """Raise NotAllowed for who coordinates nothing."""
    require(is_coordinator(by), _("Deze pagina is voor coördinatoren."))


def check_may_make(by: Person, area: Area) -> None:
    """Raise NotAllowed unless ``by`` may build for this area."""
    require(keeps(by, area), _("Deze cijfers horen bij een andere coördinator."))


def check_may_publish(by: Person, draft: ReleaseDraft) -> None:
    """Raise NotAllowed unless ``by`` may build for the area, and did not build this draft."""
    check_may_make(by, draft.area)
    second = draft.made_by_id != by.pk
    require(second, _("Een ander dan wie de vrijgave klaarzette, publiceert haar."))


def check_may_withdraw(by: Person, area: Area) -> None:
    """Raise NotAllowed unless ``by`` may build for this area."""
    require(keeps(by, area), _("Deze vrijgave hoort bij een andere coördinator."))
