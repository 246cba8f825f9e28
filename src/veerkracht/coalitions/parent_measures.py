"""How many parents were reached, as something that a target can be read from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.parent_queries import people_reached
from veerkracht.coalitions.parent_rules import is_settled
from veerkracht.kernel.clock import today
from veerkracht.places.models import AreaKind
from veerkracht.places.queries import region_of
from veerkracht.programme.measures import Reading

if TYPE_CHECKING:
    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area


class ParentsReached:
    """Parents and experts at activities, of a region or a municipality in it."""

    title = gettext_lazy("Ouders en ervaringsdeskundigen bij activiteiten")

    def read(self, area: Area, year: int, sector: Sector | None) -> Reading | None:
        """Protected words of a year that is over; None before, for a sector, or elsewhere. Two queries."""
        region = area if area.kind == AreaKind.REGION else region_of(area)
        if sector is not None or region is None or not is_settled(year, today()):
            return None
        safe = people_reached(region, year)
        count = safe.total if region == area else safe.rows.get(area.name)
        if count is None:
            return None
        return Reading(count.told(_("te weinig om te tonen")), date(year, 12, 31))
