"""How many parents were reached, as something that a target can be read from: only what was released."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.parent_reached import by_area, released
from veerkracht.disclosure.values import Status
from veerkracht.programme.measures import Reading

if TYPE_CHECKING:
    from veerkracht.disclosure.values import Figure
    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area


class ParentsReached:
    """Parents and experts at activities, of an area of which that was released."""

    title = gettext_lazy("Ouders en ervaringsdeskundigen bij activiteiten")

    def read(self, area: Area, year: int, sector: Sector | None) -> Reading | None:
        """The released figure of a year, rounded; None for a sector, or where nothing was released. One query."""
        if sector is not None:
            return None
        cells = list(released([area.code]).filter(period=str(year)))
        figure = by_area(cells, str(year)).get(area.code)
        if figure is None or figure.status is Status.ABSENT:
            return None
        day = cells[0].table.release.as_of
        return Reading(in_words(figure), min(date(year, 12, 31), day))


def in_words(figure: Figure) -> str:
    """A released number of people, which is rounded, or that it is not told."""
    if figure.number is None:
        return _("te weinig om te tonen")
    number = number_format(figure.number, force_grouping=True)
    return _("ongeveer %(n)s") % {"n": number} if figure.number else number
