"""Who may do what with wishes and surveys: coordinators, each in the own region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, is_coordinator

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Need, Survey
    from veerkracht.people.models import Person


def check_works_with_wishes(by: Person) -> None:
    """The board and surveys are for coordinators."""
    require(is_coordinator(by), _("Het bord met wensen is voor coördinatoren."))


def check_may_work(by: Person, row: Need | Survey) -> None:
    """Only coordinators of the same region."""
    require(coordinates(by, row.region_id), _("Deze regio hoort bij een andere coördinator."))
