"""Who may do what with a coalition: who sits in it, its coordinator, and a coordinator of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.coalitions.models import Coalition
from veerkracht.kernel.permissions import require
from veerkracht.meetings.policies import is_member
from veerkracht.people.policies import check_may_coordinate, coordinates

if TYPE_CHECKING:
    from veerkracht.meetings.models import Series
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


def looks_after_coalition(person: Person, coalition: Coalition) -> bool:
    """Whether the person is its coordinator, or coordinates the region."""
    own = coalition.coordinator_id is not None and person.pk == coalition.coordinator_id
    return own or coordinates(person, coalition.region_id)


def looks_after(person: Person, series: Series) -> bool:
    """The same, asked of the series in which a coalition meets."""
    if coordinates(person, series.region_id):
        return True
    return Coalition.objects.filter(series=series, coordinator=person).exists()


def check_may_look_after(by: Person, coalition: Coalition) -> None:
    """Raise NotAllowed unless ``by`` is its coordinator, or a coordinator of its region."""
    allowed = looks_after_coalition(by, coalition)
    require(allowed, _("Dit kan alleen wie deze coalitie coördineert."))


def check_takes_part(by: Person, coalition: Coalition) -> None:
    """Raise NotAllowed unless ``by`` sits in the coalition now, or looks after it."""
    takes_part = looks_after_coalition(by, coalition) or is_member(by, coalition.series)
    require(takes_part, _("Deze pagina is voor wie in deze coalitie zit."))


def check_may_start(by: Person, region: Area) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region."""
    check_may_coordinate(by, region.pk)


def may_end(person: Person, coalition: Coalition) -> bool:
    """Whether the person may stop a coalition that goes on: a coordinator of its region."""
    return coalition.until is None and coordinates(person, coalition.region_id)
